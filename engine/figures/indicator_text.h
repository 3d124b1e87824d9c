/* What an indicator says of itself: the header of its .sql file as plain data. The catalogue fills
 * it, the gate and the reports read it. All strings live as long as the catalogue. */
#ifndef ENGINE_FIGURES_INDICATOR_TEXT_H
#define ENGINE_FIGURES_INDICATOR_TEXT_H

#include "engine/figures/elsewhere.h"
#include "engine/figures/time_rule.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    KM_KIND_PROPORTION,
    KM_KIND_MEAN,
    KM_KIND_RATE,
    KM_KIND_COUNT,
    KM_KIND_DURATION,
    KM_KIND_DISTRIBUTION,
    KM_KIND_GAP
} KmIndicatorKind;

typedef enum {
    KM_LEVEL_INPUT,
    KM_LEVEL_PROCESS,
    KM_LEVEL_OUTPUT,
    KM_LEVEL_EFFECT
} KmIndicatorLevel;
typedef enum {
    KM_DIRECTION_UP,
    KM_DIRECTION_DOWN,
    KM_DIRECTION_TARGET,
    KM_DIRECTION_NEUTRAL
} KmDirection;
/* How a gap is told first. */
typedef enum {
    KM_GAP_DIFFERENCE,
    KM_GAP_RATIO,
    KM_GAP_SLOPE,
    KM_GAP_STANDARDISED /* the difference of directly standardised shares; never the total */
} KmGapMeasure;
/* What a report shows at once, and what it folds away for who asks on. */
typedef enum { KM_TIER_CORE, KM_TIER_ADDITIONAL } KmTier;
/* Which side must not be small in a shown block (DESIGN: at Leiden's size protecting both hides
 * most districts). */
typedef enum {
    KM_SENSITIVE_BOTH,
    KM_SENSITIVE_HIT,
    KM_SENSITIVE_MISS,
    KM_SENSITIVE_GROUP,
    KM_SENSITIVE_NONE /* no people stand behind the units: shown however few, and not rounded */
} KmSensitiveSide;
typedef enum {
    KM_NORM_LEGAL,
    KM_NORM_INSPECTORATE,
    KM_NORM_NATIONAL_MEAN,
    KM_NORM_LOCAL_TARGET
} KmNormType;

typedef struct {
    KmNormType type;    /* a national mean is a comparison, never a norm that colours */
    double value;       /* share 0–1, or the unit of the figure */
    KmDate from;        /* KM_DATE_EVER when always */
    KmDate to;          /* KM_DATE_OPEN when in force */
    const char *source; /* Dutch, printable */
} KmNorm;

typedef struct {
    const char *code;
    const char *label_nl;
    const char *label_en;
    int tile_column, tile_row; /* place on a tile map, from 1; 0: none */
    const char *class_nl;      /* beside whom it may stand: "25 tot 30"; NULL: not known */
} KmCodeText;

/* A declared merger of categories for when single ones are too small to show. */
typedef struct {
    const char *id;             /* "binnenstad" */
    const char *label_nl;       /* "Binnenstad (Noord, Zuid, Station)" */
    const char *const *members; /* codes, all of the finest level */
    size_t n_members;
} KmMerger;

typedef struct {
    const char *name; /* "wijk" */
    const char *label_nl;
    const char *label_en;
    const KmCodeText *codes; /* in display order; "onbekend" last */
    size_t n_codes;
    const KmMerger
        *mergers; /* finer before coarser; each coarser one a union of finer ones or single codes */
    size_t n_mergers;
    bool is_income; /* income rules of disclosure */
    /* An open dimension has single organisations, sites or schools: codes that occur, other ones
     * from one quarter to the next, with `codes` for their names only. A code of one that lies
     * within another open dimension is that one's code, a slash and its own: "bestuur/90AX00". */
    bool is_open;
    const char *within;   /* the wider open dimension: "organisatie"; NULL: none */
    const char *class_nl; /* what `class_nl` of its codes is a class of: "schoolweging"; NULL:
                             units are not told apart by class */
} KmDimensionText;

/* From this day on the series measures something else; figures on both sides are not compared. */
typedef struct {
    KmDate date;
    const char *reason; /* Dutch, printable */
} KmSeriesBreak;

/* A gap between groups of one dimension: the reference (the most advantaged group) against the
 * others. Reference NULL: the groups are ordered, the least advantaged first; the gap is then the
 * last against the first, and the slope over all. */
