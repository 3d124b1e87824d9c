/* The registry: every statistical method by name, with what it takes, gives, its formula, source
 * and conditions. One table; a new statistic is a .c/.h, a test table and one entry here. The
 * methods themselves know nothing of text: an entry's `run` fetches its inputs from a call, calls
 * the typed function and hands over the results.
 *
 *     KmCall *call;
 *     if (!km_calc(arena, "wilson", "x=81;n=263;conf=0.95", NULL, &call, err)) …
 *     for (size_t i = 0; i < call->n_outputs; i++) … call->outputs[i].name, .value, .points …
 */
#ifndef ENGINE_STATS_CALC_METHOD_H
#define ENGINE_STATS_CALC_METHOD_H

#include "engine/base/arena.h"
#include "engine/stats/value.h"

typedef enum {
    KM_INPUT_COUNT = 1, /* a whole number */
    KM_INPUT_REAL,
    KM_INPUT_TEXT,
    KM_INPUT_COUNTS, /* whole numbers, by comma */
    KM_INPUT_SERIES, /* numbers, by comma */
    KM_INPUT_LABELS, /* texts by comma; equal texts are one group */
    KM_INPUT_TABLE,  /* rows by |, cells by comma; equal lengths, whole numbers */
    KM_INPUT_COLUMNS /* the same with numbers */
} KmInputKind;

typedef struct {
    const char *name; /* "g*": g1, g2, … */
    KmInputKind kind;
    const char
        *otherwise; /* the value when it is left out; NULL: must be given; "": may be absent */
    const char *meaning;
} KmInputSpec;

typedef struct KmCall KmCall;

enum { KM_MOST_INPUTS = 8 };

typedef struct {
    const char *name;
    const char *title;
    KmInputSpec inputs[KM_MOST_INPUTS]; /* ends with name NULL */
    const char *outputs;                /* names in words: "lower, upper" */
    const char *formula, *source, *conditions;
    bool (*run)(KmCall *call, KmError *err);
} KmMethod;

typedef struct {
    const char *name;
    KmValue value;
    const char *points; /* flagged points "1 2 3", when not NULL the value does not count */
} KmOutput;

size_t km_method_count(void);
const KmMethod *km_method_at(size_t i); /* in the order of the families */
const KmMethod *km_method_find(const char *name);

/* One calculation. `inputs` is "k=v;k=v"; `folder` is where relative data files are looked for
 * (NULL: the current directory). Refuses (KM_ERROR_USAGE) an unknown method or input with the
 * nearest name, a missing or doubled input, and what does not read as its kind. */
bool km_calc(KmArena *arena, const char *method, const char *inputs, const char *folder,
             KmCall **ret_call, KmError *err) KM_MUST_USE;

struct KmCall {
    KmArena *arena;
    const KmMethod *method;
    const char *folder;
    struct KmInput *inputs;
    size_t n_inputs;
    KmOutput *outputs;
    size_t n_outputs, capacity;
};

/* "81", "0.255288519878274", "Inf", "NA", "idx:1 2 3": 15 significant digits. */
char *km_output_text(KmArena *arena, const KmOutput *output) KM_MUST_USE;

#endif
