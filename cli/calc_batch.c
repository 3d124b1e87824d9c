#include "cli/calc_batch.h"

#include "engine/base/file.h"
#include "importers/reading/csv_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BATCH_BYTES = 64 * 1024 * 1024, MOST_LINE_BYTES = 16 * 1024 * 1024 };

typedef struct {
    const char *id, *method, *inputs;
} Case;

typedef struct {
    KmCli *cli;
    const char *file;
    char *folder;
    int id, method, inputs; /* columns */
    Case *cases;            /* in the order of the file */
    size_t n, capacity;
    size_t *slots; /* open addressing on the id; 0: free, else 1 + index */
    size_t n_slots;
    json_t *out;
    size_t refused;
} Batch;

json_t *km_calc_json(const KmOutput *output, const char *text)
{
    json_t *object = json_pack("{s:s}", "name", output->name);
    json_t *value = json_null();
    if (output->points != NULL) {
        value = json_array();
        char *end = NULL;
        for (const char *at = output->points; *at != '\0'; at = end) {
            (void)json_array_append_new(value, json_integer(strtoll(at, &end, 10)));
        }
    } else if (output->value.state == KM_VALUE_DEFINED) {
        value = json_real(output->value.number);
    } else if (output->value.state == KM_VALUE_UNBOUNDED) {
        value = json_string(text);
    }
    (void)json_object_set_new(object, "value", value);
    if (output->points == NULL && output->value.state == KM_VALUE_UNDEFINED) {
        (void)json_object_set_new(object, "why", json_string(output->value.why));
    }
    return object;
}

static bool slice_is(KmSlice slice, const char *word)
{
    return slice.length == strlen(word) && memcmp(slice.bytes, word, slice.length) == 0;
}

static bool read_header(Batch *batch, KmCsvReader *reader, KmError *err)
{
    KmRecord record;
    int got = km_csv_next(reader, &record, err);
    if (got < 0) {
        return false;
    }
    batch->id = batch->method = batch->inputs = -1;
    for (int i = 0; got == 1 && i < record.n_fields; i++) {
        KmSlice cell = record.fields[i];
        if (i == 0 && cell.length >= 3 && memcmp(cell.bytes, "\xef\xbb\xbf", 3) == 0) {
            cell = (KmSlice){.bytes = cell.bytes + 3, .length = cell.length - 3};
        }
        batch->id = slice_is(cell, "case_id") ? i : batch->id;
        batch->method = slice_is(cell, "method") ? i : batch->method;
        batch->inputs = slice_is(cell, "inputs") ? i : batch->inputs;
    }
    return (batch->id >= 0 && batch->method >= 0 && batch->inputs >= 0) ||
           km_error_at(err, KM_ERROR_INPUT, batch->file, 1, 0,
                       "the header must name the columns case_id, method and inputs, separated by "
                       "commas");
}

static size_t hash(const char *text)
{
    size_t h = 1469598103934665603u;
    for (; *text != '\0'; text++) {
        h = (h ^ (unsigned char)*text) * 1099511628211u;
    }
    return h;
}

/* The slot of this id: its own, or the free one where it goes. */
static size_t *slot_of(const Batch *batch, const char *id)
{
    size_t i = hash(id) & (batch->n_slots - 1);
    while (batch->slots[i] != 0 && strcmp(batch->cases[batch->slots[i] - 1].id, id) != 0) {
        i = (i + 1) & (batch->n_slots - 1);
    }
    return &batch->slots[i];
}

static void make_room(Batch *batch)
{
    if (2 * (batch->n + 1) <= batch->n_slots) {
        return;
    }
    batch->n_slots = batch->n_slots == 0 ? 1024 : 4 * batch->n_slots;
    batch->slots = KM_NEW_ARRAY(batch->cli->arena, size_t, batch->n_slots);
    for (size_t i = 0; i < batch->n; i++) {
        *slot_of(batch, batch->cases[i].id) = i + 1;
    }
}

static void complain(Batch *batch, int64_t line, const char *id, KmError *err)
{
    batch->refused++;
    (void)snprintf(err->file, sizeof err->file, "%s", batch->file);
    err->line = line;
    if (batch->cli->json) {
        json_t *refusal = json_pack("{s:s, s:I, s:s}", "case_id", id, "line", (json_int_t)line,
                                    "refused", err->message);
        (void)json_array_append_new(batch->out, refusal);
        return;
    }
    (void)km_error_context(err, "case %s", id);
    km_print_error(batch->cli, err);
}

