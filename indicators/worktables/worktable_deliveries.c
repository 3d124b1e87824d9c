/* The tables that no contract fills: `geleverd`, `leveringen` and `termijnen` tell of the
 * deliveries, `effectopzet` of the catalogue's effect designs, `koppelzekerheid` of the persons. */
#include "indicators/worktables/worktables.h"

#include <string.h>

static const KmColumn speaking_columns[] = {{"contract", KM_COLUMN_TEXT, "", "", ""}};

static const KmColumn delivery_columns[] = {
    {"contract", KM_COLUMN_TEXT, "", "", ""},    {"periode", KM_COLUMN_TEXT, "", "", ""},
    {"periode_van", KM_COLUMN_DATE, "", "", ""}, {"periode_tot", KM_COLUMN_DATE, "", "", ""},
    {"versie", KM_COLUMN_INT, "", "", ""},       {"soort", KM_COLUMN_TEXT, "", "", ""},
    {"ontvangen", KM_COLUMN_DATE, "", "", ""},   {"regels", KM_COLUMN_INT, "", "", ""},
    {"aanvaard", KM_COLUMN_INT, "", "", ""},     {"opgemerkt", KM_COLUMN_INT, "", "", ""},
    {"afgekeurd", KM_COLUMN_INT, "", "", ""},    {"dubbel", KM_COLUMN_INT, "", "", ""},
    {"verplicht", KM_COLUMN_INT, "", "", ""},    {"gevuld", KM_COLUMN_INT, "", "", ""},
    {"gezag", KM_COLUMN_TEXT, "", "", ""},
};

static const KmColumn term_columns[] = {
    {"contract", KM_COLUMN_TEXT, "", "", ""},    {"periode", KM_COLUMN_TEXT, "", "", ""},
    {"periode_van", KM_COLUMN_DATE, "", "", ""}, {"periode_tot", KM_COLUMN_DATE, "", "", ""},
    {"uiterlijk", KM_COLUMN_DATE, "", "", ""},   {"kennis", KM_COLUMN_DATE, "", "", ""},
};

static const KmColumn link_columns[] = {{"kind", KM_COLUMN_PERSON, "", "", ""},
                                        {"graad", KM_COLUMN_TEXT, "", "", ""},
                                        {"contracten", KM_COLUMN_TEXT, "", "", ""}};

