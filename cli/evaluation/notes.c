#include "cli/evaluation/notes.h"

#include "cli/evaluation/standing.h"
#include "engine/base/file.h"
#include "engine/figures/figure.h"
#include "importers/fields/field.h"

#include <string.h>

enum { FILE_CAP = 64 << 10 };

static const char *workspace_folder(KmCli *cli, const char *period)
{
    return km_workspace_path(cli, km_format(cli->arena, "toelichting/%s", period));
}

static bool folder_of(KmCli *cli, const char *period, KmNotesFolder *ret_folder, KmError *err)
{
    KmStanding s;
    if (!km_standing_read(cli, period, NULL, &s, err)) {
        return false;
    }
    *ret_folder = (KmNotesFolder){
        period, s.lock == NULL ? workspace_folder(cli, period)
                               : km_workspace_path(cli, km_format(cli->arena, "%s/toelichting/%s",
                                                                  s.lock->source, period))};
    return true;
}

bool km_notes_folders(KmCli *cli, const char *period, KmNotesFolder ret_folders[KM_NOTES_FOLDERS],
                      KmError *err)
{
    KmPeriod now;
    if (!km_period_parse(period, &now, err)) {
        return false;
    }
    KmPeriod before = km_period_shift(&now, -1);
    return folder_of(cli, period, &ret_folders[0], err) &&
           folder_of(cli, km_strdup(cli->arena, before.text), &ret_folders[1], err);
}

/* ---- one file ---- */

typedef struct {
    KmCli *cli;
    const char *path;
    const char *figure;
    const char *period; /* of an earlier quarter, or NULL */
    KmDate date;
    const char *role;
    KmText text;
    KmReportNote *notes;
    size_t n_notes, capacity;
    const char *decisions[16];
    size_t n_decisions;
} Reading;

static bool refuse(Reading *r, int64_t line, const char *what, const char *hint, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, r->path, line, 0, "%s", what);
    return km_error_hint(err, "%s", hint);
}

/* The value after `key:`, or NULL. */
static const char *value_of(KmArena *arena, const char *line, const char *key)
{
    size_t n = strlen(key);
    if (strncmp(line, key, n) != 0 || line[n] != ':') {
        return NULL;
    }
    const char *value = line + n + 1;
    return km_strdup(arena, value + strspn(value, " \t"));
}

static bool take_date(Reading *r, const char *value, int64_t line, KmError *err)
{
    KmSlice cell = {value, strlen(value)};
    if (value[0] == '\0' || km_date_parse_iso(value, cell.length, &r->date)) {
        return true;
    }
    return refuse(r, line, "this is not a day", "write it like 2026-11-03", err);
}

static bool take_line(Reading *r, const char *line, int64_t number, KmError *err)
{
    KmArena *arena = r->cli->arena;
    size_t length = strlen(line);
    const char *personal = km_field_personal_kind((KmSlice){line, length});
    if (personal != NULL) {
        return refuse(
            r, number,
            km_format(arena, "this line holds something like %s; it would be printed", personal),
            "take it out; name people by their role", err);
    }
    const char *value;
    if (line[0] == '#') {
        return true;
    }
    if ((value = value_of(arena, line, "datum")) != NULL) {
        return take_date(r, value, number, err);
    }
    if ((value = value_of(arena, line, "rol")) != NULL) {
        r->role = value;
        return true;
    }
    if ((value = value_of(arena, line, "besluit")) != NULL) {
        if (value[0] != '\0' && r->n_decisions < sizeof r->decisions / sizeof *r->decisions) {
            r->decisions[r->n_decisions++] = value;
        }
        return true;
    }
    if (strspn(line, " \t") < length) {
        km_text_addf(&r->text, "%s%s", r->text.length == 0 ? "" : "\n", line);
    }
    return true;
}

static bool take_lines(Reading *r, const KmBytes *bytes, KmError *err)
{
    int64_t number = 0;
    const char *at = bytes->bytes;
    const char *end = at + bytes->length;
    if (!km_utf8_valid(at, bytes->length) || memchr(at, '\0', bytes->length) != NULL) {
        return refuse(r, 0, "this is not plain text in UTF-8", "save it as UTF-8 text", err);
    }
    if (bytes->length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) {
        at += 3;
    }
    while (at < end) {
        size_t length = strcspn(at, "\n");
        size_t kept = length > 0 && at[length - 1] == '\r' ? length - 1 : length;
        if (!take_line(r, km_strndup(r->cli->arena, at, kept), ++number, err)) {
            return false;
        }
        at += length + 1;
    }
    return true;
}

static void add_note(Reading *r, const char *text, bool is_decision)
{
    KM_GROW(r->cli->arena, r->notes, r->n_notes, r->capacity);
    r->notes[r->n_notes++] = (KmReportNote){.figure = r->figure,
                                            .text_nl = text,
                                            .is_decision = is_decision,
                                            .role_nl = r->role,
                                            .date = r->date,
                                            .period = r->period};
}

