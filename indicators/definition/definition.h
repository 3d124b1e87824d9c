/* One indicator file, read and checked: header, body sections, worked examples. This comment is the
 * manual of the format.
 *
 * HEADER: lines `-- key: value` before the first section; a value goes on in lines that begin with
 * `--` and two or more spaces. Every key once, `norm` and `break` any number of times; (o) = may be
 * left out.
 *
 *     -- id: vve-bereik                 also the file's name: vve-bereik.sql
 *     -- version: 2026-09-01            date of this definition
 *     -- actions: A1.3, A1.2            the first is the primary one; a measure: M1
 *     -- order: 10                      place within the action
 *     -- title: Vve-bereik              and title-en
 *     -- question: Welk deel …?         and question-en
 *     -- counts: kind                   what one unit is: kind, locatie, gezin, partner,
 *                                       professional, sessie, actie, levering, verzoek … ; the
 *                                       dimensions are those of registers with this `unit`
 *     -- unit: peuters                  plural, for people; and unit-en
 *     -- population-text: peuters met een vve-indicatie
 *     -- hit-text: met een ve-plaats    for a rate: what the numerator is
 *     -- time-text: op de laatste dag van het kwartaal
 *     -- kind: proportion               mean, rate, count, distribution, duration, gap
 *     -- form: spells                   or state; a gap has no body and no form
 *     -- grondslag: wonend              schoolgaand, locatie
 *     -- time: KE                       COH, KP, R12, OKT, FEB, SJ: see TIME
 *     -- delay: 1                       (o) COH, KP, R12: the window lies so many quarters before
 *                                       the period, so that what follows can be seen in full; 0
 *     -- level: output                  input, process, effect
 *     -- tier: core                     (o) additional: pages fold it away, for who asks on; core
 *     -- direction: up                  down, target, neutral
 *     -- sensitive: miss; why: printed with the figure. hit, miss, both, group (only the size of a
 *                                       group) or none: shown however few and not rounded, for
 *                                       units no people stand behind: werkgroep, actie, regel,
 *                                       levering, verzoek
 *     -- decimals: 1                    (o) of the printed percentage or number; 1
 *     -- norm: local-target 0.95 from 2024-01-01 to 2027-01-01 source: Dutch, printable
 *                                       (o) legal, inspectorate, national-mean; from and to (o)
 *     -- break: 2024-08-01 reason       (o) Dutch, printable; any number, ascending: from that day
 * on the series measures something else: no figure is compared or pooled with one from before
 *     -- dimensions: wijk, geslacht     (o) registers/<name>.sql of the unit counted
 *     -- crosses: wijk*thuistaal        (o) of declared dimensions
 *     -- category: stap                 kind distribution only: its own dimension, with
 *     -- category-title: Stap           category-title-en and
 *     -- categories: geplaatst=Geplaatst|Placed; …    in order, code=Dutch|English
 *     -- within: 42, 56, 91             (o) kind duration: days within which shares are told
 *     -- of: vve-bereik                 kind gap only: the proportion or mean it compares groups
 * of,
 *     -- by: thuistaal, opleiding_ouders       by these dimensions of it,
 *     -- reference: nl, ordered                with these groups, the most advantaged ones
 * (ordered: all codes in the order of their list, least advantaged first)
 *     -- against: anders, rest          (o) another code, rest (all other known codes together) or
 *                                       allen (everybody); rest
 *     -- measure: difference            (o) what the total tells of the first dimension:
 * difference, ratio or slope; difference
 *     -- uses: bevolking, jgz_indicatie, ko_plaatsing/hit, inschrijving/dimension
 *                                       (a gap has those of the other indicator)
 *     -- sources: gemeente, JGZ         who delivers, for people
 *     -- limitation: wat het cijfer niet zegt
 *     -- lag: 2                         (o) weeks after the quarter until it is available; 0
 *
 * TIME. A figure belongs to a quarter. What is measured there:
 *
 *     KE   the state on the quarter's last day
 *     COH  who starts in the quarter, seen on the day the population spell starts (once a window)
 *     KP   what happens in the quarter
 *     R12  what happens in the twelve months until the quarter's end
 *     OKT  the state on 1 October: one figure a year, in K4
 *     FEB  the state on 1 February: one figure a year, in K1
 *     SJ   what happens in the school year (1 August to 31 July): one figure a year, in K3
 *
 * In the quarters in which a yearly rule measures nothing there is no figure; `on: 2026K2` in an
 * example means the last complete window before. KP, R12 and SJ in spells form: a unit is in n when
 * it is in the population on any day of the window, a hit when all hit sections hold together on
 * one of those days, excluded or unknown when such a section has one of those days; each hit row
 * with one of those days adds its `waarde` once. Dimensions attach on the reference day (KE, OKT,
 * FEB), on the day of the start (COH), on the unit's last population day in the window (KP, R12,
 * SJ). In state form they attach on `dag`, else on the window's last day: give `dag` for who may
 * have left.
 *
 * DURATION (form spells; COH, KP, R12 or SJ): whose population spell starts in the window is
 * followed from that day to the first day on which all hit sections hold together; hit already
 * then: 0 days. Followed no longer (censored): at the end of the population spell, and at the
 * window's end (with a delay: the period's). The estimate is the median of the Kaplan-Meier curve
 * in days with its interval (Brookmeyer-Crowley on log-log limits), n everyone who started, x those
 * whose hit was seen; who never reaches the median leaves it undefined, never 0. `expect binnen=42:
 * estimate=0.5` is the share within 42 days, read off the curve; `expect wachtend=14: n=3 x=1
 * estimate=0.75` a point of it, told once a week: n who still wait after 14 days, x whose hit came
 * by then, the share that still waits.
 *
 * GAP: needs no SQL. `expect: estimate=0.25` is the total (reference minus the other group, or the
 * ratio, or the slope index), `expect thuistaal=nl: n=4 x=3` a level, `expect
 * maat=thuistaal-verschil: …`, `maat=thuistaal-verhouding`, `maat=opleiding_ouders-helling` all
 * that is told. The slope index is the regression of the groups' values on their mid cumulative
 * share of the population: the distance between the lowest and the highest end of the order.
 * `standard: leeftijd` (gaps of proportions) adds `maat=thuistaal-gestandaardiseerd`: the
 * difference as it would be if both groups were spread over that dimension of the base as everybody
 * is (engine/stats/proportions/standard.h); strata that one side has nobody in are left out, and
 * there is none when they hold more than a tenth of everybody.
 *
 * UNITS are numbers (persons, families: keyed numbers) or texts (a site, a dossier, a session). A
 * unit needs no register; one that has dimensions needs a register of form spells with `unit:` its
 * name. To count events rather than children, let the event's id be the unit.
 *
 * `uses` names the contracts; `/hit` marks those whose absence leaves the population known and
 * hides hits (upper bound), `/miss` those whose rows take a hit away, so that their absence makes
 * too many (lower bound: a child *without* a placement is the hit), `/dimension` those that only
 * feed dimensions (coverage is printed, the figure stands), `/possible` those that only widen the
 * bounds (POSSIBLE below): nobody need deliver them; when who is expected to does not, the figure
 * stands without bounds. Others: absence means not delivered.
 * A window (KP, R12, SJ, COH) needs what speaks on all its days.
 *
 * `cluster: school` (proportions, means): units of one cluster are alike, so the interval rests on
 * how much the clusters differ (engine/stats/proportions/cluster.h), and all comparisons with it;
 * no figure per cluster is made. A block with fewer than ten clusters takes the design effect of
 * the total.
 *
 * BODY, form spells: sections `-- population: label` (one or more, intersected in order: the steps
 * of `explain`), `-- excluded: label` (taken out, counted apart), `-- hit: label` (one or more,
 * intersected), `-- unknown: label` (in n; when not a hit, in the bounds only), `-- possible:
 * label` (proportions; see POSSIBLE). Each is one SELECT that yields `unit, van, tot [, waarde] [,
 * columns named after dimensions]`. NULL and 99999 in `tot` are open, -99999 in `van` unbounded;
 * van <= tot, an empty spell holds on no day.
 *
 * BODY, form state: one section `-- state: label`, one SELECT with :van and :tot (the window, first
 * day after; OKT, FEB: that one day) and :peildatum (its last day), a row a unit:
 *     unit
 *     hit            0/1 (proportion) …
 *     waarde         … or the value (mean, rate: numerator) or the category code (distribution)
 *     noemer         0/1: counts in n; 1 when there is no such column (rate: 0 for the rows that
 *                    only bring numerator)
 *     uitgesloten    0/1: taken out, counted apart; 0 when there is no such column
 *     onbekend       0/1: hit unknown; likewise
 *     laag, hoog     rate, mean: the least and most that `waarde` can be; NULL: it is known
 *     noemer_laag, noemer_hoog    rate: likewise of `noemer`
 *     mogelijk       proportion: so many of the units in n may be hits as well; `noemer` is 0
 *     dag            day on which dimensions attach; :peildatum when there is no such column
 *     <dimension>    code; replaces the attached one. NULL: the attached one
 *
 * POSSIBLE. A contract may deliver `<5`: its column is two, `aantal_min` and `aantal_max` (1 and 4;
 * of a plain number both are that number). A rate or mean takes the middle as `waarde` and gives
 * the ends as `laag` and `hoog`: its bounds are the least and most that follow, Σ laag / Σ
 * noemer_hoog to Σ hoog / Σ noemer_laag. Of a share nobody knows which units such a number counts:
 * a
 * `-- possible: …` section (spells) gives `waarde` of them from its row's spell on, a row with
 * `noemer` 0 `mogelijk` (state), and the upper bound grows by them as far as there are units that
 * are no hit; in a block too, unless the row's own column or register says of which block it is.
 * The estimate and its interval stay: they tell of those who are known.
 *
 * In both forms the contracts' tables hold the rows of all speaking deliveries, each row's `van`,
 * `tot` cut to where its delivery speaks, so also what was said of other days: a state body asks
 * `van <= :peildatum AND :peildatum < tot` itself, and looks back by asking another day, such as
 * `van <= maanden_na(:peildatum, -12) AND maanden_na(:peildatum, -12) < tot`. `van` and `tot` are
 * never NULL (-99999, 99999); delivered dates stand under their own names (NULL when empty), codes
 * as words (`onbekend` when empty or not known). Beside the contracts there are `geleverd`
 * (contract, leverancier, van, tot: when each deliverer's data speak) and `leveringen`, a row a
 * delivery: levering, leverancier, contract, periode, periode_van, periode_tot (first day after),
 * versie, soort, ontvangen, regels = aanvaard + opgemerkt + afgekeurd + dubbel, verplicht and
 * gevuld (mandatory cells, and those filled); and `termijnen`, a row for each period a contract's
 * files are about: contract, periode, periode_van, periode_tot, uiterlijk (the day by which the
 * contract wants them; the school calendar's days are in the register `sluiting`) and kennis (the
 * knowledge date); and `effectopzet`, a row per effect design and action of it: ontwerp, actie,
 * methode, uitkomst, niveau (input … effect), start, gemeten_vanaf (first day after four quarters
 * since); and `koppelzekerheid`, kind and graad of who is not known by a personal number alone:
 * `zwak` (rows without a number were linked to this child) or `geen` (known by a deliverer's own
 * number only), with `contracten`, whose rows those are (`|ko_plaatsing|`). `uses:` may name these,
 * and waits for nobody. A share of children takes the weak ones by itself into its bounds: the hit
 * of a child who was linked weakly in a contract that `uses` names (not for dimensions only) may be
 * another child's, and so may the miss where that contract is used as `/miss`. Who is known by a
 * deliverer's own number only (`geen`) is some child of the city: where all hit sections hold for
 * it on a day (spells), or it has a row in a `/hit` contract (state: on the reference day; before
 * the window's end when the rule is a window), it may be any child that is a miss, and with a row
 * in a
 * `/miss` contract any child that is a hit; unless it is in the population itself.
 *
 * EXAMPLES at the end, counted by hand; `indicator test` runs them:
 *
 *     -- example: twee van de drie peuters zijn geplaatst
 *     -- on: 2026K3
 *     -- given bevolking: kind, geboortedatum, geldig_van, wijk
 *     --   1, 2023-08-15, 2023-08-15, WK054603
 *     -- expect: n=3 x=2
 *     -- expect wijk=WK054603: n=1 x=1
 *
 * `given` names a contract or one of these; columns not given are empty,
 * `van` and `tot` follow from the contract's own dates. `expect` knows n, x, sum, excluded,
 * unknown, estimate, lowest and highest (the bounds); a block that is not there counts as n=0 x=0.
 */
