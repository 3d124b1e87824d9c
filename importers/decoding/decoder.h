/* Rows of a delivered file as rows of the store: reads a record, converts its cells, holds it to
 * the rules, and hands it on. Every record ends as exactly one of accepted, remarked, refused,
 * duplicate. */
#ifndef IMPORTERS_DECODING_DECODER_H
#define IMPORTERS_DECODING_DECODER_H

#include "engine/figures/progress.h"
#include "importers/decoding/column_sum.h"
#include "importers/decoding/day_counts.h"
#include "importers/dialect/dialect.h"
#include "importers/persons/persons.h"
#include "importers/persons/postcodes.h"

typedef struct {
    KmRecordSource records; /* marked with km_row_hash */
    const KmContract *contract;
    const KmContracts *contracts; /* all of them */
    const KmHeader *header;
    const KmDialect *dialect;
    const KmPeriod *period;
    const KmKey *key;
    const int32_t *const *numbers; /* per field: the store's numbers of its codes */
    const int32_t *wijk_numbers;
    KmPersons *persons;
    const char *deliverer;
    const KmPostcodes *postcodes; /* NULL: none */
    KmFindingBook *findings;
    KmDate days_from;           /* the first day of KmDayCounts */
    const KmProgress *progress; /* may be NULL */
    const KmInput *input;
    bool is_mutation; /* each row says what it changes */
} KmDecoderSetup;

typedef struct {
    int64_t lines_read, accepted, remarked, refused, duplicate;
    int64_t skipped;  /* no rows of data and so not among the lines read: totals, headers … */
    int64_t outside;  /* rows kept that lie wholly outside the period */
    int64_t removals; /* rows kept that say that a row is gone */
    int64_t without_number; /* rows kept of children known by the deliverer's own number only */
    int64_t erased;         /* rows of persons who were erased: not among the lines read */
    int64_t old_key;        /* rows kept whose pseudonym was made with a key that was replaced */
    int64_t cells_required, cells_filled;
} KmTally;

typedef struct KmDecoder KmDecoder;

KmDecoder *km_decoder_open(KmArena *arena, const KmDecoderSetup *setup) KM_MUST_USE;
void km_decoder_close(KmDecoder *decoder); /* NULL is fine */
KmRowSource km_decoder_source(KmDecoder *decoder);
const KmTally *km_decoder_tally(const KmDecoder *decoder);
/* One per contract->totals; rows that later ones replaced are in it. */
const KmColumnSum *km_decoder_sums(const KmDecoder *decoder);
/* Rows kept, by the day on which they begin, end, or say to be of (`km:dated_by`);
 * NULL when the contract has no such field. */
typedef struct {
    KmDayCounts *begins, *ends, *stamped;
} KmDayBooks;
KmDayBooks km_decoder_days(const KmDecoder *decoder);
/* Lines handed on that later lines replaced or made untrue. */
const int64_t *km_decoder_replaced(const KmDecoder *decoder, size_t *ret_count);
/* How the dates of a field came out: the scouted rows decided the order of day and month, and a
 * later stretch of the file may write another. */
typedef struct {
    int64_t read, other; /* `other`: no date in the file's order, but one in the other … */
    int64_t first_other; /* … and its first line */
} KmDateTally;
/* A field of which more than one date in twenty is of the other order; −1 when there is none. */
int km_decoder_torn_field(const KmDecoder *decoder, KmDateTally *ret_tally);

#endif