static bool read_file(Reading *r, KmError *err)
{
    KmBytes bytes;
    r->date = KM_DATE_OPEN;
    r->role = "";
    r->text = km_text_init(r->cli->arena);
    r->n_decisions = 0;
    if (!km_file_read(r->cli->arena, r->path, FILE_CAP, &bytes, err) ||
        !take_lines(r, &bytes, err)) {
        return false;
    }
    bool explains = r->text.length > 0 && r->period == NULL; /* only decisions come back */
    if (!explains && r->n_decisions == 0) {
        return true;
    }
    if (r->date == KM_DATE_OPEN || r->role[0] == '\0') {
        return refuse(r, 0, "a text needs 'datum:' and 'rol:' before it can be printed",
                      "who says this, by role, and when?", err);
    }
    if (explains) {
        add_note(r, r->text.bytes, false);
    }
    for (size_t i = 0; i < r->n_decisions; i++) {
        add_note(r, r->decisions[i], true);
    }
    return true;
}

/* ---- which figure ---- */

static const char *name_of(KmArena *arena, const char *id)
{
    const char *indicator;
    const char *period;
    KmBlock block;
    KmDate knowledge;
    KmError unused = {0};
    if (!km_figure_id_parse(arena, id, &indicator, &period, &block, &knowledge, &unused)) {
        return km_text_slug(arena, id);
    }
    return km_text_slug(arena,
                        km_format(arena, "%s-%s-%s", indicator, block.dim[0], block.code[0]));
}

static const char *figure_named(KmArena *arena, const KmPublished *published, const char *period,
                                const char *name)
{
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *f = km_published_at(published, i);
        if (strcmp(f->period.text, period) == 0 && strcmp(name_of(arena, f->id), name) == 0) {
            return f->id;
        }
    }
    return NULL;
}

/* A file is read and checked whether or not its figure is published. */
static bool read_folder(Reading *r, const KmNotesFolder *folder, const KmPublished *published,
                        const char *period, KmError *err)
{
    char **names;
    size_t n;
    KmArena *arena = r->cli->arena;
    if (!km_is_directory(folder->path)) {
        return true;
    }
    if (!km_directory_list(arena, folder->path, &names, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        size_t length = strlen(names[i]);
        if (!km_text_ends_with(names[i], ".txt")) {
            continue;
        }
        size_t before = r->n_notes;
        r->path = km_path_join(arena, folder->path, names[i]);
        r->figure = figure_named(arena, published, period, km_strndup(arena, names[i], length - 4));
        if (!read_file(r, err)) {
            return false;
        }
        if (r->figure == NULL && r->n_notes > before) {
            km_say(r->cli, "%s: there is no shown figure of this name; its text is not printed\n",
                   r->path);
            r->n_notes = before;
        }
    }
    return true;
}

bool km_notes_read(KmCli *cli, const KmNotesFolder folders[KM_NOTES_FOLDERS],
                   const KmPublished *published, const char *period, const KmReportNote **ret_notes,
                   size_t *ret_count, KmError *err)
{
    Reading r = {.cli = cli};
    for (int i = KM_NOTES_FOLDERS - 1; i >= 0; i--) { /* what was decided then comes first */
        r.period = i == 0 ? NULL : folders[i].period;
        if (!read_folder(&r, &folders[i], published, period, err)) {
            return km_error_context(err, "while reading the texts beside the figures");
        }
    }
    *ret_notes = r.notes;
    *ret_count = r.n_notes;
    return true;
}

bool km_notes_make(KmCli *cli, const char *period, const KmReportAwaited *awaited, size_t n_awaited,
                   size_t *ret_made, KmError *err)
{
    const char *folder = workspace_folder(cli, period);
    *ret_made = 0;
    if (n_awaited > 0 && !km_directory_make(folder, 0700, err)) {
        return false;
    }
    for (size_t i = 0; i < n_awaited; i++) {
        const char *name = km_format(cli->arena, "%s.txt", name_of(cli->arena, awaited[i].figure));
        const char *path = km_path_join(cli->arena, folder, name);
        if (km_file_exists(path)) {
            continue;
        }
        const char *text = km_format(
            cli->arena,
            "# %s (%s)\n"
            "# Regels met # worden niet afgedrukt. Schrijf onder de kopjes wat dit cijfer "
            "verklaart.\n"
            "# Geen namen, nummers of adressen van kinderen of ouders. Besluit: leeg laten mag.\n"
            "datum:\nrol:\nbesluit:\n\n",
            awaited[i].title_nl, awaited[i].figure);
        if (!km_file_write(path, text, strlen(text), 0600, err)) {
            return false;
        }
        ++*ret_made;
    }
    return true;
}
