/* A reason is kept in the log for ever and may be shown: nobody may be named in it. */
#include "cli/cli.h"
#include "importers/fields/field.h"

#include <string.h>

enum { LONGEST_REASON = 300, MOST_GROUPS = 64, MOST_JOINED = 10 };

typedef struct {
    const char *start;
    size_t length;
} Digits;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The groups of digits that hang together: between them at most two of space, dot, dash, slash.
 * Returns how many; `*at` moves behind them. */
static size_t take_groups(const char **at, Digits *groups)
{
    size_t n = 0;
    const char *p = *at;
    while (n < MOST_GROUPS && is_digit(*p)) {
        size_t length = strspn(p, "0123456789");
        groups[n++] = (Digits){p, length};
        p += length;
        size_t between = strspn(p, " .-/");
        if (between == 0 || between > 2) {
            break;
        }
        p += is_digit(p[between]) ? between : 0;
    }
    *at = p;
    return n;
}

static int value_of(const Digits *d)
{
    int value = 0;
    for (size_t i = 0; i < d->length && i < 4; i++) {
        value = value * 10 + (d->start[i] - '0');
    }
    return value;
}

/* 14-10-2026, 2026-10-14, 2025/2026: what a reason is full of. */
static bool is_date(const Digits *g, size_t n)
{
    bool years =
        n == 2 && g[0].length == 4 && g[1].length == 4 && value_of(&g[1]) == value_of(&g[0]) + 1;
    bool day_first = n == 3 && g[0].length <= 2 && g[1].length <= 2 && g[2].length == 4 &&
                     value_of(&g[0]) <= 31 && value_of(&g[1]) <= 12;
    bool year_first = n == 3 && g[0].length == 4 && g[1].length <= 2 && g[2].length <= 2 &&
                      value_of(&g[1]) <= 12 && value_of(&g[2]) <= 31;
    return years || day_first || year_first;
}

/* Any run of neighbouring groups that together are a personal or a telephone number. */
static bool groups_are_personal(const Digits *groups, size_t n)
{
    for (size_t first = 0; first < n; first++) {
        char joined[MOST_JOINED + 1];
        size_t used = 0;
        for (size_t last = first; last < n && used + groups[last].length <= MOST_JOINED; last++) {
            uint32_t number;
            KmPersonKind kind;
            memcpy(joined + used, groups[last].start, groups[last].length);
            used += groups[last].length;
            KmSlice slice = {joined, used};
            KmRule rule = used == 8 || used == 9 ? km_field_person(slice, &number, &kind)
                                                 : KM_RULE_PERSON_INVALID;
            bool is_number = rule == KM_RULE_NONE || rule == KM_RULE_PERSON_ODD;
            if ((is_number || km_field_is_personal(slice)) &&
                !is_date(groups + first, last - first + 1)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_personal(const char *text)
{
    Digits groups[MOST_GROUPS];
    if (km_field_is_personal((KmSlice){text, strlen(text)})) {
        return true;
    }
    for (const char *at = text; *at != '\0';) {
        at += strcspn(at, "0123456789");
        if (groups_are_personal(groups, take_groups(&at, groups))) {
            return true;
        }
    }
    return false;
}

bool km_cli_reason(KmCli *cli, const char *what, const char *example, const char **ret_reason,
                   KmError *err)
{
    const char *given = km_cli_option(cli, "reason");
    if (given == NULL || strspn(given, " \t\r\n") == strlen(given)) {
        (void)km_error_set(err, KM_ERROR_USAGE, "%s needs a reason; it is kept for ever", what);
        return km_error_hint(err, "add --reason \"%s\"", example);
    }
    if (strlen(given) > LONGEST_REASON) {
        return km_error_set(err, KM_ERROR_USAGE, "the reason is %zu bytes long; at most %d",
                            strlen(given), LONGEST_REASON);
    }
    if (is_personal(given)) {
        (void)km_error_set(err, KM_ERROR_USAGE,
                           "the reason seems to hold a personal number, a telephone number or a "
                           "mail address");
        return km_error_hint(err, "write it without: the reason is kept for ever and shown");
    }
    KmText text = km_text_init(cli->arena);
    km_text_add_terminal(&text, given, LONGEST_REASON);
    *ret_reason = text.bytes;
    return true;
}