static const KmColumn design_columns[] = {
    {"ontwerp", KM_COLUMN_TEXT, "", "", ""},       {"actie", KM_COLUMN_TEXT, "", "", ""},
    {"methode", KM_COLUMN_TEXT, "", "", ""},       {"uitkomst", KM_COLUMN_TEXT, "", "", ""},
    {"niveau", KM_COLUMN_TEXT, "", "", ""},        {"start", KM_COLUMN_DATE, "", "", ""},
    {"gemeten_vanaf", KM_COLUMN_DATE, "", "", ""},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const KmTableSpec own_specs[] = {
    {.contract = "geleverd",
     .columns = speaking_columns,
     .n_columns = COUNT(speaking_columns),
     .spell_from = "",
     .spell_to = ""},
    {.contract = "leveringen",
     .columns = delivery_columns,
     .n_columns = COUNT(delivery_columns),
     .spell_from = "ontvangen",
     .spell_to = ""},
    {.contract = "termijnen",
     .columns = term_columns,
     .n_columns = COUNT(term_columns),
     .spell_from = "periode_van",
     .spell_to = "periode_tot"},
    {.contract = "effectopzet",
     .columns = design_columns,
     .n_columns = COUNT(design_columns),
     .spell_from = "start",
     .spell_to = ""},
    {.contract = "koppelzekerheid",
     .columns = link_columns,
     .n_columns = COUNT(link_columns),
     .spell_from = "",
     .spell_to = ""},
};

size_t km_worktable_own_specs(const KmTableSpec **ret_specs)
{
    *ret_specs = own_specs;
    return COUNT(own_specs);
}

bool km_worktable_is_own(const char *name)
{
    for (size_t i = 0; i < COUNT(own_specs); i++) {
        if (strcmp(own_specs[i].contract, name) == 0) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const KmDelivery *deliveries;
    const KmSegment *segments;
    size_t n_segments;
    size_t next;
} DeliveredSource;

static bool continues(const DeliveredSource *source, size_t i)
{
    const KmSegment *a = &source->segments[i - 1];
    const KmSegment *b = &source->segments[i];
    const KmDelivery *before = &source->deliveries[a->delivery];
    const KmDelivery *after = &source->deliveries[b->delivery];
    bool same_stack = a->stack != 0 && a->stack == b->stack;
    return (same_stack || a->to == b->from) && strcmp(before->contract, after->contract) == 0 &&
           strcmp(before->deliverer, after->deliverer) == 0;
}

static KmCell text_cell(const char *text)
{
    return (KmCell){.type = KM_CELL_TEXT, .text = text, .length = (int32_t)strlen(text)};
}

static KmCell int_cell(int64_t value)
{
    return (KmCell){.type = KM_CELL_INT, .integer = value};
}

static int next_delivered(void *self, KmCell *cells, KmError *err)
{
    DeliveredSource *source = self;
    (void)err;
    if (source->next == source->n_segments) {
        return 0;
    }
    size_t first = source->next++;
    while (source->next < source->n_segments && continues(source, source->next)) {
        source->next++;
    }
    const KmDelivery *delivery = &source->deliveries[source->segments[first].delivery];
    cells[0] = text_cell(delivery->contract);
    cells[1] = text_cell(delivery->deliverer);
    cells[2] = int_cell(source->segments[first].from);
    cells[3] = int_cell(source->segments[source->next - 1].to);
    return 1;
}

bool km_worktable_delivered(const KmDelivery *deliveries, const KmSelection *selection,
                            KmColumns **ret_table, KmError *err)
{
    static const KmColumn columns[] = {{"contract", KM_COLUMN_TEXT, "", "", ""},
                                       {"leverancier", KM_COLUMN_TEXT, "", "", ""},
                                       {"van", KM_COLUMN_DATE, "", "", ""},
                                       {"tot", KM_COLUMN_DATE, "", "", ""}};
    DeliveredSource source = {deliveries, selection->segments, selection->n_segments, 0};
    return km_columns_make("geleverd", columns, COUNT(columns),
                           (KmRowSource){&source, next_delivered}, ret_table, err);
}

typedef struct {
    const KmDelivery *deliveries;
    size_t count, next;
    KmDate knowledge;
} DeliverySource;

static bool is_known(const KmDelivery *delivery, KmDate knowledge)
{
    return delivery->received <= knowledge && delivery->withdrawn > knowledge;
}

static int next_delivery(void *self, KmCell *cells, KmError *err)
{
    DeliverySource *source = self;
    (void)err;
    while (source->next < source->count &&
           !is_known(&source->deliveries[source->next], source->knowledge)) {
        source->next++;
    }
    if (source->next == source->count) {
        return 0;
    }
    const KmDelivery *d = &source->deliveries[source->next++];
    const KmCell row[] = {
        int_cell(d->number),       int_cell(0),
        text_cell(d->deliverer),   int_cell(d->received),
        int_cell(KM_DATE_OPEN),    text_cell(d->contract),
        text_cell(d->period.text), int_cell(d->period.from),
        int_cell(d->period.to),    int_cell(d->version),
        text_cell(d->kind),        int_cell(d->received),
        int_cell(d->lines_read),   int_cell(d->accepted),
        int_cell(d->remarked),     int_cell(d->refused),
        int_cell(d->duplicate),    int_cell(d->cells_required),
        int_cell(d->cells_filled), text_cell(km_authority_name(d->authority)),
    };
    memcpy(cells, row, sizeof row);
    return 1;
}

bool km_worktable_deliveries(KmArena *arena, const KmDelivery *deliveries, size_t n_deliveries,
                             KmDate knowledge, KmColumns **ret_table, KmError *err)
{
    DeliverySource source = {deliveries, n_deliveries, 0, knowledge};
    return km_worktable_make(arena, &own_specs[1], (KmRowSource){&source, next_delivery}, ret_table,
                             err);
}

enum { MOST_PERIODS = 1024 };

typedef struct {
    const KmDeliveryTerms *terms;
    size_t n_terms;
    KmDate from, until; /* periods whose last day lies in between */
    KmDate knowledge;
    size_t next_terms; /* the one whose periods stand here */
    KmPeriod *periods;
    size_t n_periods, next_period;
} TermSource;

static int next_term(void *self, KmCell *cells, KmError *err)
{
    TermSource *source = self;
    (void)err;
    while (source->next_period == source->n_periods) {
        if (source->next_terms == source->n_terms) {
            return 0;
        }
        source->n_periods =
            km_frequency_periods(source->terms[source->next_terms++].frequency, source->from,
                                 source->until, source->periods, MOST_PERIODS);
        source->next_period = 0;
    }
    const KmDeliveryTerms *terms = &source->terms[source->next_terms - 1];
    const KmPeriod *period = &source->periods[source->next_period++];
    const KmCell row[] = {
        int_cell(0),
        int_cell(0),
        text_cell(""),
        int_cell(period->from),
        int_cell(period->to),
        text_cell(terms->contract),
        text_cell(period->text),
        int_cell(period->from),
        int_cell(period->to),
        int_cell(km_frequency_due(terms, period)),
        int_cell(source->knowledge),
    };
    memcpy(cells, row, sizeof row);
    return 1;
}

bool km_worktable_terms(KmArena *arena, const KmDelivery *deliveries, size_t n_deliveries,
                        KmDate knowledge, const KmDeliveryTerms *terms, size_t n_terms,
                        KmColumns **ret_table, KmError *err)
{
    TermSource source = {.terms = terms,
                         .n_terms = n_terms,
                         .from = KM_DATE_OPEN,
                         .until = knowledge + 1,
                         .knowledge = knowledge,
                         .periods = KM_NEW_ARRAY(arena, KmPeriod, MOST_PERIODS)};
    for (size_t i = 0; i < n_deliveries; i++) {
        if (is_known(&deliveries[i], knowledge) && deliveries[i].period.from < source.from) {
            source.from = deliveries[i].period.from;
        }
    }
    return km_worktable_make(arena, &own_specs[2], (KmRowSource){&source, next_term}, ret_table,
                             err);
}

typedef struct {
    const KmDesignRow *rows;
    size_t count, next;
} DesignSource;

static int next_design(void *self, KmCell *cells, KmError *err)
{
    DesignSource *source = self;
    (void)err;
    if (source->next == source->count) {
        return 0;
    }
    const KmDesignRow *row = &source->rows[source->next++];
    const KmCell made[] = {
        int_cell(0),
        int_cell(0),
        text_cell(""),
        int_cell(row->start),
        int_cell(KM_DATE_OPEN),
        text_cell(row->design),
        text_cell(row->action),
        text_cell(row->method),
        text_cell(row->outcome),
        text_cell(row->level),
        int_cell(row->start),
        int_cell(row->measured_from),
    };
    memcpy(cells, made, sizeof made);
    return 1;
}

bool km_worktable_designs(KmArena *arena, const KmDesignRow *rows, size_t n_rows,
                          KmColumns **ret_table, KmError *err)
{
    DesignSource source = {rows, n_rows, 0};
    return km_worktable_make(arena, &own_specs[3], (KmRowSource){&source, next_design}, ret_table,
                             err);
}

typedef struct {
    const KmPersonMap *persons;
    size_t next;
} LinkSource;

static int next_link(void *self, KmCell *cells, KmError *err)
{
    LinkSource *source = self;
    (void)err;
    if (source->next == source->persons->n_graded) {
        return 0;
    }
    const KmGraded *graded = &source->persons->graded[source->next++];
    cells[0] = int_cell(0);
    cells[1] = int_cell(0);
    cells[2] = text_cell("");
    cells[3] = int_cell(KM_DATE_EVER);
    cells[4] = int_cell(KM_DATE_OPEN);
    cells[5] = int_cell(graded->person);
    cells[6] = text_cell(graded->grade == KM_LINK_WEAK ? "zwak" : "geen");
    cells[7] = text_cell(graded->contracts);
    return 1;
}

bool km_worktable_links(KmArena *arena, const KmPersonMap *persons, KmColumns **ret_table,
                        KmError *err)
{
    LinkSource source = {persons, 0};
    return km_worktable_make(arena, &own_specs[4], (KmRowSource){&source, next_link}, ret_table,
                             err);
}
