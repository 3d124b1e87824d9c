#include "reports/charts/chart_plan.h"

#include "reports/charts/chart_words.h"
#include "reports/charts/drawing/text_fit.h"

#include "engine/base/number.h"

#include <string.h>

/* The stages of `vve-trechter` in their order: each child is counted once, at its furthest stage.
 * A bar counts the children that came at least so far. */
enum { NOT_ASSESSED, NOT_INDICATED, INDICATED, LED, PLACED, PLACED_ENOUGH, STAGES };
enum { BARS = STAGES - INDICATED };

static const struct {
    const char *code;
    const char *bar;    /* beside the bar */
    const char *missed; /* what those lack who stop before it */
    const char *at;     /* where the loss is, for the title */
} stages[STAGES] = {
    {"niet-bepaald", "", "", ""},
    {"geen-indicatie", "", "", ""},
    {"geindiceerd", "Vve-indicatie", "", ""},
    {"toegeleid", "Toegeleid", "niet toegeleid", "toeleiding"},
    {"geplaatst", "Ve-plaats", "nog geen ve-plaats", "plaatsing"},
    {"geplaatst-640", "Ve-plaats van 640 uur of meer", "minder dan 640 uur", "het aantal uren"}};

typedef struct {
    bool known;
    int64_t count;
} Known;

typedef struct {
    Known all, assessed;          /* children in the city of this age; with a decision */
    Known at_least[STAGES];       /* from INDICATED on */
    const char *hidden;           /* "Afgeschermd: …", or NULL */
    const KmPublishedFigure *any; /* a row, for its date and marks */
    int biggest;                  /* the stage with the largest loss; 0: none known or none lost */
    bool tie;
} Cascade;

static int stage_of(const char *code)
{
    for (int s = 0; s < STAGES; s++) {
        if (km_text_equal(stages[s].code, code)) {
            return s;
        }
    }
    return -1;
}

bool km_chart_is_cascade(const KmIndicatorText *text)
{
    if (text->kind != KM_KIND_DISTRIBUTION || text->n_dimensions == 0) {
        return false;
    }
    for (size_t i = 0; i < text->dimensions[0].n_codes; i++) {
        const char *code = text->dimensions[0].codes[i].code;
        if (stage_of(code) < 0 && !km_text_equal(code, "onbekend")) {
            return false;
        }
    }
    return true;
}

/* The stages a row stands for, as bits; 0 when it is not one of ours. */
static unsigned stages_of_row(const KmPublishedFigure *f)
{
    unsigned bits = 0;
    for (size_t i = 0; i < f->n_members; i++) {
        int s = stage_of(f->members[i]);
        bits |= s >= 0 ? 1U << s : 0U;
    }
    int own = stage_of(f->block.code[0]);
    return bits != 0 ? bits : own >= 0 ? 1U << own : 0U;
}

/* The sum of the stages in `wanted`, when shown rows cover exactly those. */
static Known sum_of(const KmPublishedRows *rows, unsigned wanted)
{
    Known sum = {0};
    unsigned covered = 0;
    for (size_t i = 0; i < rows->count; i++) {
        const KmPublishedFigure *f = rows->figures[i];
        unsigned bits = stages_of_row(f);
        bool empty = f->status == KM_PUBLISHED_EMPTY;
        if (bits != 0 && (bits & ~wanted) == 0 && (bits & covered) == 0 &&
            (f->has_counts || empty)) {
            covered |= bits;
            sum.count += empty ? 0 : f->x;
        }
    }
    sum.known = covered == wanted;
    return sum;
}

static unsigned from_stage(int s)
{
    return ((1U << STAGES) - 1U) & ~((1U << s) - 1U);
}

