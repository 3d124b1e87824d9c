/* A reason is kept in the log for ever and may be shown: nobody may be named in it. */
#include "cli/cli.h"
#include "importers/fields/field.h"

#include <string.h>

enum { LONGEST_REASON = 300 };

bool km_cli_check_reason(const char *reason, KmError *err)
{
    size_t length = strlen(reason);
    if (length > LONGEST_REASON || !km_utf8_valid(reason, length) ||
        strpbrk(reason, "\r\n\t") != NULL) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "the reason must be one line of at most %d bytes, in UTF-8; this one "
                            "has %zu",
                            LONGEST_REASON, length);
    }
    const char *personal = km_field_personal_kind((KmSlice){reason, length});
    if (personal != NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "the reason seems to hold %s", personal);
        return km_error_hint(err, "say who by role: the reason is kept for ever and shown");
    }
    return true;
}

bool km_cli_reason(KmCli *cli, const char *what, const char *example, const char **ret_reason,
                   KmError *err)
{
    const char *given = km_cli_option(cli, "reason");
    if (given == NULL || strspn(given, " \t\r\n") == strlen(given)) {
        (void)km_error_set(err, KM_ERROR_USAGE, "%s needs a reason; it is kept for ever", what);
        return km_error_hint(err, "add --reason \"%s\"", example);
    }
    if (!km_cli_check_reason(given, err)) {
        return false;
    }
    KmText text = km_text_init(cli->arena);
    km_text_add_terminal(&text, given, LONGEST_REASON);
    *ret_reason = text.bytes;
    return true;
}
