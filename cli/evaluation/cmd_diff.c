#include "cli/evaluation/causes.h"
#include "engine/base/number.h"
#include "reports/words.h"

#include <string.h>

static const char *cause_nl(const KmChanges *changes, KmCause cause)
{
    static const char *const names[] = {"koppeling van personen", "late levering", "correctie",
                                        "intrekking", "andere definitie"};
    return cause == KM_CAUSE_PROGRAM && changes->program_changed ? "ander programma" : names[cause];
}

static char *causes_nl(KmArena *arena, const KmChanges *changes, unsigned causes)
{
    KmText text = km_text_init(arena);
    for (int c = 0; c < KM_CAUSES; c++) {
        if ((causes & (1U << c)) != 0) {
            km_text_addf(&text, "%s%s", text.length == 0 ? "" : " en ",
                         cause_nl(changes, (KmCause)c));
        }
    }
    return text.bytes;
}

static const char *value_nl(KmArena *arena, const KmIndicatorText *text, double estimate)
{
    KmPublishedFigure f = {.indicator = text,
                           .block = {.dim = {"", ""}, .code = {"", ""}},
                           .status = KM_PUBLISHED_SHOWN,
                           .has_estimate = true,
                           .estimate = estimate,
                           .decimals = text->decimals};
    return km_estimate_nl(arena, &f);
}

/* Rounded as printed, so that the printed differences add up to the printed change. */
static double printed(const KmIndicatorText *text, double estimate)
{
    double scale = km_text_is_share(text) ? 100.0 : 1.0;
    for (int i = 0; i < text->decimals; i++) {
        scale *= 10.0;
    }
    double scaled = estimate * scale;
    double whole = scaled < 0 ? -(double)(int64_t)(0.5 - scaled) : (double)(int64_t)(scaled + 0.5);
    return whole / scale;
}

static const char *count_nl(KmArena *arena, int64_t count)
{
    return km_format(arena, "%s%lld", count < 0 ? "−" : "+",
                     (long long)(count < 0 ? -count : count));
}

typedef struct {
    KmCli *cli;
    const KmChanges *changes;
    const KmPublished *before, *now;
    json_t *list;
    size_t told;
} Telling;

static const KmPublishedFigure *same_figure(const KmPublished *published,
                                            const KmPublishedFigure *as)
{
    for (size_t i = 0; i < km_published_count(published); i++) {
        const KmPublishedFigure *f = km_published_at(published, i);
        if (strcmp(f->id, as->id) == 0) {
            return f;
        }
    }
    return NULL;
}

static bool is_plain(const KmPublishedFigure *f)
{
    return f != NULL && f->has_estimate &&
           (f->status == KM_PUBLISHED_SHOWN || f->status == KM_PUBLISHED_MERGED);
}

static bool same_members(const KmPublishedFigure *a, const KmPublishedFigure *b)
{
    bool same = a->status == b->status && a->n_members == b->n_members;
    for (size_t i = 0; same && i < a->n_members; i++) {
        same = strcmp(a->members[i], b->members[i]) == 0;
    }
    return same;
}

static const char *step_nl(const Telling *t, const KmChangeStep *s)
{
    return causes_nl(t->cli->arena, t->changes, s->causes & t->changes->at_work);
}

/* What is added up: the counts of the two ends and of each step. */
static json_t *change_json(const Telling *t, const KmPublishedFigure *f,
                           const KmFigureChange *change)
{
    json_t *steps = json_array();
    for (int i = 0; i < change->n_steps; i++) {
        const KmChangeStep *s = &change->steps[i];
        (void)json_array_append_new(steps,
                                    json_pack("{s:s, s:I, s:I, s:f, s:f}", "causes", step_nl(t, s),
                                              "n", (json_int_t)s->n, "x", (json_int_t)s->x, "from",
                                              s->from, "to", s->to));
    }
    json_t *item =
        json_pack("{s:s, s:f, s:f, s:o}", "figure", f->id, "before", change->before->estimate,
                  "now", change->now->estimate, "steps", steps);
    if (f->has_counts) {
        (void)json_object_set_new(item, "n_before", json_integer(change->before->n));
        (void)json_object_set_new(item, "x_before", json_integer(change->before->x));
        (void)json_object_set_new(item, "n_now", json_integer(change->now->n));
        (void)json_object_set_new(item, "x_now", json_integer(change->now->x));
    }
    return item;
}

