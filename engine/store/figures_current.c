#include "engine/base/text.h"
#include "engine/store/figure_row.h"
#include "engine/store/internal.h"

#include <string.h>

enum { MOST_RUNS = 8 };

static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; *at != '\0'; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        if (n == length && memcmp(at, word, n) == 0) {
            return true;
        }
        at += n;
    }
    return false;
}

static bool read_runs(KmStore *store, KmArena *arena, const char **ret_runs, KmError *err)
{
    if (!km_store_get_setting(store, arena, KM_CURRENT_RUNS, ret_runs, err)) {
        return false;
    }
    *ret_runs = *ret_runs == NULL ? "" : *ret_runs;
    return true;
}

bool km_figures_is_current(KmStore *store, KmArena *arena, const char *run, bool *ret_is,
                           KmError *err)
{
    const char *runs;
    if (!read_runs(store, arena, &runs, err)) {
        return false;
    }
    *ret_is = has_word(runs, run);
    return true;
}

/* The oldest go first. */
bool km_figures_note_current(KmStore *store, KmArena *arena, const char *run, KmError *err)
{
    const char *runs;
    if (!read_runs(store, arena, &runs, err)) {
        return false;
    }
    if (has_word(runs, run)) {
        return true;
    }
    size_t n = 1;
    for (const char *at = runs; *at != '\0'; at++) {
        n += *at == ' ';
    }
    if (n >= MOST_RUNS) {
        runs += strcspn(runs, " ") + 1;
    }
    return km_store_set_setting(store, KM_CURRENT_RUNS,
                                runs[0] == '\0' ? run : km_format(arena, "%s %s", runs, run), err);
}
