#include "reports/workbook/workbook.h"

#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "reports/workbook/elsewhere_sheet.h"
#include "reports/workbook/indicator_sheet.h"

enum { COVER_WIDTH = 100 };

typedef struct {
    const KmPartView *part;
    const KmIndicatorView *indicator;
    const char *sheet;
} Entry;

typedef struct {
    KmBook book;
    const KmReportView *view;
    Entry *entries;
    size_t n_entries;
} Workbook;

static void add_line(Workbook *w, lxw_worksheet *sheet, uint32_t *row, const char *text)
{
    (void)worksheet_set_row(sheet, *row, km_sheet_height(km_sheet_lines(text, COVER_WIDTH)), NULL);
    (void)worksheet_write_string(sheet, (*row)++, 0, text, w->book.wrap);
}

static bool add_cover(Workbook *w, KmError *err)
{
    KmArena *arena = w->book.arena;
    const KmReleaseText *release = w->view->release;
    const KmPeriod *period = &w->view->request->period;
    lxw_worksheet *sheet = workbook_add_worksheet(w->book.book, km_sheet_name(&w->book, "Omslag"));
    if (sheet == NULL) {
        return km_error_set(err, KM_ERROR_SYSTEM, "cannot make the workbook: no memory");
    }
    uint32_t row = 0;
    (void)worksheet_set_column(sheet, 0, 0, COVER_WIDTH, NULL);
    (void)worksheet_write_string(sheet, row++, 0, w->view->plan.title_nl, w->book.title);
    add_line(w, sheet, &row, km_format(arena, "Evaluatie %s", km_period_dutch(arena, period)));
    add_line(w, sheet, &row,
             km_format(arena, "%s. Stand op %s, met wat bekend was op %s.", release->area_nl,
                       km_date_dutch(arena, period->to - 1),
                       km_date_dutch(arena, release->knowledge)));
    if (w->view->request->stamp_nl != NULL) {
        add_line(w, sheet, &row, w->view->request->stamp_nl);
    }
    add_line(w, sheet, &row, km_format(arena, "Voor: %s. %s", release->profile, release->rules_nl));
    add_line(w, sheet, &row,
             "Het blad Inhoud noemt alle bladen. Het blad Toelichting zegt wat woorden in plaats "
             "van een getal betekenen. Elk cijfer heeft een kenmerk: vraag daarmee om uitleg.");
    add_line(w, sheet, &row,
             km_format(arena, "Gemaakt met %s, berekening %s.", release->program, release->run));
    worksheet_set_paper(sheet, 9);
    worksheet_activate(sheet);
    return true;
}

/* `elsewhere` may be NULL: nobody published anything. */
static bool add_contents(Workbook *w, const char *overview, const char *notes,
                         const char *elsewhere, KmError *err)
{
    static const KmSheetColumn columns[] = {
        {"Blad", 32}, {"Indicator", 52}, {"Actie", 10}, {"Niveau", 12}, {"Onderdeel", 52}};
    KmSheet sheet = km_sheet_begin(&w->book, km_sheet_name(&w->book, "Inhoud"), columns, 5);
    const char *const fixed[][2] = {
        {overview, "Alle cijfers van deze periode bij elkaar"},
        {notes, "Wat woorden, marges en definities betekenen"},
        {elsewhere, "Wat anderen publiceerden, met jaar en bron; niet met deze gegevens geteld"}};
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0] && fixed[i][0] != NULL; i++) {
        km_sheet_link(&sheet, fixed[i][0], fixed[i][0]);
        km_sheet_text(&sheet, fixed[i][1]);
        km_sheet_text(&sheet, "alle");
        km_sheet_text(&sheet, "alle");
        km_sheet_text(&sheet, "alle");
        km_sheet_next(&sheet);
    }
    for (size_t i = 0; i < w->n_entries; i++) {
        const Entry *e = &w->entries[i];
        km_sheet_link(&sheet, e->sheet, e->sheet);
        km_sheet_text(&sheet, e->indicator->text->title_nl);
        km_sheet_text(&sheet, e->indicator->text->action);
        km_sheet_text(&sheet, km_level_name_nl(e->indicator->text->level));
        km_sheet_text(&sheet, km_format(w->book.arena, "%s: %s", e->part->part->name_nl,
                                        e->part->part->title_nl));
        km_sheet_next(&sheet);
    }
    return km_sheet_end(&sheet, err);
}

static const char *short_change(KmArena *arena, const KmIndicatorText *text,
                                const KmPublishedChange *change)
{
    return change->exists ? km_change_short_nl(arena, text, change) : "niet te vergelijken";
}

static void add_overview_row(Workbook *w, KmSheet *sheet, const Entry *e)
{
    KmArena *arena = w->book.arena;
    const KmIndicatorText *text = e->indicator->text;
    const KmPublishedFigure *total = e->indicator->total;
    km_sheet_text(sheet, text->title_nl);
    km_sheet_text(sheet, text->action);
    km_sheet_text(sheet, km_level_name_nl(text->level));
    if (total == NULL) {
        for (int i = 0; i < 8; i++) {
            km_sheet_text(sheet, "geen totaal");
        }
    } else {
        km_sheet_counts(sheet, total);
        km_sheet_estimate(sheet, total);
        km_sheet_text(sheet, short_change(arena, text, &total->year_before));
        km_sheet_text(sheet, short_change(arena, text, &total->previous));
        km_sheet_text(sheet, km_norm_nl(arena, total));
        km_sheet_text(sheet, km_deliveries_nl(arena, total));
        km_sheet_text(sheet, total->id);
    }
    km_sheet_link(sheet, e->sheet, e->sheet);
    km_sheet_next(sheet);
}

