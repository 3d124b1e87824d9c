#include "indicators/compute/work_register.h"

#include "indicators/compute/session.h"

#include <math.h>
#include <string.h>

typedef struct {
    KmSession session;
    const KmWorkRegisterRequest *request;
    KmWorkLine *lines;
    size_t n_lines, lines_capacity;
    KmTraining *trainings;
    size_t n_trainings, trainings_capacity;
} Reader;

enum {
    REGEL,
    ACTIE,
    WERKGROEP,
    SOORT,
    STATUS,
    TITEL,
    EIGENAAR,
    TOELICHTING,
    ONDERZOEK,
    GEDEELD_MET,
    BIJSTURING,
    STARTDATUM,
    DEADLINE,
    DATUM_STAND,
    VOORTGANG,
    LINE_COLUMNS
};
static const char *const line_columns[LINE_COLUMNS] = {
    "regel",      "actie",      "werkgroep",   "soort",       "status",
    "titel",      "eigenaar",   "toelichting", "onderzoek",   "gedeeld_met",
    "bijsturing", "startdatum", "deadline",    "datum_stand", "voortgang"};

enum {
    SESSIE,
    SESSIE_TITEL,
    THEMA,
    AANBIEDER,
    SESSIE_ACTIE,
    DOELGROEP,
    DATUM,
    DUUR,
    PLAATSEN,
    TRAINING_COLUMNS
};
static const char *const training_columns[TRAINING_COLUMNS] = {
    "sessie", "titel", "thema", "aanbieder", "actie", "doelgroep", "datum", "duur", "plaatsen"};

static const char *text_of(const Reader *reader, const KmCell *cell)
{
    return cell->type != KM_CELL_TEXT
               ? ""
               : km_strndup(reader->session.arena, cell->text, (size_t)cell->length);
}

static KmDate day_of(const KmCell *cell)
{
    return cell->type == KM_CELL_INT ? (KmDate)cell->integer : KM_DATE_OPEN;
}

static double number_of(const KmCell *cell)
{
    return cell->type == KM_CELL_REAL  ? cell->real
           : cell->type == KM_CELL_INT ? (double)cell->integer
                                       : 0.0;
}

static bool take_line(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reader *r = self;
    (void)n_cells;
    (void)err;
    KM_GROW(r->session.arena, r->lines, r->n_lines, r->lines_capacity);
    r->lines[r->n_lines++] =
        (KmWorkLine){.id = text_of(r, &cells[REGEL]),
                     .action = text_of(r, &cells[ACTIE]),
                     .group_nl = text_of(r, &cells[WERKGROEP]),
                     .kind = text_of(r, &cells[SOORT]),
                     .status = text_of(r, &cells[STATUS]),
                     .title = text_of(r, &cells[TITEL]),
                     .owner = text_of(r, &cells[EIGENAAR]),
                     .note = text_of(r, &cells[TOELICHTING]),
                     .research = text_of(r, &cells[ONDERZOEK]),
                     .shared_with = text_of(r, &cells[GEDEELD_MET]),
                     .start = day_of(&cells[STARTDATUM]),
                     .deadline = day_of(&cells[DEADLINE]),
                     .day = day_of(&cells[DATUM_STAND]),
                     .has_progress = cells[VOORTGANG].type != KM_CELL_NULL,
                     .progress = number_of(&cells[VOORTGANG]),
                     .adjusts = strcmp(text_of(r, &cells[BIJSTURING]), "ja") == 0};
    return true;
}

static bool take_training(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Reader *r = self;
    (void)n_cells;
    (void)err;
    KM_GROW(r->session.arena, r->trainings, r->n_trainings, r->trainings_capacity);
    r->trainings[r->n_trainings++] =
        (KmTraining){.id = text_of(r, &cells[SESSIE]),
                     .title = text_of(r, &cells[SESSIE_TITEL]),
                     .theme_nl = text_of(r, &cells[THEMA]),
                     .provider = text_of(r, &cells[AANBIEDER]),
                     .action = text_of(r, &cells[SESSIE_ACTIE]),
                     .sectors = text_of(r, &cells[DOELGROEP]),
                     .day = day_of(&cells[DATUM]),
                     .hours = number_of(&cells[DUUR]),
                     .seats = (int)lround(number_of(&cells[PLAATSEN]))};
    return true;
}

