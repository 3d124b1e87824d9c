#include "reports/workbook/sheet.h"

#include <ctype.h>
#include <string.h>

#include "engine/base/text.h"

enum { NAME_LENGTH = 31, WRAP_FROM = 40 };

static lxw_format *new_format(KmBook *book, const char *number)
{
    lxw_format *format = workbook_add_format(book->book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (number != NULL) {
        format_set_num_format(format, number);
    }
    return format;
}

void km_book_formats(KmBook *book)
{
    static const char *const shares[] = {"0%", "0.0%", "0.00%", "0.000%", "0.0000%"};
    static const char *const numbers[] = {"#,##0", "#,##0.0", "#,##0.00", "#,##0.000",
                                          "#,##0.0000"};
    book->title = new_format(book, NULL);
    format_set_bold(book->title);
    format_set_font_size(book->title, 16);
    book->header = new_format(book, NULL);
    format_set_bold(book->header);
    book->text = new_format(book, "@");
    book->wrap = new_format(book, "@");
    format_set_text_wrap(book->wrap);
    book->link = workbook_get_default_url_format(book->book);
    book->integer = new_format(book, numbers[0]);
    for (size_t i = 0; i <= KM_SHEET_DECIMALS; i++) {
        book->share[i] = new_format(book, shares[i]);
        book->points[i] =
            new_format(book, km_format(book->arena, "%s\" procentpunt\"", numbers[i]));
        book->number[i] = new_format(book, numbers[i]);
    }
}

static bool is_taken(const KmBook *book, const char *name)
{
    for (size_t i = 0; i < book->n_names; i++) {
        if (strcasecmp(book->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

const char *km_sheet_name(KmBook *book, const char *wanted)
{
    char *name = km_format(book->arena, "%.*s", NAME_LENGTH, wanted);
    for (char *c = name; *c != '\0'; c++) {
        if (strchr("[]:*?/\\'", *c) != NULL) {
            *c = ' ';
        }
    }
    for (int i = 2; is_taken(book, name); i++) {
        name = km_format(book->arena, "%.27s %d", wanted, i);
    }
    KM_GROW(book->arena, book->names, book->n_names, book->names_capacity);
    book->names[book->n_names++] = name;
    return name;
}

static void note(KmSheet *sheet, lxw_error error)
{
    if (sheet->failed == LXW_NO_ERROR) {
        sheet->failed = error;
    }
}

KmSheet km_sheet_begin(KmBook *book, const char *name, const KmSheetColumn *columns,
                       size_t n_columns)
{
    KmSheet sheet = {
        .book = book, .name = name, .columns = columns, .n_columns = (uint16_t)n_columns, .row = 1};
    sheet.sheet = workbook_add_worksheet(book->book, name);
    if (sheet.sheet == NULL) {
        sheet.failed = LXW_ERROR_MEMORY_MALLOC_FAILED;
        return sheet;
    }
    for (uint16_t c = 0; c < sheet.n_columns; c++) {
        note(&sheet, worksheet_set_column(sheet.sheet, c, c, columns[c].width, NULL));
    }
    worksheet_freeze_panes(sheet.sheet, 1, 1);
    worksheet_set_landscape(sheet.sheet);
    worksheet_set_paper(sheet.sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet.sheet, 1, 0);
    note(&sheet, worksheet_repeat_rows(sheet.sheet, 0, 0));
    return sheet;
}

int km_sheet_lines(const char *text, double width)
{
    return 1 + (int)((double)km_utf8_length(text) / (width * 0.95));
}

double km_sheet_height(int lines)
{
    return 15.0 * (double)lines;
}

void km_sheet_text(KmSheet *sheet, const char *text)
{
    bool wide = sheet->columns[sheet->column].width >= WRAP_FROM;
    if (sheet->failed == LXW_NO_ERROR) {
        note(sheet, worksheet_write_string(sheet->sheet, sheet->row, sheet->column, text,
                                           wide ? sheet->book->wrap : sheet->book->text));
    }
    if (wide) {
        int lines = km_sheet_lines(text, sheet->columns[sheet->column].width);
        sheet->lines = lines > sheet->lines ? lines : sheet->lines;
    }
    sheet->column++;
}

void km_sheet_link(KmSheet *sheet, const char *target, const char *text)
{
    if (sheet->failed == LXW_NO_ERROR) {
        note(sheet,
             worksheet_write_url_opt(sheet->sheet, sheet->row, sheet->column,
                                     km_format(sheet->book->arena, "internal:'%s'!A1", target),
                                     sheet->book->link, text, NULL));
    }
    sheet->column++;
}

typedef struct {
    double value; /* mantissa over a power of ten: the double nearest to what is printed */
    int decimals;
    bool is_share, is_points;
} Printed;

static bool read_printed(const char *shown, Printed *ret_printed)
{
    static const char minus[] = "−";
    static const double tens[] = {1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6};
    size_t sign = shown[0] == '-'                                ? 1
                  : strncmp(shown, minus, sizeof minus - 1) == 0 ? sizeof minus - 1
                                                                 : 0;
    bool negative = sign > 0;
    const char *c = shown + sign;
    Printed p = {.decimals = -1};
    int digits = 0;
    for (; isdigit((unsigned char)*c) || *c == '.' || *c == ','; c++) {
        if (*c == ',') {
            p.decimals = 0;
        } else if (*c != '.') {
            p.value = p.value * 10.0 + (double)(*c - '0');
            p.decimals += p.decimals >= 0;
            digits++;
        }
    }
    p.is_share = *c == '%';
    p.is_points = km_text_starts_with(c, " procentpunt");
    c += p.is_share ? 1 : p.is_points ? strlen(" procentpunt") : 0;
    p.decimals = p.decimals < 0 ? 0 : p.decimals;
    if (*c != '\0' || digits == 0 || digits > 15 || p.decimals > KM_SHEET_DECIMALS) {
        return false;
    }
    p.value /= tens[p.decimals + (p.is_share ? 2 : 0)];
    p.value = negative ? -p.value : p.value;
    *ret_printed = p;
    return true;
}

bool km_sheet_number(KmSheet *sheet, const char *shown)
{
    Printed p;
    if (!read_printed(shown, &p)) {
        return false;
    }
    lxw_format *format = p.is_share    ? sheet->book->share[p.decimals]
                         : p.is_points ? sheet->book->points[p.decimals]
                                       : sheet->book->number[p.decimals];
    if (sheet->failed == LXW_NO_ERROR) {
        note(sheet,
             worksheet_write_number(sheet->sheet, sheet->row, sheet->column, p.value, format));
    }
    sheet->column++;
    return true;
}

void km_sheet_next(KmSheet *sheet)
{
    if (sheet->lines > 1 && sheet->failed == LXW_NO_ERROR) {
        note(sheet,
             worksheet_set_row(sheet->sheet, sheet->row, km_sheet_height(sheet->lines), NULL));
    }
    sheet->row++;
    sheet->column = 0;
    sheet->lines = 0;
}

bool km_sheet_end(KmSheet *sheet, KmError *err)
{
    lxw_table_column columns[KM_SHEET_COLUMNS];
    lxw_table_column *pointers[KM_SHEET_COLUMNS + 1] = {NULL};
    for (uint16_t c = 0; c < sheet->n_columns; c++) {
        columns[c] =
            (lxw_table_column){.header = km_strdup(sheet->book->arena, sheet->columns[c].header),
                               .header_format = sheet->book->header};
        pointers[c] = &columns[c];
    }
    lxw_table_options options = {
        .columns = pointers, .style_type = LXW_TABLE_STYLE_TYPE_LIGHT, .style_type_number = 1};
    if (sheet->failed == LXW_NO_ERROR) {
        note(sheet, worksheet_add_table(sheet->sheet, 0, 0, sheet->row - 1,
                                        (lxw_col_t)(sheet->n_columns - 1), &options));
    }
    return sheet->failed == LXW_NO_ERROR ||
           km_error_set(err, KM_ERROR_SYSTEM, "cannot make the sheet '%s': %s", sheet->name,
                        lxw_strerror(sheet->failed));
}
