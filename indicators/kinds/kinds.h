/* From counted blocks to figures. Private to this layer. */
#ifndef INDICATORS_KINDS_KINDS_H
#define INDICATORS_KINDS_KINDS_H

#include "indicators/evaluation/counting.h"

typedef struct {
    KmArena *arena; /* of the figures' texts */
    KmArena *list;  /* of the figures; NULL: arena */
    const KmJob *job;
    const KmBlocks *blocks;
    const KmClusters *clusters; /* NULL: units are independent */
    const KmOverlaps *overlaps; /* shares and means; NULL: not counted */
    const int (*before)[KM_LOOKS_BACK];
    const KmBlockPlan *plan;
    const KmPeriod *periods; /* one per slot */
    size_t slot;             /* the one being written: … */
    const char *period;      /* … its text; NULL at first … */
    KmDate reference;        /* … and its reference day */
    KmFigure *figures;
    size_t count, capacity;
    uint32_t *codes; /* durations: of each observation, one per dimension; NULL until needed */
} KmWriter;

/* A block's place. */
typedef struct {
    size_t slot;  /* period */
    size_t group; /* 0: the total */
    uint32_t codes[2];
} KmPlace;

/* All blocks of all periods. */
bool km_writer_write(KmWriter *writer, size_t n_periods, KmError *err) KM_MUST_USE;
/* A figure of the slot's period without numbers. */
KmFigure km_writer_start(KmWriter *writer, const KmPlace *place);
void km_writer_keep(KmWriter *writer, KmFigure figure);
/* n, x, sum and the counts apart, of a block's cell. */
void km_writer_counts(KmFigure *figure, const KmBlockCell *cell, KmIndicatorKind kind);
/* Estimate, interval and bounds of a share or mean; EMPTY when n is 0. */
bool km_writer_estimate(KmFigure *figure, KmIndicatorKind kind, const KmBlockCell *cell,
                        bool is_pooled, KmError *err) KM_MUST_USE;

/* The median waiting time of a block, and of the total the shares within the declared days and the
 * curve, week by week. Nobody
 * reaches the median: no estimate. */
bool km_duration_write(KmWriter *writer, const KmPlace *place, KmFigure figure,
                       KmError *err) KM_MUST_USE;

/* The gaps of a definition: levels, differences, ratios and slope indices of another indicator. */
bool km_gap_evaluate(KmEvaluation *evaluation, const KmDefinition *definition,
                     const KmPeriod *periods, size_t n_periods, KmFigure **ret_figures,
                     size_t *ret_count, KmError *err) KM_MUST_USE;

#endif