static void begin_figure(Telling *t, const KmPublishedFigure *f)
{
    t->told++;
    km_print(t->cli, "\n%s: %s (%s)\n", f->indicator->title_nl, f->label_nl, f->id);
}

/* Padded by characters, not bytes. */
static void print_line(KmCli *cli, const char *what, const char *value, const char *counts)
{
    static const char spaces[] = "                                                ";
    int width = (int)km_utf8_length(what);
    int pad = width < 40 ? 40 - width : 1;
    km_print(cli, "  %s%.*s%s%s%s\n", what, pad, spaces, value, counts[0] == '\0' ? "" : "  ",
             counts);
}

static const char *first_word(const Telling *t)
{
    return t->changes->asked.lock != NULL ? "vastgesteld" : "eerst";
}

static void tell_steps(Telling *t, const KmPublishedFigure *before, const KmPublishedFigure *now,
                       const KmFigureChange *change)
{
    KmCli *cli = t->cli;
    KmArena *arena = cli->arena;
    const KmIndicatorText *text = now->indicator;
    begin_figure(t, now);
    print_line(cli, first_word(t), value_nl(arena, text, change->before->estimate),
               before->has_counts ? km_counts_words_nl(arena, before) : "");
    for (int i = 0; i < change->n_steps; i++) {
        const KmChangeStep *s = &change->steps[i];
        double difference = printed(text, s->to) - printed(text, s->from);
        print_line(cli, km_format(arena, "door %s", step_nl(t, s)),
                   km_difference_nl(arena, text, difference, true),
                   now->has_counts ? km_format(arena, "(%s van %s)", count_nl(arena, s->x),
                                               count_nl(arena, s->n))
                                   : "");
    }
    print_line(cli, "nu", value_nl(arena, text, change->now->estimate),
               now->has_counts ? km_counts_words_nl(arena, now) : "");
    (void)json_array_append_new(t->list, change_json(t, now, change));
}

static bool was_incomplete(const KmPublishedFigure *f)
{
    return f != NULL &&
           (f->status == KM_PUBLISHED_PARTIAL || f->status == KM_PUBLISHED_NOT_DELIVERED);
}

/* From "not everything delivered" to a figure: there is no number to take apart. */
static void tell_completed(Telling *t, const KmPublishedFigure *before,
                           const KmPublishedFigure *now)
{
    KmArena *arena = t->cli->arena;
    KmCauseGroups none = {.n = 0};
    KmFigureChange change = km_change_of(arena, t->changes, now, &none);
    const char *causes = causes_nl(arena, t->changes, change.behind);
    begin_figure(t, now);
    print_line(t->cli, first_word(t), km_estimate_nl(arena, before), "niet alles geleverd");
    print_line(t->cli, causes[0] == '\0' ? "nu" : km_format(arena, "nu, door %s", causes),
               km_estimate_nl(arena, now), now->has_counts ? km_counts_words_nl(arena, now) : "");
    (void)json_array_append_new(t->list, json_pack("{s:s, s:b, s:s}", "figure", now->id,
                                                   "completed", true, "causes", causes));
}

static void tell_small(Telling *t, const KmPublishedFigure *now)
{
    begin_figure(t, now);
    km_print(t->cli,
             "  gewijzigd, maar hier of in een andere groep met minder dan %lld: te weinig om te "
             "tonen\n",
             (long long)t->changes->asked.profile->least_side);
    (void)json_array_append_new(t->list, json_pack("{s:s, s:b}", "figure", now->id, "small", true));
}

static void tell_regrouped(Telling *t, const KmPublishedFigure *now)
{
    begin_figure(t, now);
    km_print(t->cli, "  andere groepen samengenomen dan toen: niet te vergelijken\n");
    (void)json_array_append_new(t->list,
                                json_pack("{s:s, s:b}", "figure", now->id, "regrouped", true));
}

static void tell_figure(Telling *t, const KmPublishedFigure *now)
{
    const KmPublishedFigure *before = same_figure(t->before, now);
    const KmChanges *changes = t->changes;
    const char *id = now->indicator->id;
    if (!is_plain(now)) {
        return;
    }
    if (was_incomplete(before)) {
        tell_completed(t, before, now);
        return;
    }
    if (!is_plain(before)) {
        return; /* what was not shown then has no change to show */
    }
    if (!same_members(before, now)) {
        tell_regrouped(t, now);
        return;
    }
    KmCauseGroups groups =
        km_changes_group(changes, id, now->block.dim[0], changes->asked.profile->least_side);
    KmFigureChange change = km_change_of(t->cli->arena, changes, now, &groups);
    if (!change.changed) {
        return;
    }
    if (groups.is_small) {
        tell_small(t, now);
    } else {
        tell_steps(t, before, now, &change);
    }
}

