/*
 * A CSV file in the dialect of one deliverer. Texts come in as UTF-8. The line counter counts
 * physical lines, as a clerk with an editor would.
 */
#ifndef STAD_SHEET_H
#define STAD_SHEET_H

#include "stad/tools/date.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum { ENCODING_CP1252, ENCODING_UTF8, ENCODING_UTF8_BOM } Encoding;
typedef enum { DATES_DMY, DATES_ISO, DATES_COMPACT } DateStyle;
typedef enum { HOURS_DECIMAL, HOURS_CLOCK_MIXED } HourStyle;

typedef struct {
    char separator;
    Encoding encoding;
    DateStyle dates;
    char decimal;
    bool unix_lines;
    bool sep_line;
    bool quote_all;
    HourStyle hours;
    int empty_columns; /* behind the last one, as spreadsheets leave them */
} Dialect;

typedef struct {
    Dialect dialect;
    char path[512];
    char *bytes;
    size_t length;
    size_t capacity;
    size_t row_start;
    long line;     /* physical line the next row starts on */
    long row_line; /* physical line the last finished row started on */
    int column;
    long unnumbered; /* rows about a child without its number */
} Sheet;

/* `; Windows-1252 CRLF dd-mm-jjjj decimal comma`: what most systems export. */
extern const Dialect usual_dialect;

/* UTF-8, comma, ISO dates: for files that programs read. */
extern const Dialect plain_dialect;

Sheet sheet_open(const Dialect *dialect, const char *directory, const char *file_name);
void sheet_header(Sheet *sheet, const char *const *names, size_t count);
void sheet_text(Sheet *sheet, const char *text);
void sheet_number(Sheet *sheet, long number);
void sheet_day(Sheet *sheet, Day day);        /* NEVER: empty */
void sheet_hours(Sheet *sheet, int quarters); /* quarter hours */
void sheet_empty(Sheet *sheet, int fields);
void sheet_end_row(Sheet *sheet);
void sheet_repeat_row(Sheet *sheet); /* the same bytes once more */
void sheet_close(Sheet *sheet);      /* writes the file */

/* The file's name without its directories. */
const char *sheet_name(const Sheet *sheet);

/* Makes a directory unless it is there. */
void make_directory(const char *path);

#endif