static bool add_overview(Workbook *w, const char *name, KmError *err)
{
    static const KmSheetColumn columns[] = {{"Indicator", 44},
                                            {"Actie", 8},
                                            {"Niveau", 10},
                                            {"Aantal", 12},
                                            {"Van", 12},
                                            {"Waarde", 14},
                                            {"Sinds een jaar eerder", 40},
                                            {"Sinds vorig kwartaal", 40},
                                            {"Norm", 44},
                                            {"Leveringen", 20},
                                            {"Kenmerk", 32},
                                            {"Blad", 28}};
    KmSheet sheet = km_sheet_begin(&w->book, name, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < w->n_entries; i++) {
        add_overview_row(w, &sheet, &w->entries[i]);
    }
    return km_sheet_end(&sheet, err);
}

static void add_note(KmSheet *sheet, const char *subject, const char *word, const char *meaning)
{
    km_sheet_text(sheet, subject);
    km_sheet_text(sheet, word);
    km_sheet_text(sheet, meaning);
    km_sheet_next(sheet);
}

static void add_definition(KmSheet *sheet, const KmIndicatorText *text)
{
    KmArena *arena = sheet->book->arena;
    add_note(sheet, "definitie", text->title_nl,
             km_format(arena, "%s Telt: %s, %s. Van: %s. Bron: %s. Versie %s. %s",
                       text->question_nl, text->hit_nl, text->time_nl, text->population_nl,
                       text->sources_nl, text->version, text->limitation_nl));
}

static bool add_notes(Workbook *w, const char *name, KmError *err)
{
    static const KmSheetColumn columns[] = {{"Onderwerp", 16}, {"Woord", 44}, {"Betekenis", 110}};
    KmSheet sheet = km_sheet_begin(&w->book, name, columns, 3);
    for (int status = KM_PUBLISHED_SHOWN; status <= KM_PUBLISHED_EMPTY; status++) {
        add_note(&sheet, "woord", km_status_word_nl((KmPublishedStatus)status),
                 km_status_meaning_nl((KmPublishedStatus)status));
    }
    add_note(&sheet, "woord", "marge",
             "Door toeval kan een cijfer iets hoger of lager uitvallen. De marge zegt hoeveel.");
    for (size_t i = 0; i < w->n_entries; i++) {
        add_definition(&sheet, w->entries[i].indicator->text);
    }
    return km_sheet_end(&sheet, err);
}

static void gather(Workbook *w)
{
    size_t most = 0;
    for (size_t p = 0; p < w->view->n_parts; p++) {
        most += w->view->parts[p].n_indicators;
    }
    w->entries = KM_NEW_ARRAY(w->book.arena, Entry, most);
    for (size_t p = 0; p < w->view->n_parts; p++) {
        const KmPartView *part = &w->view->parts[p];
        for (size_t i = 0; i < part->n_indicators; i++) {
            const KmIndicatorView *indicator = &part->indicators[i];
            w->entries[w->n_entries++] =
                (Entry){part, indicator, km_sheet_name(&w->book, indicator->text->id)};
        }
    }
}

static bool fill(Workbook *w, KmError *err)
{
    const char *overview = km_sheet_name(&w->book, "Overzicht");
    const char *notes = km_sheet_name(&w->book, "Toelichting");
    const char *elsewhere =
        km_workbook_elsewhere_count(w->view) == 0 ? NULL : km_sheet_name(&w->book, "Elders");
    if (!add_cover(w, err)) {
        return false;
    }
    gather(w);
    if (!add_contents(w, overview, notes, elsewhere, err) || !add_notes(w, notes, err) ||
        !add_overview(w, overview, err) ||
        (elsewhere != NULL && !km_workbook_elsewhere(&w->book, elsewhere, w->view, err))) {
        return false;
    }
    for (size_t i = 0; i < w->n_entries; i++) {
        if (!km_workbook_indicator(&w->book, w->entries[i].sheet, w->entries[i].indicator, err)) {
            return false;
        }
    }
    return true;
}

/* The day the knowledge ends, never today: the same figures give the same bytes. */
static void set_properties(Workbook *w)
{
    static const char title_en[] = "kansmeter";
    lxw_doc_properties properties = {.title = km_format(w->book.arena, "%s, evaluatie %s",
                                                        w->view->plan.title_nl,
                                                        w->view->request->period.text),
                                     .subject = km_strdup(w->book.arena, w->view->release->profile),
                                     .author = km_strdup(w->book.arena, title_en),
                                     .comments = km_strdup(w->book.arena, w->view->release->run),
                                     .created = (time_t)w->view->release->knowledge * 86400};
    (void)workbook_set_properties(w->book.book, &properties);
}

bool km_workbook_write(KmArena *arena, const KmReportView *view, const char *path, KmError *err)
{
    Workbook w = {.book = {.arena = arena}, .view = view};
    w.book.book = workbook_new(path);
    if (w.book.book == NULL) {
        return km_error_set(err, KM_ERROR_SYSTEM, "cannot make the workbook: no memory");
    }
    km_book_formats(&w.book);
    set_properties(&w);
    bool filled = fill(&w, err);
    lxw_error closed = workbook_close(w.book.book);
    if (filled && closed != LXW_NO_ERROR) {
        return km_error_set(err, KM_ERROR_SYSTEM, "cannot write %s: %s", km_path_base(path),
                            lxw_strerror(closed));
    }
    return filled;
}