#ifndef INDICATORS_DEFINITION_H
#define INDICATORS_DEFINITION_H

#include "engine/base/arena.h"
#include "engine/base/error.h"
#include "engine/figures/block.h"
#include "engine/figures/indicator_text.h"

typedef enum { KM_FORM_SPELLS, KM_FORM_STATE } KmForm;

typedef enum {
    KM_SECTION_POPULATION,
    KM_SECTION_EXCLUDED,
    KM_SECTION_HIT,
    KM_SECTION_UNKNOWN,
    KM_SECTION_STATE,
    KM_SECTION_POSSIBLE
} KmSectionKind;

typedef struct {
    KmSectionKind kind;
    const char *label; /* Dutch */
    const char *sql;
    int64_t line; /* in the file, of the SQL's first line */
} KmSection;

typedef enum {
    KM_USE_POPULATION,
    KM_USE_HIT,
    KM_USE_MISS,
    KM_USE_DIMENSION,
    KM_USE_POSSIBLE
} KmUseKind;

typedef struct {
    const char *contract;
    KmUseKind kind;
} KmUse;

typedef struct {
    const char *dim[2];
} KmCross;

typedef struct {
    const char *table; /* contract view or register */
    const char *const *columns;
    size_t n_columns;
    const char *const *const *rows; /* rows[r][c]; "" = NULL */
    const int64_t *lines;
    size_t n_rows;
    int64_t line; /* of `given` */
} KmExampleTable;