/* Children at stage s or further: added up, or all children less those who stopped before. */
static Known at_least(const KmPublishedRows *rows, Known all, int s)
{
    Known direct = sum_of(rows, from_stage(s));
    Known before = sum_of(rows, ((1U << STAGES) - 1U) & ~from_stage(s));
    if (!direct.known && all.known && before.known) {
        direct = (Known){true, all.count - before.count};
    }
    return direct;
}

static Known loss_at(const Cascade *cascade, int s)
{
    Known a = cascade->at_least[s - 1], b = cascade->at_least[s];
    return (Known){a.known && b.known, a.count - b.count};
}

static bool all_losses_known(const Cascade *cascade)
{
    bool known = true;
    for (int s = LED; s < STAGES; s++) {
        known = known && loss_at(cascade, s).known;
    }
    return known;
}

static void find_biggest(Cascade *cascade)
{
    int64_t most = 0;
    for (int s = LED; s < STAGES; s++) {
        Known loss = loss_at(cascade, s);
        if (loss.count > most) {
            most = loss.count;
            cascade->biggest = s;
            cascade->tie = false;
        } else if (loss.count == most && most > 0) {
            cascade->tie = true;
        }
    }
}

static const char *hidden_words(const KmChartJob *job, const KmPublishedRows *rows)
{
    const char *names[STAGES];
    size_t n = 0;
    for (size_t i = 0; i < rows->count && n < STAGES; i++) {
        if (rows->figures[i]->status == KM_PUBLISHED_PROTECTED) {
            names[n++] = km_format(job->arena, "‘%s’", rows->figures[i]->label_nl);
        }
    }
    return n == 0 ? NULL
                  : km_format(job->arena, "Afgeschermd, te weinig %s: %s.", job->text->unit_nl,
                              km_list_nl(job->arena, names, n));
}

static Cascade read_cascade(const KmChartJob *job, const char *dimension)
{
    KmPublishedRows rows = km_published_rows(job->published, job->arena, job->text->id,
                                             job->request->period->text, dimension);
    Cascade cascade = {.hidden = hidden_words(job, &rows)};
    for (size_t i = 0; i < rows.count; i++) {
        const KmPublishedFigure *f = rows.figures[i];
        cascade.any = cascade.any == NULL ? f : cascade.any;
        if (f->has_counts && !f->period.is_range && !cascade.all.known) {
            cascade.all = (Known){true, f->n};
        }
    }
    cascade.assessed = at_least(&rows, cascade.all, NOT_INDICATED);
    for (int s = INDICATED; s < STAGES; s++) {
        cascade.at_least[s] = at_least(&rows, cascade.all, s);
    }
    if (all_losses_known(&cascade)) {
        find_biggest(&cascade);
    }
    return cascade;
}

static char *count_nl(const KmChartJob *job, Known known)
{
    return km_dutch_count(job->arena, known.count);
}

static const char *cascade_title(const KmChartJob *job, const Cascade *cascade)
{
    KmArena *arena = job->arena;
    Known indicated = cascade->at_least[INDICATED], last = cascade->at_least[PLACED_ENOUGH];
    const char *unit = job->text->unit_nl;
    int s = cascade->biggest;
    if (s == 0 || cascade->tie) {
        if (indicated.known && last.known) {
            return km_format(
                arena,
                "%s van de %s %s met een vve-indicatie %s een ve-plaats van 640 uur of "
                "meer",
                count_nl(job, last), count_nl(job, indicated), unit,
                last.count == 1 ? "heeft" : "hebben");
        }
        return km_format(arena,
                         "Van vve-indicatie tot ve-plaats: niet elke stap mag worden getoond");
    }
    return km_format(
        arena, "Het grootste verlies zit bij %s: %s van de %s %s %s", stages[s].at,
        count_nl(job, loss_at(cascade, s)), count_nl(job, cascade->at_least[s - 1]), unit,
        s == PLACED_ENOUGH ? "met een ve-plaats hebben minder dan 640 uur"
                           : (s == LED ? "met een vve-indicatie zijn niet toegeleid"
                                       : "die zijn toegeleid hebben nog geen ve-plaats"));
}

