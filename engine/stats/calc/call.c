#include "engine/stats/calc/call.h"

#include "engine/base/text.h"
#include "engine/stats/calc/input.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const KmInput *find(const KmCall *call, const char *name)
{
    for (size_t i = 0; i < call->n_inputs; i++) {
        if (strcmp(call->inputs[i].name, name) == 0) {
            return &call->inputs[i];
        }
    }
    return NULL;
}

static const KmInput *need(const KmCall *call, const char *name, KmInputKind kind)
{
    const KmInput *input = find(call, name);
    assert(input != NULL && input->kind == kind);
    return input;
}

bool km_call_has(const KmCall *call, const char *name)
{
    return find(call, name) != NULL;
}

int64_t km_call_count(const KmCall *call, const char *name)
{
    return need(call, name, KM_INPUT_COUNT)->counts[0];
}

double km_call_real(const KmCall *call, const char *name)
{
    return need(call, name, KM_INPUT_REAL)->reals[0];
}

const char *km_call_text(const KmCall *call, const char *name)
{
    return need(call, name, KM_INPUT_TEXT)->text;
}

KmCounts km_call_counts(const KmCall *call, const char *name)
{
    const KmInput *input = need(call, name, KM_INPUT_COUNTS);
    return (KmCounts){.at = input->counts, .n = input->n};
}

KmSeries km_call_series(const KmCall *call, const char *name)
{
    const KmInput *input = need(call, name, KM_INPUT_SERIES);
    return (KmSeries){.at = input->reals, .n = input->n};
}

KmLabels km_call_labels(const KmCall *call, const char *name)
{
    const KmInput *input = need(call, name, KM_INPUT_LABELS);
    return (KmLabels){.at = input->groups, .n = input->n, .groups = input->n_groups};
}

KmCountTable km_call_table(const KmCall *call, const char *name)
{
    const KmInput *input = need(call, name, KM_INPUT_TABLE);
    return (KmCountTable){
        .at = input->counts, .rows = input->rows, .columns = input->n / input->rows};
}

KmColumns km_call_columns(const KmCall *call, const char *name)
{
    const KmInput *input = need(call, name, KM_INPUT_COLUMNS);
    return (KmColumns){.at = input->reals, .rows = input->rows, .columns = input->n / input->rows};
}

size_t km_call_groups(const KmCall *call, const char *name, KmSeries **ret_groups)
{
    size_t stem = strlen(name) - 1;
    KmSeries *groups = KM_NEW_ARRAY(call->arena, KmSeries, call->n_inputs);
    size_t n = 0;
    for (size_t i = 0; i < call->n_inputs; i++) {
        if (strncmp(call->inputs[i].name, name, stem) == 0) {
            groups[n++] = (KmSeries){.at = call->inputs[i].reals, .n = call->inputs[i].n};
        }
    }
    *ret_groups = groups;
    return n;
}

bool km_call_fourfold(const KmCall *call, const char *name, int64_t ret_cells[4], KmError *err)
{
    KmCountTable table = km_call_table(call, name);
    if (table.rows != 2 || table.columns != 2) {
        return km_error_set(err, KM_ERROR_USAGE,
                            "%s is %zu × %zu; this method takes 2 × 2: %s=a,b|c,d", name,
                            table.rows, table.columns, name);
    }
    for (size_t i = 0; i < 4; i++) {
        ret_cells[i] = table.at[i];
    }
    return true;
}

static KmOutput *add(KmCall *call, const char *name)
{
    KM_GROW(call->arena, call->outputs, call->n_outputs, call->capacity);
    KmOutput *output = &call->outputs[call->n_outputs++];
    *output = (KmOutput){.name = name};
    return output;
}

void km_give(KmCall *call, const char *name, KmValue value)
{
    add(call, name)->value = value;
}

void km_give_number(KmCall *call, const char *name, double number)
{
    km_give(call, name, km_value(number));
}

void km_give_interval(KmCall *call, KmInterval interval)
{
    km_give_number(call, "lower", interval.low);
    km_give_number(call, "upper", interval.high);
}

void km_give_estimate(KmCall *call, KmEstimate estimate)
{
    km_give(call, "estimate", estimate.estimate);
    km_give(call, "lower", estimate.low);
    km_give(call, "upper", estimate.high);
}

void km_givef(KmCall *call, KmValue value, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *name = km_vformat(call->arena, format, args);
    va_end(args);
    km_give(call, name, value);
}

void km_give_points(KmCall *call, const char *name, const bool *flagged, size_t n)
{
    KmText text = km_text_init(call->arena);
    for (size_t i = 0; i < n; i++) {
        if (flagged[i]) {
            km_text_addf(&text, "%s%zu", text.length == 0 ? "" : " ", i + 1);
        }
    }
    add(call, name)->points = text.bytes;
}

char *km_call_label(const KmCall *call, double number)
{
    return km_format(call->arena, "%.12g", number);
}

char *km_output_text(KmArena *arena, const KmOutput *output)
{
    if (output->points != NULL) {
        return km_format(arena, "idx:%s", output->points);
    }
    switch (output->value.state) {
    case KM_VALUE_UNDEFINED:
        return km_strdup(arena, "NA");
    case KM_VALUE_UNBOUNDED:
        return km_strdup(arena, "Inf");
    case KM_VALUE_DEFINED:
        break;
    }
    return km_format(arena, "%.15g", output->value.number);
}