typedef struct {
    KmBlock block;            /* of figures */
    const char *expectations; /* "n=3 x=2 excluded=1" as written */
    int64_t line;
} KmExampleExpectation;

typedef struct {
    const char *title;
    const char *period; /* "2026K3" */
    int64_t line;
    const KmExampleTable *tables;
    size_t n_tables;
    const KmExampleExpectation *expectations;
    size_t n_expectations;
} KmExample;

typedef struct KmDefinition {
    KmIndicatorText text;
    const char *counts;              /* register of the units: "kind", "locatie" */
    const struct KmDefinition *base; /* gap: the indicator it compares groups of, with the gap's
                                        dimensions only; filled by the catalogue */
    const char *category; /* a distribution's own dimension (text.dimensions[0]), else NULL */
    int order;
    KmForm form;
    const KmSection *sections; /* in file order */
    size_t n_sections;
    const KmCross *crosses;
    size_t n_crosses;
    const char *cluster; /* dimension whose members are alike; NULL: units are independent */
    int64_t cluster_line;
    const KmUse *uses;
    size_t n_uses;
    const KmExample *examples;
    size_t n_examples;
    int64_t dimensions_line; /* where the header names them, for messages; 0: nowhere */
    int64_t uses_line;
    int64_t of_line;
    int64_t actions_line;
    const char *file;
    const char *sql; /* the whole file */
} KmDefinition;

