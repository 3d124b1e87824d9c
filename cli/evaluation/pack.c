#include "cli/evaluation/pack.h"

#include "engine/base/file.h"

#include <errno.h>
#include <ini.h>
#include <string.h>

typedef struct {
    KmArena *arena;
    const char *path;
    KmPackChart charts[KM_MOST_PACK];
    size_t n;
    KmError *err;
    bool failed;
} Reading;

/* The next word of `*at`, or NULL. */
static const char *take_word(KmArena *arena, const char **at)
{
    *at += strspn(*at, " \t");
    size_t length = strcspn(*at, " \t|");
    const char *word = length == 0 ? NULL : km_strndup(arena, *at, length);
    *at += length;
    return word;
}

static void take_chart(Reading *r, const char *name, const char *value)
{
    const char *at = value;
    KmPackChart chart = {.indicator = take_word(r->arena, &at), .kind = take_word(r->arena, &at)};
    chart.by = take_word(r->arena, &at);
    const char *bar = strchr(value, '|');
    if (bar != NULL) {
        chart.title = km_strdup(r->arena, bar + 1 + strspn(bar + 1, " \t"));
    }
    if (chart.indicator == NULL || chart.kind == NULL) {
        (void)km_error_at(r->err, KM_ERROR_USAGE, r->path, 0, 0,
                          "'%.20s' names no chart; write: indicator kind dimension | title", name);
        r->failed = true;
    } else if (r->n == KM_MOST_PACK) {
        (void)km_error_at(r->err, KM_ERROR_USAGE, r->path, 0, 0,
                          "a pack holds at most %d charts: more is no meeting", KM_MOST_PACK);
        r->failed = true;
    } else {
        r->charts[r->n++] = chart;
    }
}

static int take(void *self, const char *section, const char *name, const char *value)
{
    Reading *r = self;
    if (r->failed) {
        return 1;
    }
    if (strcmp(section, "grafieken") != 0) {
        (void)km_error_at(r->err, KM_ERROR_USAGE, r->path, 0, 0,
                          "unknown section [%.40s]; the charts stand under [grafieken]", section);
        r->failed = true;
        return 1;
    }
    take_chart(r, name, value);
    return 1;
}

bool km_pack_read(KmCli *cli, const char *path, KmReportRequest *request, KmError *err)
{
    const char *found = km_file_exists(path) ? path : km_workspace_path(cli, path);
    Reading *r = KM_NEW(cli->arena, Reading);
    *r = (Reading){.arena = cli->arena, .path = found, .err = err};
    int line = ini_parse(found, take, r);
    if (line < 0) {
        (void)km_error_at(err, KM_ERROR_USAGE, path, 0, 0, "the pack cannot be read: %s",
                          strerror(errno));
        return km_error_hint(err, "make it: [grafieken] and lines like '1 = vve-bereik trend'");
    }
    if (line > 0 && !r->failed) {
        return km_error_at(err, KM_ERROR_USAGE, found, line, 0,
                           "this line is no chart; write: 1 = indicator kind");
    }
    if (r->failed) {
        return false;
    }
    if (r->n == 0) {
        return km_error_at(err, KM_ERROR_USAGE, found, 0, 0, "the pack names no chart");
    }
    request->pack = r->charts;
    request->n_pack = r->n;
    return true;
}
