#include "cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

void km_catch_interrupts(void)
{
    struct sigaction action = {.sa_handler = on_interrupt};
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    /* A reader that went away is a write error like any other. */
    (void)signal(SIGPIPE, SIG_IGN);
}

bool km_interrupted(void)
{
    return interrupted != 0;
}

void km_print(KmCli *cli, const char *format, ...)
{
    if (cli->json) {
        return;
    }
    va_list args;
    va_start(args, format);
    /* A failed write is noticed once, by km_finish_output. */
    (void)vprintf(format, args);
    va_end(args);
}

void km_say(KmCli *cli, const char *format, ...)
{
    if (cli->json || cli->quiet) {
        return;
    }
    va_list args;
    va_start(args, format);
    (void)vfprintf(stderr, format, args);
    va_end(args);
}

static bool has_colour(void)
{
    const char *no = getenv("NO_COLOR");
    return (no == NULL || no[0] == '\0') && isatty(STDERR_FILENO) == 1;
}

static json_t *error_json(const KmError *err)
{
    json_t *object = json_pack("{s:s, s:s, s:i}", "kind", km_error_kind_name(err->kind), "message",
                               err->message, "exit_code", km_error_exit_code(err->kind));
    if (err->hint[0] != '\0') {
        (void)json_object_set_new(object, "hint", json_string(err->hint));
    }
    if (err->file[0] != '\0') {
        json_t *where = json_pack("{s:s, s:I, s:i}", "file", err->file, "line",
                                  (json_int_t)err->line, "column", err->column);
        (void)json_object_set_new(object, "where", where);
    }
    json_t *context = json_array();
    for (int i = 0; i < err->n_contexts; i++) {
        (void)json_array_append_new(context, json_string(err->context[i]));
    }
    (void)json_object_set_new(object, "context", context);
    return object;
}

void km_print_error(KmCli *cli, const KmError *err)
{
    if (cli->json) {
        (void)json_object_set_new(cli->result, "error", error_json(err));
        return;
    }
    KmText text = km_text_init(cli->arena);
    bool colour = has_colour();
    km_text_addf(&text, "%skansmeter: ", colour ? "\033[1m" : "");
    if (err->file[0] != '\0') {
        km_text_add_terminal(&text, err->file, 200);
        if (err->line > 0) {
            km_text_addf(&text, ", line %lld", (long long)err->line);
        }
        if (err->column > 0) {
            km_text_addf(&text, ", column %d", err->column);
        }
        km_text_add(&text, ": ");
    }
    km_text_add_terminal(&text, err->message, 700);
    km_text_addf(&text, "%s\n", colour ? "\033[0m" : "");
    for (int i = 0; i < err->n_contexts; i++) {
        km_text_add(&text, "  ");
        km_text_add_terminal(&text, err->context[i], 200);
        km_text_add(&text, "\n");
    }
    if (err->hint[0] != '\0') {
        km_text_add(&text, "  → ");
        km_text_add_terminal(&text, err->hint, 320);
        km_text_add(&text, "\n");
    }
    (void)fputs(text.bytes, stderr);
}

bool km_finish_output(KmCli *cli, KmError *err)
{
    (void)cli;
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        return km_error_set(err, KM_ERROR_SYSTEM, "the output could not be written in full: %s",
                            strerror(errno));
    }
    return true;
}

typedef struct {
    struct timespec start;
    bool shown;
    bool wanted;
} Bar;

static Bar bar;

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static bool draw(void *self, const char *what, int64_t done, int64_t of)
{
    (void)self;
    if (interrupted != 0) {
        return false;
    }
    if (bar.wanted && seconds_since(&bar.start) > 0.5) {
        bar.shown = true;
        if (of > 0) {
            (void)fprintf(stderr, "\r\033[K%3lld%% %.60s", (long long)(100 * done / of), what);
        } else {
            (void)fprintf(stderr, "\r\033[K%.70s", what);
        }
        (void)fflush(stderr);
    }
    return true;
}

KmProgress km_progress_open(KmCli *cli)
{
    bar = (Bar){.wanted = !cli->quiet && !cli->json && isatty(STDERR_FILENO) == 1};
    (void)clock_gettime(CLOCK_MONOTONIC, &bar.start);
    return (KmProgress){.self = cli, .step = draw};
}

void km_progress_close(KmCli *cli)
{
    (void)cli;
    if (bar.shown) {
        (void)fputs("\r\033[K", stderr);
        bar.shown = false;
    }
}

KmTable km_table_new(KmCli *cli, const char *const *headers, size_t n_columns)
{
    return (KmTable){.arena = cli->arena, .headers = headers, .n_columns = n_columns};
}

void km_table_add(KmTable *table, const char *cell)
{
    KM_GROW(table->arena, table->cells, table->n_cells, table->capacity);
    table->cells[table->n_cells++] = cell;
}

void km_table_heading(KmTable *table, const char *text)
{
    km_table_add(table, text);
    for (size_t c = 1; c < table->n_columns; c++) {
        km_table_add(table, NULL);
    }
}

static bool is_heading(const KmTable *table, size_t row)
{
    return table->n_columns > 1 && table->cells[row * table->n_columns + 1] == NULL;
}

static void print_cell(KmText *line, const char *cell, size_t width, bool right, bool last)
{
    size_t shown = km_utf8_length(cell);
    size_t pad = width > shown ? width - shown : 0;
    for (size_t i = 0; right && i < pad; i++) {
        km_text_add_char(line, ' ');
    }
    km_text_add(line, cell);
    for (size_t i = 0; !right && !last && i < pad; i++) {
        km_text_add_char(line, ' ');
    }
}

static void print_row(KmCli *cli, const KmTable *table, const char *const *cells,
                      const size_t *widths)
{
    KmText line = km_text_init(table->arena);
    for (size_t c = 0; c < table->n_columns; c++) {
        bool right = table->headers[c][0] == '>';
        print_cell(&line, cells[c], widths[c], right, c + 1 == table->n_columns);
        if (c + 1 < table->n_columns) {
            km_text_add(&line, "  ");
        }
    }
    km_print(cli, "%s\n", line.bytes);
}

void km_table_print(KmCli *cli, const KmTable *table)
{
    size_t *widths = KM_NEW_ARRAY(table->arena, size_t, table->n_columns);
    const char **headers = KM_NEW_ARRAY(table->arena, const char *, table->n_columns);
    for (size_t c = 0; c < table->n_columns; c++) {
        headers[c] = table->headers[c] + (table->headers[c][0] == '>');
        widths[c] = km_utf8_length(headers[c]);
        for (size_t i = c; i < table->n_cells; i += table->n_columns) {
            if (is_heading(table, i / table->n_columns)) {
                continue;
            }
            size_t shown = km_utf8_length(table->cells[i]);
            widths[c] = shown > widths[c] ? shown : widths[c];
        }
    }
    print_row(cli, table, headers, widths);
    for (size_t i = 0; i + table->n_columns <= table->n_cells; i += table->n_columns) {
        if (is_heading(table, i / table->n_columns)) {
            km_print(cli, "%s\n", table->cells[i]);
        } else {
            print_row(cli, table, table->cells + i, widths);
        }
    }
}