/* A register file (indicators/registers/<name>.sql): a header up to the first blank line and one
 * SELECT, in one of two forms.
 *
 *     -- register: besluit                   also the file's name
 *     -- order: 20                           registers run in this order; later may read earlier
 *     -- form: table
 *     -- columns: kind person, van date, reden text     types person date text int real
 *     -- uses: jgz_indicatie
 *     -- title: …                            what a row is (Dutch)
 *
 * `table`: a table of that name with the SELECT's columns, made once per selection before any
 * indicator runs.
 *
 *     -- register: wijk_locatie
 *     -- form: spells
 *     -- dimension: wijk                     its name in `dimensions`
 *     -- unit: locatie                       whose units it describes: kind, locatie, …
 *     -- list: wijk                          importers/codes/wijk.json, or `codes:` as
 *                                            `categories` of an indicator; `codes: *` takes every
 *                                            code that occurs: an open dimension, see OPEN
 *     -- names: locatie, brin, naam          (o) open: contract, its column with the code, its
 *                                            column with the name; the newest row counts
 *     -- within: organisatie                 (o) open: the wider open dimension; codes are then
 *                                            `bestuur/90AX00`, that one's code first
 *     -- class: schoolweging, 25, 30, 35     (o) open: a column of `names` and the bounds between
 *                                            its classes; units stand only beside their own class
 *     -- income: yes                         (o) income rules of disclosure
 *     -- title: Wijk                         and title-en: the dimension's label
 *
 * `spells`: a dimension: `unit, van, tot, code`, van <= tot, attached on the reference or event
 * day. Where spells of one unit overlap, the one that starts last speaks (same day: the first
 * code). No spell there, NULL or an unknown code = `onbekend`.
 *
 * OPEN. Single organisations, sites and schools are other ones from quarter to quarter, and each is
 * few children. So an open dimension is for `cluster`, or for `dimensions` of a proportion, where
 * it has no crosses, is not pooled, and its figures are compared with nothing: not with an earlier
 * quarter, in which the site may not have been, and outside the count of differences that are
 * judged together. What stands out among them the funnel plot tells. The gate shows them under
 * rules of their own (engine/disclosure/gate.h). */
