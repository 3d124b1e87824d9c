#include "engine/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

KM_PRINTF(3, 0)
static void print_into(char *target, size_t size, const char *format, va_list args)
{
    /* A message cut off at the buffer's end is still a message. */
    (void)vsnprintf(target, size, format, args);
}

bool km_error_set(KmError *err, KmErrorKind kind, const char *format, ...)
{
    km_error_clear(err);
    err->kind = kind;
    va_list args;
    va_start(args, format);
    print_into(err->message, sizeof err->message, format, args);
    va_end(args);
    return false;
}

bool km_error_at(KmError *err, KmErrorKind kind, const char *file, int64_t line, int column,
                 const char *format, ...)
{
    km_error_clear(err);
    err->kind = kind;
    err->line = line;
    err->column = column;
    (void)snprintf(err->file, sizeof err->file, "%s", file == NULL ? "" : file);
    va_list args;
    va_start(args, format);
    print_into(err->message, sizeof err->message, format, args);
    va_end(args);
    return false;
}

bool km_error_hint(KmError *err, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_into(err->hint, sizeof err->hint, format, args);
    va_end(args);
    return false;
}

bool km_error_context(KmError *err, const char *format, ...)
{
    if (err->n_contexts < KM_ERROR_CONTEXTS) {
        char *line = err->context[err->n_contexts++];
        va_list args;
        va_start(args, format);
        print_into(line, sizeof err->context[0], format, args);
        va_end(args);
    }
    return false;
}

bool km_error_code(KmError *err, const char *code, const char *argument)
{
    (void)snprintf(err->code, sizeof err->code, "%s", code);
    (void)snprintf(err->argument, sizeof err->argument, "%s", argument == NULL ? "" : argument);
    return false;
}

void km_error_clear(KmError *err)
{
    memset(err, 0, sizeof *err);
}

int km_error_exit_code(KmErrorKind kind)
{
    switch (kind) {
    case KM_ERROR_NONE:
        return 0;
    case KM_ERROR_USAGE:
    case KM_ERROR_DEFINITION:
        return 2;
    case KM_ERROR_INPUT:
        return 3;
    case KM_ERROR_STORE:
    case KM_ERROR_SYSTEM:
    case KM_ERROR_BUG:
        return 4;
    case KM_ERROR_LIMIT:
        return 5;
    case KM_ERROR_DISCLOSURE:
        return 6;
    case KM_ERROR_INTERRUPTED:
        return 130;
    }
    return 4;
}

const char *km_error_kind_name(KmErrorKind kind)
{
    switch (kind) {
    case KM_ERROR_NONE:
        return "none";
    case KM_ERROR_USAGE:
        return "usage";
    case KM_ERROR_DEFINITION:
        return "definition";
    case KM_ERROR_INPUT:
        return "input";
    case KM_ERROR_STORE:
        return "store";
    case KM_ERROR_SYSTEM:
        return "system";
    case KM_ERROR_BUG:
        return "bug";
    case KM_ERROR_LIMIT:
        return "limit";
    case KM_ERROR_DISCLOSURE:
        return "disclosure";
    case KM_ERROR_INTERRUPTED:
        return "interrupted";
    }
    return "bug";
}