static void give(Batch *batch, const Case *c, const KmCall *call)
{
    KmArena *arena = call->arena;
    json_t *outputs = json_array();
    KmText lines = km_text_init(arena);
    for (size_t i = 0; i < call->n_outputs; i++) {
        const KmOutput *o = &call->outputs[i];
        const char *text = km_output_text(arena, o);
        km_text_add_csv(&lines, c->id, ',');
        km_text_add_char(&lines, ',');
        km_text_add_csv(&lines, o->name, ',');
        km_text_addf(&lines, ",%s\n", text);
        if (o->points == NULL && o->value.state == KM_VALUE_UNDEFINED) {
            km_say(batch->cli, "%s: %s is not defined, because %s\n", c->id, o->name, o->value.why);
        }
        (void)json_array_append_new(outputs, km_calc_json(o, text));
    }
    km_print(batch->cli, "%s", lines.bytes);
    (void)json_array_append_new(batch->out, json_pack("{s:s, s:s, s:o}", "case_id", c->id, "method",
                                                      c->method, "outputs", outputs));
}

static void take_case(Batch *batch, int64_t line, const Case *c)
{
    KmError err = {0};
    make_room(batch);
    size_t *slot = slot_of(batch, c->id);
    if (*slot != 0) {
        const Case *same = &batch->cases[*slot - 1];
        if (strcmp(same->method, c->method) != 0 || strcmp(same->inputs, c->inputs) != 0) {
            (void)km_error_set(&err, KM_ERROR_INPUT,
                               "case %.60s stands above with another method or other inputs",
                               c->id);
            complain(batch, line, c->id, &err);
        }
        return;
    }
    KM_GROW(batch->cli->arena, batch->cases, batch->n, batch->capacity);
    batch->cases[batch->n++] = *c;
    *slot = batch->n;
    KmArena *scratch = km_arena_open();
    KmCall *call;
    if (km_calc(scratch, c->method, c->inputs, batch->folder, &call, &err)) {
        give(batch, c, call);
    } else {
        complain(batch, line, c->id, &err);
    }
    km_arena_close(scratch);
}

static char *copy(const Batch *batch, KmSlice cell)
{
    return km_strndup(batch->cli->arena, cell.bytes, cell.length);
}

static bool read_cases(Batch *batch, KmCsvReader *reader, KmError *err)
{
    KmRecord record;
    int got;
    while ((got = km_csv_next(reader, &record, err)) == 1) {
        if (km_interrupted()) {
            return km_error_set(err, KM_ERROR_INTERRUPTED, "stopped");
        }
        int most = batch->id > batch->method ? batch->id : batch->method;
        most = batch->inputs > most ? batch->inputs : most;
        if (record.broken != 0 || record.n_fields <= most) {
            KmError cell = {0};
            (void)km_error_set(&cell, KM_ERROR_INPUT, "%s",
                               record.broken != 0 ? "the quoting of this line is wrong"
                                                  : "this line has too few cells; inputs with a "
                                                    "comma stand between double quotes");
            complain(batch, record.line, "?", &cell);
            continue;
        }
        Case c = {.id = copy(batch, record.fields[batch->id]),
                  .method = copy(batch, record.fields[batch->method]),
                  .inputs = copy(batch, record.fields[batch->inputs])};
        take_case(batch, record.line, &c);
    }
    return got == 0;
}

static ssize_t read_input(void *self, char *into, size_t room, KmError *err)
{
    (void)self;
    ssize_t n = read(STDIN_FILENO, into, room);
    if (n < 0) {
        (void)km_error_set(err, KM_ERROR_SYSTEM, "standard input cannot be read");
    }
    return n;
}

static char *folder_of(KmArena *arena, const char *path)
{
    size_t length = (size_t)(km_path_base(path) - path);
    return length == 0 ? km_strdup(arena, ".") : km_strndup(arena, path, length);
}

int km_calc_batch(KmCli *cli, const char *path)
{
    bool input = strcmp(path, "-") == 0;
    KmBytes bytes = {0};
    if (!input && !km_file_read(cli->arena, path, MOST_BATCH_BYTES, &bytes, &cli->err)) {
        return -1;
    }
    Batch batch = {.cli = cli,
                   .file = input ? "standard input" : path,
                   .folder = folder_of(cli->arena, path),
                   .out = json_array()};
    KmMemorySource memory = {.bytes = {.bytes = bytes.bytes, .length = bytes.length},
                             .chunk = 64 * 1024};
    KmByteSource source = input ? (KmByteSource){.read = read_input} : km_memory_source(&memory);
    KmCsvOptions options = {.file = batch.file, .separator = ',', .most_bytes = MOST_LINE_BYTES};
    KmCsvReader *reader = km_csv_open(cli->arena, source, &options);
    bool well = read_header(&batch, reader, &cli->err);
    if (well) {
        km_print(cli, "case_id,output_name,value\n");
        well = read_cases(&batch, reader, &cli->err);
    }
    km_csv_close(reader);
    (void)json_object_set_new(cli->result, "cases", batch.out);
    if (!well) {
        return -1;
    }
    if (batch.refused > 0) {
        km_say(cli, "%zu of %zu cases were refused\n", batch.refused, batch.n);
    }
    return batch.refused > 0 ? 1 : 0;
}