typedef enum { KM_REGISTER_TABLE, KM_REGISTER_DIMENSION } KmRegisterForm;

typedef struct {
    const char *name;
    KmRegisterForm form;
    const char *sql;
    const char *file;
    int64_t line;
    int order; /* registers run in this order; later ones may read earlier ones */
    const KmUse *uses;
    size_t n_uses;
    const struct KmRegisterColumn *columns; /* table form */
    size_t n_columns;
    const char *unit;   /* dimension: "kind" or "locatie": whose units it describes */
    const char *list;   /* code list of the dimension, or NULL when the file has its own codes */
    const char **names; /* open: contract, code column, name column; NULL: none */
    const char *class_column; /* open: column of `names` that makes classes; NULL: none */
    const double *class_bounds;
    size_t n_class_bounds;
    bool is_income;
    KmDimensionText dimension; /* dimension form: text with the codes of its list */
} KmRegister;

typedef struct KmRegisterColumn {
    const char *name;
    const char *type; /* "person", "date", "text", "int", "real" */
} KmRegisterColumn;

/* Reads one indicator file. `text.dimensions` have their names only (a distribution's own is
 * whole): the catalogue fills in texts and codes, and the definition's hash. */
/* Among its dimensions, or its cluster. */
bool km_definition_has_dimension(const KmDefinition *definition, const char *name);
bool km_definition_read(KmArena *arena, const char *file, const char *bytes, size_t length,
                        KmDefinition *ret_definition, KmError *err) KM_MUST_USE;
bool km_register_read(KmArena *arena, const char *file, const char *bytes, size_t length,
                      KmRegister *ret_register, KmError *err) KM_MUST_USE;

#endif