/* A norm moves no figure. */
static void tell_norms(Telling *t)
{
    KmCli *cli = t->cli;
    KmDate day = t->changes->asked.period.to - 1;
    json_t *list = json_array();
    for (size_t i = 0; i < km_catalogue_count(t->changes->now); i++) {
        const KmIndicatorText *text = km_catalogue_at(t->changes->now, i);
        const KmIndicatorText *old = km_catalogue_find(t->changes->before, text->id);
        const KmNorm *now = km_norm_on(text, day);
        const KmNorm *then = old == NULL ? NULL : km_norm_on(old, day);
        bool same = (now == NULL) == (then == NULL) &&
                    (now == NULL || !(now->value < then->value || now->value > then->value));
        if (same) {
            continue;
        }
        const char *from = then == NULL ? "geen" : value_nl(cli->arena, text, then->value);
        const char *to = now == NULL ? "geen" : value_nl(cli->arena, text, now->value);
        km_print(cli, "\n%s (%s)\n  andere norm: was %s, nu %s; het cijfer zelf verandert niet\n",
                 text->title_nl, text->id, from, to);
        (void)json_array_append_new(
            list, json_pack("{s:s, s:s, s:s}", "indicator", text->id, "before", from, "now", to));
    }
    (void)json_object_set_new(cli->result, "norms", list);
}

static void tell_head(KmCli *cli, const KmChanges *c)
{
    static const char *const kinds[] = {"", "Later geleverd", "Gecorrigeerd", "Ingetrokken", ""};
    const char *since = c->asked.lock != NULL
                            ? km_format(cli->arena, "de vaststelling (met wat bekend was op %s)",
                                        km_date_dutch(cli->arena, c->asked.from))
                            : km_date_dutch(cli->arena, c->asked.from);
    km_print(cli, "Wat is er veranderd aan het %s sinds %s?\n",
             km_period_dutch(cli->arena, &c->asked.period), since);
    km_print(cli, "Voor: %s. Nu: met wat bekend is op %s.\n", c->asked.profile->name,
             km_date_dutch(cli->arena, c->to));
    for (int i = 0; i < KM_CAUSES; i++) {
        if (c->deliveries[i][0] != '\0') {
            km_print(cli, "%s: %s\n", kinds[i], c->deliveries[i]);
        }
    }
    km_print(cli,
             "De oorzaken komen in deze volgorde: %s, late levering, correctie, intrekking, "
             "definitie. Samen zijn ze precies het verschil.\n",
             cause_nl(c, KM_CAUSE_PROGRAM));
}

static bool publish(KmCli *cli, const KmChanges *changes, bool is_now,
                    const KmPublished **ret_published, KmError *err)
{
    int state = is_now ? KM_CAUSES : 0;
    const KmCatalogue *catalogue = is_now ? changes->now : changes->before;
    size_t n = km_catalogue_count(catalogue);
    const KmIndicatorText **texts = KM_NEW_ARRAY(cli->arena, const KmIndicatorText *, n + 1);
    for (size_t i = 0; i < n; i++) {
        texts[i] = km_catalogue_at(catalogue, i);
    }
    KmGateInput input = {.figures = changes->states[state],
                         .n_figures = changes->n[state],
                         .indicators = texts,
                         .n_indicators = n,
                         .profile = changes->asked.profile,
                         .release = {.run = is_now ? changes->run_now : changes->run_before,
                                     .area_nl = cli->workspace.area,
                                     .knowledge = is_now ? changes->to : changes->asked.from,
                                     .program = "kansmeter " KM_VERSION}};
    return km_gate(cli->arena, &input, ret_published, err);
}

static bool day_option(KmCli *cli, const char *name, KmDate *ret_day, KmError *err)
{
    const char *text = km_cli_option(cli, name);
    *ret_day = KM_DATE_OPEN;
    return text == NULL || km_date_parse_iso(text, strlen(text), ret_day) ||
           km_error_set(err, KM_ERROR_USAGE, "--%s is '%.40s'; expected a day like 2026-10-14",
                        name, text);
}

