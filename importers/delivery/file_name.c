#include "importers/delivery/file_name.h"

#include "engine/base/number.h"
#include "engine/base/text.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_SHOWN = 200, MOST_VERSION = 9999 };

/* Also `.csv.txt`, of who saved it where endings are hidden. */
static void cut_extension(char *name)
{
    static const char *const endings[] = {".csv", ".txt", ".tsv"};
    for (size_t i = 0; i < 3; i++) {
        size_t n = strlen(name);
        if (n > 4 && strcasecmp(name + n - 4, endings[i]) == 0) {
            name[n - 4] = '\0';
            i = (size_t)-1; /* from the start */
        }
    }
}

int km_file_name_version(const char *word)
{
    int64_t version;
    bool good = (word[0] == 'v' || word[0] == 'V') &&
                km_parse_int(word + 1, strlen(word + 1), &version) && version >= 1 &&
                version <= MOST_VERSION;
    return good ? (int)version : 0;
}

const char *km_file_name_kind(const char *word)
{
    static const char *const kinds[] = {"mutatie", "correctie", "volledig"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcasecmp(word, kinds[i]) == 0) {
            return kinds[i];
        }
    }
    return NULL;
}

/* Cuts `_v2` and `_correctie` off, in either order, each once. */
static void cut_ends(char *rest, KmFileName *name)
{
    for (char *last = strrchr(rest, '_'); last != NULL; last = strrchr(rest, '_')) {
        int version = name->version == 0 ? km_file_name_version(last + 1) : 0;
        const char *kind = name->kind[0] == '\0' ? km_file_name_kind(last + 1) : NULL;
        if (version == 0 && kind == NULL) {
            return;
        }
        name->version = version > 0 ? version : name->version;
        name->kind = kind != NULL ? kind : name->kind;
        *last = '\0';
    }
}

static const char *cut_period(KmArena *arena, char *name)
{
    char *last = strrchr(name, '_');
    const char *text = last == NULL ? name : last + 1;
    KmPeriod period;
    KmError ignored = {0};
    if (!km_period_parse(text, &period, &ignored)) {
        return "";
    }
    const char *found = km_strdup(arena, period.text);
    if (last != NULL) {
        *last = '\0';
    }
    return found;
}

/* What stands where the period should and looks like one: `2026K5`. */
static const char *cut_odd_period(KmArena *arena, char *name)
{
    char *last = strrchr(name, '_');
    if (last == NULL || strcspn(last, "0123456789") == strlen(last)) {
        return "";
    }
    size_t letters = strspn(last + 1, "0123456789kKqQ.-/ ");
    if (last[1 + letters] != '\0') {
        return "";
    }
    *last = '\0';
    return km_strdup(arena, last + 1);
}

static bool begins_with_name(const char *text, const char *name, size_t *ret_length)
{
    size_t n = strlen(name);
    *ret_length = n;
    return strncasecmp(text, name, n) == 0 && (text[n] == '_' || text[n] == '\0');
}

/* The longest known contract the rest begins with; else all before the last `_`. */
static void split_rest(KmArena *arena, const char *rest, const KmContracts *contracts,
                       KmFileName *name)
{
    size_t longest = 0;
    for (size_t i = 0; i < km_contracts_count(contracts); i++) {
        const char *known = km_contracts_contract(contracts, i)->name;
        size_t n;
        if (begins_with_name(rest, known, &n) && n > longest) {
            longest = n;
            name->contract = known;
        }
    }
    const char *last = strrchr(rest, '_');
    if (longest == 0 && last != NULL) {
        longest = (size_t)(last - rest);
        name->contract = km_strndup(arena, rest, longest);
    }
    name->deliverer =
        longest > 0 && rest[longest] == '_' ? km_text_slug(arena, rest + longest + 1) : "";
}

/* A browser names a second download "… (1).csv" or "…(1).csv", and who adds the period later keeps
 * the mark in the middle: "inschrijving_school (1)_2026K3.csv". It says nothing of the delivery. */
static void cut_copy_marks(char *name)
{
    for (char *open = strchr(name, '('); open != NULL; open = strchr(open, '(')) {
        char *from = open > name && open[-1] == ' ' ? open - 1 : open;
        size_t digits = strspn(open + 1, "0123456789");
        const char *close = open + 1 + digits;
        bool is_mark = from > name && digits > 0 && digits <= 2 && *close == ')' &&
                       (close[1] == '\0' || close[1] == '_' || close[1] == ' ');
        if (is_mark) {
            memmove(from, close + 1, strlen(close + 1) + 1);
            open = from;
        } else {
            open++;
        }
    }
}

static bool is_whole(const KmFileName *name, const KmContracts *contracts)
{
    return name->deliverer[0] != '\0' && name->period[0] != '\0' &&
           km_contracts_find(contracts, name->contract) != NULL;
}

/* `…_2026K3_v0`: the period is there, and something that nobody knows behind it. A bare year may be
 * part of a deliverer's name. */
static void cut_odd_end(KmArena *arena, char *rest, const KmContracts *contracts, KmFileName *name)
{
    for (char *at = strchr(rest, '_'); at != NULL; at = strchr(at + 1, '_')) {
        size_t length = strcspn(at + 1, "_");
        KmFileName before = *name;
        KmPeriod period;
        KmError ignored = {0};
        if (length <= 4 || at[1 + length] == '\0' ||
            !km_period_parse(km_strndup(arena, at + 1, length), &period, &ignored)) {
            continue;
        }
        split_rest(arena, km_strndup(arena, rest, (size_t)(at - rest)), contracts, &before);
        if (before.deliverer[0] != '\0' && km_contracts_find(contracts, before.contract) != NULL) {
            name->odd_end = km_strdup(arena, at + 2 + length);
            name->advised =
                km_format(arena, "%s_%s_%s%s%s%s.csv", before.contract, before.deliverer,
                          period.text, name->kind[0] == '\0' ? "" : "_", name->kind,
                          name->version == 0 ? "" : km_format(arena, "_v%d", name->version));
            *at = '\0';
            return;
        }
    }
}

KmFileName km_file_name_parse(KmArena *arena, const char *path, const KmContracts *contracts)
{
    KmFileName name = {
        .contract = "", .deliverer = "", .period = "", .odd_period = "", .odd_end = "", .kind = ""};
    char *rest = km_strdup(arena, km_path_base(path));
    cut_extension(rest);
    cut_copy_marks(rest);
    KmFileName loose = km_file_name_loose(arena, rest, contracts);
    cut_ends(rest, &name);
    name.period = cut_period(arena, rest);
    if (name.period[0] == '\0') {
        name.odd_period = cut_odd_period(arena, rest);
    }
    if (name.period[0] == '\0' && name.odd_period[0] == '\0') {
        cut_odd_end(arena, rest, contracts, &name);
    }
    split_rest(arena, rest, contracts, &name);
    return is_whole(&name, contracts) || !is_whole(&loose, contracts) ? name : loose;
}

char *km_file_name_shown(KmArena *arena, const char *path)
{
    KmText text = km_text_init(arena);
    km_text_add_terminal(&text, km_path_base(path), LONGEST_SHOWN);
    return text.bytes;
}