static const char *cascade_subtitle(const KmChartJob *job, const Cascade *cascade)
{
    KmText out = km_text_init(job->arena);
    km_text_addf(&out, "%s, %s.", job->release->area_nl,
                 km_date_dutch(job->arena, cascade->any->reference));
    if (cascade->all.known) {
        km_text_addf(&out, " In de stad wonen %s %s van 2½ jaar tot de basisschool",
                     count_nl(job, cascade->all), job->text->unit_nl);
        if (cascade->assessed.known) {
            km_text_addf(&out, "; van %s is beoordeeld of zij een vve-indicatie krijgen",
                         count_nl(job, cascade->assessed));
        }
        km_text_add_char(&out, '.');
    }
    return out.bytes;
}

/* "92%" of the step before; NULL when not known or nobody was there. */
static char *conversion(const KmChartJob *job, const Cascade *cascade, int s)
{
    Known a = cascade->at_least[s - 1], b = cascade->at_least[s];
    if (!a.known || !b.known || a.count < 1) {
        return NULL;
    }
    return km_dutch_percent(job->arena, (double)b.count / (double)a.count, 0);
}

static const char *cascade_description(const KmChartJob *job, const Cascade *cascade)
{
    KmText out = km_text_init(job->arena);
    km_text_add(&out, "Staafgrafiek van de stappen van vve-indicatie tot ve-plaats: ");
    for (int s = INDICATED; s < STAGES; s++) {
        Known here = cascade->at_least[s];
        char *share = s > INDICATED ? conversion(job, cascade, s) : NULL;
        km_text_addf(&out, "%s%s %s", s == INDICATED ? "" : "; ",
                     km_small_nl(job->arena, stages[s].bar),
                     here.known ? count_nl(job, here) : "niet getoond");
        if (share != NULL) {
            km_text_addf(&out, " (%s van de vorige stap)", share);
        }
    }
    km_text_add_char(&out, '.');
    return out.bytes;
}

enum { LEFT = 238, RIGHT = 860, BAR_HEIGHT = 50, GAP = 46 };

static double bar_top(const KmCanvas *c, int i)
{
    return c->plot.top + i * (BAR_HEIGHT + GAP);
}

/* The words of a loss: in the lost part when it is wide, else right of it. */
static void draw_loss(const KmChartJob *job, KmCanvas *c, const Cascade *cascade, int s)
{
    Known loss = loss_at(cascade, s);
    if (!loss.known || loss.count < 1) {
        return;
    }
    bool accent = cascade->biggest == s && !cascade->tie;
    double top = bar_top(c, s - INDICATED);
    double from = km_canvas_x(c, (double)cascade->at_least[s].count);
    double to = km_canvas_x(c, (double)cascade->at_least[s - 1].count);
    km_canvas_rect(c, &(KmBox){from, top, to, top + BAR_HEIGHT},
                   accent ? KM_ORANGE_PALE : "#f3f5f7", accent ? KM_ORANGE : KM_WHISKER);
    char *text =
        km_format(job->arena, "%s%s %s", accent ? "◆ " : "", count_nl(job, loss), stages[s].missed);
    KmWordStyle style = {
        .size = KM_SIZE_SMALL, .colour = accent ? KM_ORANGE_INK : KM_MUTED, .bold = accent};
    double width = km_text_width(text, style.size, accent);
    double most = c->width - KM_CANVAS_MARGIN - width;
    km_canvas_word(c, from > most ? most : from, top + BAR_HEIGHT + 15, &style, text);
}