static bool choose_profile(KmCli *cli, const KmProfile **ret_profile, KmError *err)
{
    const char *name = km_cli_option(cli, "profile");
    *ret_profile = km_profile(name == NULL ? "werkgroep" : name);
    if (*ret_profile == NULL) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "no profile '%.40s'; expected werkgroep, stuurgroep or onderzoek",
                            name);
    }
    return (*ret_profile)->round_counts == 1 ||
           km_error_set(err, KM_ERROR_DISCLOSURE,
                        "for %s counts are rounded, and rounded differences say more than each "
                        "figure alone; ask for the werkgroep or the stuurgroep",
                        (*ret_profile)->name);
}

static bool read_request(KmCli *cli, KmChangeRequest *r, KmError *err)
{
    KmStanding standing;
    if (!km_period_parse(km_cli_argument(cli, 0), &r->period, err) ||
        !day_option(cli, "from", &r->from, err) || !day_option(cli, "to", &r->to, err) ||
        !choose_profile(cli, &r->profile, err)) {
        return false;
    }
    if (r->period.kind != KM_PERIOD_QUARTER || r->period.is_range) {
        return km_error_set(err, KM_ERROR_USAGE, "diff takes one quarter, like 2026K3");
    }
    bool since_lock = km_cli_flag(cli, "since-lock");
    if (since_lock == (r->from != KM_DATE_OPEN)) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "say since when: --since-lock, or --from DATE (and --to DATE)");
    }
    r->select = km_cli_option(cli, "select");
    if (!since_lock) {
        return r->to == KM_DATE_OPEN || r->from <= r->to ||
               km_error_set(err, KM_ERROR_USAGE, "--from lies after --to");
    }
    if (!km_standing_read(cli, r->period.text, NULL, &standing, err)) {
        return false;
    }
    if (standing.lock == NULL) {
        (void)km_error_set(err, KM_ERROR_USAGE, "%s is not locked", r->period.text);
        return km_error_hint(err, "compare two days: kansmeter diff %s --from DATE",
                             r->period.text);
    }
    r->lock = standing.lock;
    r->from = standing.lock->knowledge;
    return true;
}

static int run(KmCli *cli)
{
    KmChangeRequest request = {.lock = NULL};
    KmChanges changes;
    Telling t = {.cli = cli, .changes = &changes};
    if (!km_cli_open_store(cli, &cli->err) || !read_request(cli, &request, &cli->err) ||
        !km_changes_compute(cli, &request, &changes, &cli->err) ||
        !publish(cli, &changes, false, &t.before, &cli->err) ||
        !publish(cli, &changes, true, &t.now, &cli->err)) {
        return -1;
    }
    t.list = json_array();
    tell_head(cli, &changes);
    for (size_t i = 0; i < km_published_count(t.now); i++) {
        tell_figure(&t, km_published_at(t.now, i));
    }
    tell_norms(&t);
    (void)json_object_set_new(cli->result, "figures", t.list);
    if (t.told == 0) {
        km_print(cli, "\nGeen enkel getoond cijfer is veranderd.\n");
    } else {
        km_print(cli, "\nVeranderd: %zu cijfers.\n", t.told);
    }
    if (!km_cli_audit(cli, "diff",
                      km_format(cli->arena, "%s %s", request.period.text, request.profile->name),
                      "done", &cli->err)) {
        return -1;
    }
    return 0;
}

const KmCommand km_cmd_diff = {
    .name = "diff",
    .arguments = "PERIOD",
    .summary = "why the figures of a quarter changed, in Dutch",
    .text = "Names for each shown figure what changed it, since the quarter was locked or between "
            "two days of knowledge: late deliveries, corrections, withdrawals, another definition, "
            "another norm, persons linked anew. The causes are taken one after another in that "
            "order, so they add up to the change exactly. Under a profile: causes that moved fewer "
            "children than its rules allow are told together, and a change that small is only "
            "mentioned.",
    .least_arguments = 1,
    .most_arguments = 1,
    .needs_workspace = true,
    .options = {{"since-lock", '\0', NULL, "from what was locked to what is known now"},
                {"from", '\0', "DATE", "from what was known on this day"},
                {"to", '\0', "DATE", "to what was known on this day; default all"},
                {"profile", '\0', "NAME", "default werkgroep"},
                {"select", '\0', "LIST", "indicators or actions, comma-separated"}},
    .examples = {"kansmeter diff 2026K2 --since-lock",
                 "kansmeter diff 2026K2 --from 2026-07-20 --to 2026-10-14 --select vve-bereik"},
    .run = run,
};
