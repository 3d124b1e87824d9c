#include "engine/store/work_internal.h"

#include <string.h>
#include <strings.h>

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (unsigned char)c >= 0x80;
}

/* Past a comment that starts here, or NULL when none does. */
static const char *skip_comment(const char *at)
{
    if (at[0] == '-' && at[1] == '-') {
        const char *end = strchr(at, '\n');
        return end == NULL ? at + strlen(at) : end;
    }
    if (at[0] == '/' && at[1] == '*') {
        const char *end = strstr(at + 2, "*/");
        return end == NULL ? at + strlen(at) : end + 2;
    }
    return NULL;
}

static const char *skip_blank(const char *at)
{
    for (;;) {
        const char *after = skip_comment(at);
        if (after != NULL) {
            at = after;
        } else if (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r' || *at == '\f') {
            at++;
        } else {
            return at;
        }
    }
}

/* Past the closing mark of a quoted piece whose opening mark is at `at`; a doubled mark stays
 * inside. */
static const char *skip_quoted(const char *at)
{
    char close = *at;
    if (close == '[') {
        close = ']';
    }
    for (at++; *at != '\0'; at++) {
        if (*at == close && (close == ']' || at[1] != close)) {
            return at + 1;
        }
        at += *at == close ? 1 : 0;
    }
    return at;
}

static int64_t line_of(const KmGuardedSelect *select, const char *at)
{
    int64_t line = select->line;
    for (const char *c = select->sql; c < at; c++) {
        line += *c == '\n' ? 1 : 0;
    }
    return line;
}

static bool refuse_word(const KmGuardedSelect *select, const char *at, const char *word,
                        KmError *err)
{
    (void)km_error_at(err, KM_ERROR_DEFINITION, select->file, line_of(select, at), 0,
                      "a definition may not name '%s'", word);
    return km_error_hint(err, "use the names of the contracts and registers, as in "
                              "'FROM ko_plaatsing'");
}

/* One identifier, quoted or not, from `name` (length n); `after` follows it. */
static bool check_word(const KmGuardedSelect *select, const char *name, size_t n, const char *after,
                       KmError *err)
{
    if (n >= 4 && strncasecmp(name, "src_", 4) == 0) {
        return refuse_word(select, name, "src_…", err);
    }
    if (n >= 7 && strncasecmp(name, "sqlite_", 7) == 0) {
        return refuse_word(select, name, "sqlite_…", err);
    }
    if (n != 4 || *skip_blank(after) != '.') {
        return true;
    }
    if (strncasecmp(name, "main", 4) == 0) {
        return refuse_word(select, name, "main.", err);
    }
    return strncasecmp(name, "temp", 4) != 0 || refuse_word(select, name, "temp.", err);
}

/* Past one token; identifiers are checked on the way. */
static const char *check_token(const KmGuardedSelect *select, const char *at, bool *ret_ok,
                               KmError *err)
{
    if (*at == '\'') {
        return skip_quoted(at);
    }
    if (*at == '"' || *at == '`' || *at == '[') {
        const char *end = skip_quoted(at);
        size_t n = (size_t)(end - at);
        *ret_ok = check_word(select, at + 1, n < 2 ? 0 : n - 2, end, err);
        return end;
    }
    if (is_word_byte(*at)) {
        const char *end = at;
        while (is_word_byte(*end)) {
            end++;
        }
        *ret_ok = check_word(select, at, (size_t)(end - at), end, err);
        return end;
    }
    return at + 1;
}

bool km_guard_check_text(const KmGuardedSelect *select, KmError *err)
{
    bool ok = true;
    const char *at = skip_blank(select->sql);
    while (ok && *at != '\0') {
        at = skip_blank(check_token(select, at, &ok, err));
    }
    return ok;
}