typedef struct {
    const char *dimension; /* "thuistaal" */
    const char *reference; /* "nl" */
    const char *against;   /* a code, "rest": all other known codes together, "allen": everybody */
} KmGapText;

typedef struct {
    const char *id;       /* "vve-bereik" */
    const char *version;  /* definition version, a date */
    const char *action;   /* primary action "A1.3" */
    const char *actions;  /* all, comma-separated */
    const char *title_nl; /* "Vve-bereik" */
    const char *title_en;
    const char *question_nl; /* the question it answers, in plain Dutch */
    const char *question_en;
    const char *unit_nl;       /* plural: "peuters" */
    const char *unit_en;       /* "toddlers" */
    const char *population_nl; /* "peuters met een vve-indicatie" */
    const char *hit_nl;        /* "met een vve-plaats"; for a rate what the numerator is */
    const char *time_nl;       /* "op de laatste dag van het kwartaal" */
    KmTimeRule time;
    int delay;             /* whole quarters that the window lies before the period; 0 for most */
    const char *grondslag; /* wonend · schoolgaand · locatie */
    const char *limitation_nl; /* what the figure does not say; may be "" */
    KmIndicatorKind kind;
    KmIndicatorLevel level;
    KmTier tier;
    KmDirection direction;
    KmSensitiveSide sensitive;
    const char *sensitive_why_nl; /* printed with the figure's method */
    int decimals;                 /* of the printed estimate (percent or unit) */
    bool is_percent;              /* a rate that is part of a whole, written as a percentage */
    const KmNorm *norms;
    size_t n_norms;
    const KmElsewhere *elsewhere; /* published by others: by own area first, area, dimension, code,
                                     day, source; none until km_elsewhere_read */
    size_t n_elsewhere;
    const KmDimensionText
        *dimensions; /* one-way dimensions; a distribution's own categories come first */
    size_t n_dimensions;
    const char *definition_hash; /* hex: covers SQL, kind, grondslag, time rule, dimensions */
    const char *source_file;     /* as found at run time, for `list` */
    int lag_weeks;               /* availability lag */
    const char *sources_nl;      /* "JGZ, aanbieders, BRP" */
    const KmSeriesBreak *breaks; /* ascending */
    size_t n_breaks;
    const KmSeriesBreak *rebases; /* decisions to begin the control limits anew, in no order */
    size_t n_rebases;
    const int *within; /* duration: days within which shares are told, ascending */
    size_t n_within;
    const char *gap_of;       /* gap: id of the indicator it compares groups of; else NULL */
    KmIndicatorKind gap_kind; /* gap: that indicator's kind, proportion or mean */
    KmGapMeasure gap_measure; /* gap: its total's */
    const KmGapText *gaps;    /* gap: one per dimension; the total is about the first */
    size_t n_gaps;
    const char *gap_standard; /* gap: dimension over which the groups are made alike; NULL: none */
    const char *gap_standard_nl; /* its label */
} KmIndicatorText;

/* The norm in force on `day`, or NULL. */
const KmNorm *km_norm_on(const KmIndicatorText *text, KmDate day);
const KmDimensionText *km_dimension_text(const KmIndicatorText *text, const char *name);
/* The Dutch label of a code or merger id; the code itself when unknown. */
const char *km_code_label_nl(const KmDimensionText *dimension, const char *code);
/* NULL: not on the list. Of an open dimension the part after the slash is looked up. */
const KmCodeText *km_code_text(const KmDimensionText *dimension, const char *code);
/* Has the indicator this dimension, and is it open? `name` as a chart is asked: "school", also
 * "school=25 tot 30". */
bool km_is_open_dimension(const KmIndicatorText *text, const char *name);
const char *km_kind_name(KmIndicatorKind kind);       /* "proportion" … as in the header */
const char *km_level_name_nl(KmIndicatorLevel level); /* "inspanning" … */
const char *km_tier_name(KmTier tier);                /* "core", "additional" */
const char *km_direction_name(KmDirection direction); /* "up" … */
/* The last break on a day after `after`, up to and with `until`; NULL: none lies between. */
const KmSeriesBreak *km_break_between(const KmIndicatorText *text, KmDate after, KmDate until);
/* Is the estimate a share, a rate that is written as one, or a difference of shares (0–1)? Another
 * ratio, a mean, days are not. */
bool km_text_is_share(const KmIndicatorText *text);
const char *km_sensitive_name(KmSensitiveSide sensitive); /* "both" … */

#endif