static bool select_all(Reader *reader, const char *table, const char *sql, KmDate van, KmDate tot,
                       const char *const *columns, size_t n_columns,
                       bool (*take)(void *, const KmCell *, size_t, KmError *), KmError *err)
{
    KmGuardedSelect select = {.sql = sql,
                              .file = table,
                              .line = 1,
                              .peildatum = reader->request->period.to - 1,
                              .van = van,
                              .tot = tot,
                              .columns = columns,
                              .n_columns = n_columns,
                              .n_required = n_columns};
    return !km_session_has_table(&reader->session, table) ||
           km_work_select(reader->session.work, &select, (KmRowSink){reader, take}, err);
}

typedef struct {
    KmCode *codes;
    size_t count;
} List;

static bool read_list(const Reader *reader, const char *name, List *ret_list, KmError *err)
{
    return km_codes_read(reader->session.store, reader->session.arena, name, &ret_list->codes,
                         &ret_list->count, err);
}

/* The word itself when the list has no label for it. */
static const char *label_of(const List *list, const char *word)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->codes[i].code != NULL && strcmp(list->codes[i].code, word) == 0) {
            return list->codes[i].label_nl;
        }
    }
    return word;
}

static bool name_all(Reader *r, KmError *err)
{
    List groups, kinds, states, themes;
    if (!read_list(r, "werkgroep", &groups, err) || !read_list(r, "regelsoort", &kinds, err) ||
        !read_list(r, "actiestatus", &states, err) || !read_list(r, "thema", &themes, err)) {
        return false;
    }
    for (size_t i = 0; i < r->n_lines; i++) {
        KmWorkLine *line = &r->lines[i];
        line->group_nl = label_of(&groups, line->group_nl);
        line->kind_nl = label_of(&kinds, line->kind);
        line->status_nl = label_of(&states, line->status);
    }
    for (size_t i = 0; i < r->n_trainings; i++) {
        r->trainings[i].theme_nl = label_of(&themes, r->trainings[i].theme_nl);
    }
    return true;
}

bool km_work_register_read(KmStore *store, KmArena *arena, const KmCatalogue *catalogue,
                           const KmWorkRegisterRequest *request, KmWorkRegister *ret_register,
                           KmError *err)
{
    static const char *const tables[] = {"werkgroepregel", "scholingskalender"};
    static const char lines_sql[] =
        "SELECT regel, actie, werkgroep, soort, status, titel, eigenaar, toelichting, onderzoek, "
        "gedeeld_met, bijsturing, startdatum, deadline, datum_stand, voortgang FROM werkgroepregel "
        "WHERE van <= :peildatum AND :peildatum < tot ORDER BY actie, soort, regel";
    static const char calendar_sql[] =
        "SELECT sessie, titel, thema, aanbieder, actie, doelgroep, datum, duur, plaatsen FROM "
        "scholingskalender WHERE :van <= datum AND datum < :tot ORDER BY datum, sessie";
    Reader reader = {.request = request};
    KmSessionRequest session = {.knowledge = request->knowledge,
                                .registers = tables,
                                .n_registers = 2,
                                .sieve = request->sieve};
    KmPeriod last = km_period_shift(&request->period, 2);
    if (!km_session_open(store, arena, catalogue, &session, &reader.session, err)) {
        return false;
    }
    bool done = select_all(&reader, tables[0], lines_sql, 0, 0, line_columns, LINE_COLUMNS,
                           take_line, err) &&
                select_all(&reader, tables[1], calendar_sql, request->period.to, last.to,
                           training_columns, TRAINING_COLUMNS, take_training, err) &&
                name_all(&reader, err);
    km_session_close(&reader.session);
    if (!done) {
        return km_error_context(err, "while reading the working groups' lines");
    }
    *ret_register =
        (KmWorkRegister){reader.lines, reader.n_lines, reader.trainings, reader.n_trainings};
    return true;
}