static void draw_bar(const KmChartJob *job, KmCanvas *c, const Cascade *cascade, int s)
{
    static const KmWordStyle label = {
        .size = KM_SIZE_LABEL, .colour = KM_INK, .anchor = KM_ANCHOR_END};
    static const KmWordStyle inside = {
        .size = KM_SIZE_LABEL + 2, .colour = "#ffffff", .bold = true};
    static const KmWordStyle outside = {.size = KM_SIZE_LABEL + 2, .colour = KM_INK, .bold = true};
    static const KmWordStyle missing = {.size = KM_SIZE_SMALL, .colour = KM_MUTED};
    Known here = cascade->at_least[s];
    double top = bar_top(c, s - INDICATED), middle = top + BAR_HEIGHT / 2.0;
    KmLines name = km_text_wrap(c->arena, stages[s].bar, label.size, false, LEFT - 16 - 28);
    for (size_t i = 0; i < name.count; i++) {
        km_canvas_word(c, c->plot.left - 16,
                       middle + 21 * ((double)i - (double)(name.count - 1) / 2), &label,
                       name.lines[i]);
    }
    if (!here.known) {
        km_canvas_word(c, c->plot.left + 4, middle, &missing,
                       "niet getoond: het aantal is te klein of af te leiden");
        return;
    }
    double end = km_canvas_x(c, (double)here.count);
    km_canvas_rect(c, &(KmBox){c->plot.left, top, end, top + BAR_HEIGHT}, KM_BLUE, NULL);
    char *share = s > INDICATED ? conversion(job, cascade, s) : NULL;
    char *count = count_nl(job, here);
    char *text = share == NULL ? km_format(c->arena, "%s %s", count, job->text->unit_nl)
                               : km_format(c->arena, "%s · %s van de vorige stap", count, share);
    bool fits = km_text_width(text, inside.size, true) + 24 < end - c->plot.left;
    km_canvas_word(c, fits ? c->plot.left + 12 : end + 10, middle, fits ? &inside : &outside, text);
}

static const char *const rounding_note =
    "Elke peuter telt één keer mee, bij de verste stap. Een balk telt wie ten minste zo ver kwam; "
    "het lichte deel viel na de vorige stap af.";

bool km_chart_plan_cascade(const KmChartJob *job, KmChartPlan *ret_plan, KmError *err)
{
    if (!km_chart_is_cascade(job->text)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "a cascade needs the steps to a place (as vve-trechter); %s has none",
                            job->text->id);
    }
    Cascade cascade = read_cascade(job, job->text->dimensions[0].name);
    bool drawable = cascade.at_least[INDICATED].known && cascade.at_least[INDICATED].count > 0;
    if (!drawable) {
        ret_plan->title = job->text->title_nl;
        ret_plan->reason = km_format(
            job->arena, "De stappen van vve-indicatie tot ve-plaats kunnen niet worden getoond%s%s",
            cascade.hidden == NULL ? "." : ". ", cascade.hidden == NULL ? "" : cascade.hidden);
        ret_plan->description = ret_plan->reason;
        return true;
    }
    ret_plan->title = km_chart_title(job, cascade_title(job, &cascade));
    ret_plan->description = cascade_description(job, &cascade);
    KmNotes notes = {0};
    km_note(&notes, rounding_note);
    if (cascade.hidden != NULL) {
        km_note(&notes, cascade.hidden);
    }
    km_note(&notes, km_source_nl(job->arena, job->published, job->text));
    KmFrame frame = {.title = ret_plan->title,
                     .subtitle = cascade_subtitle(job, &cascade),
                     .notes = notes.lines,
                     .n_notes = notes.count,
                     .left = LEFT,
                     .right = RIGHT,
                     .plot = BARS * (BAR_HEIGHT + GAP) - GAP / 4.0,
                     .scale = {0, (double)cascade.at_least[INDICATED].count, 0, 1}};
    KmCanvas *c = km_canvas_open(job->arena, &frame);
    for (int s = INDICATED; s < STAGES; s++) {
        if (s > INDICATED) {
            draw_loss(job, c, &cascade, s);
        }
        draw_bar(job, c, &cascade, s);
    }
    ret_plan->canvas = c;
    return true;
}
