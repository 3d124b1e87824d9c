/* One cell into one value. Each conversion returns the rule that the cell breaks, or KM_RULE_NONE.
 * No function here keeps or prints what it reads. */
#ifndef IMPORTERS_FIELDS_FIELD_H
#define IMPORTERS_FIELDS_FIELD_H

#include "engine/base/date.h"
#include "importers/findings/rules.h"
#include "importers/reading/csv_reader.h"

/* Decided for the whole file, never per cell. */
typedef enum { KM_DATES_DAY_FIRST, KM_DATES_MONTH_FIRST } KmDateOrder;

/* Without spaces (NBSP too), a spreadsheet's leading apostrophe, and ="…" around it. */
KmSlice km_slice_trim_ends(KmSlice cell);
static inline bool km_byte_stays(char byte)
{
    return byte > ' ' && byte != '\'' && byte != '=' && (unsigned char)byte < 0x80;
}
/* The same: nearly all cells stay as they are. */
static inline KmSlice km_slice_trim(KmSlice cell)
{
    bool stays = cell.length == 0 ||
                 (km_byte_stays(cell.bytes[0]) && km_byte_stays(cell.bytes[cell.length - 1]));
    return stays ? cell : km_slice_trim_ends(cell);
}
/* "" - n.v.t. nvt onbekend NULL #N/B #N/A … */
bool km_field_is_missing(KmSlice cell);
/* Whether a cell that begins with this byte may be missing, by either of the two. */
bool km_field_may_be_missing(char first);
/* Missing for free text: only "", "-" and ".". */
bool km_field_is_empty(KmSlice cell);

/* 3-4-2026, 03/04/2026, 2026-04-03, 20260403, each with an optional time of that day. The year 9999
 * gives KM_DATE_OPEN. */
KmRule km_field_date(KmSlice cell, KmDateOrder order, KmDate *ret_date);
/* What a cell tells about the file's date order: 'd' day first, 'm' month first, '?' both possible
 * with `-` or `.`, '/' both possible with `/`, 'i' ISO, 'c' jjjjmmdd, 'w' with the name of a month,
 * '\0' no date. */
char km_field_date_evidence(KmSlice cell);

/* 15-03-24, a date with a year of two digits, the latest such year up to `last_year`. */
KmRule km_field_short_date(KmSlice cell, KmDateOrder order, int last_year, KmDate *ret_date);
/* As km_field_date_evidence for dates with a year of two digits; whether the year can only be the
 * last part (24-03-15 may begin with it). */
char km_field_short_date_evidence(KmSlice cell, bool *ret_year_last);
/* Day, month and the two digits of the year of 1-sep-25; false when it is no such date. */
bool km_field_worded_parts(KmSlice cell, int ret_day_month_year[3]) KM_MUST_USE;
/* 16 juli 2010, 16-jul-2010 */
KmRule km_field_worded_date(KmSlice cell, KmDate *ret_date);

/* 16,5 16.5 1.234,50 1 234,5 1'234 1e3; `decimal` settles 1.234. */
KmRule km_field_number(KmSlice cell, char decimal, double *ret_value);
/* ',' or '.' when the cell shows which is the decimal sign, '?' for 1.234, which may have groups or
 * a fraction, else '\0'. */
char km_field_decimal_evidence(KmSlice cell);
char km_field_money_evidence(KmSlice cell); /* … of an amount */
/* As a number, and 16:30 16u 16u30 "16 uur". */
KmRule km_field_hours(KmSlice cell, char decimal, double *ret_value);
/* A number without a fraction: 40 and 40,0; 1.234 and 1,234 are a thousand. */
KmRule km_field_integer(KmSlice cell, char decimal, int64_t *ret_value);
/* 1,11222E+08: a spreadsheet has dropped digits that nobody can give back. */
bool km_field_lost_digits(KmSlice cell);
static inline bool km_field_is_damaged(KmSlice cell)
{
    return cell.length >= 6 && (cell.bytes[1] == ',' || cell.bytes[1] == '.') &&
           km_field_lost_digits(cell);
}
/* € 1.234,50, € 95,-, EUR 95, 95; a cell may hold the euro sign of UTF-8, Windows-1252 or Latin-9.
 */
KmRule km_field_money(KmSlice cell, char decimal, double *ret_value);
/* 75%, 75, 7,5 and, when the column is written as parts of one, 0,75: 0 … 100. A sign is a decimal
 * sign here, whatever the file. */
KmRule km_field_percent(KmSlice cell, bool of_one, double *ret_value);
/* What a cell without % tells about the scale of its column: '1' between 0 and 1, 'h' above 1, '?'
 * just 1, '\0' nothing. */
char km_field_percent_evidence(KmSlice cell);
/* A number of units, which a deliverer may have hidden when it is small. */
typedef struct {
    int64_t min, max;
} KmCount;
/* 12 is 12 … 12, <5 is 1 … 4, 1-4 is 1 … 4. */
KmRule km_field_small_count(KmSlice cell, char decimal, KmCount *ret_count);

/* 03-2025, 2025-03, 202503, mrt-25, maart 2025, 2025MM03 (CBS), or a date: the first of the month.
 */
KmRule km_field_month(KmSlice cell, KmDateOrder order, KmDate *ret_date);
enum { KM_SCHOOL_YEAR_BYTES = 10 };
/* "2025-2026" out of 2025-2026, 2025/26, 25/26. */
KmRule km_field_school_year(KmSlice cell, char ret_year[KM_SCHOOL_YEAR_BYTES]);
/* The day number of a spreadsheet, 20000 (1954) … 73050 (2099). */
KmRule km_field_serial(KmSlice cell, KmDate *ret_date);

typedef enum { KM_PERSON_BSN, KM_PERSON_ONDERWIJSNUMMER } KmPersonKind;
/* Nine digits that pass their test; eight get their zero back. KM_RULE_PERSON_ODD still gives the
 * number. */
KmRule km_field_person(KmSlice cell, uint32_t *ret_number, KmPersonKind *ret_kind);
/* 32 hex digits. */
KmRule km_field_pseudonym(KmSlice cell, uint8_t ret_bytes[16]);

/* "00AP00"; the site number from `branch` when the BRIN has four characters ("" gives 00).
 * KM_RULE_BRANCH_INVALID and KM_RULE_BRANCH_OTHER are about that cell: it is no site number, or one
 * of another site than the BRIN says. */
KmRule km_field_brin(KmSlice cell, KmSlice branch, char ret_brin[7]);
/* "00AP00", or "00AP" for the school with all its sites. */
KmRule km_field_school(KmSlice cell, char ret_brin[7]);
/* "100A200", "100X200" out of 100 a 200. */
KmRule km_field_rio(KmSlice cell, char ret_rio[8]);
/* Digits; KM_RULE_LRK_ODD (7, 8, 10–12 digits) still gives the number. */
KmRule km_field_lrk(KmSlice cell, char ret_lrk[16]);
/* "2312AB" out of 2312 AB, 2312_ab. */
KmRule km_field_postcode(KmSlice cell, char ret_pc6[7]);
/* "WK054603" out of WK054603, 054603, 54603; `digits` 6. */
KmRule km_field_region(KmSlice cell, const char *prefix, int digits, char ret_code[16]);
bool km_field_has_control(KmSlice cell);
/* What a spreadsheet shows where it has no value, or NULL: "#####" (the column was too narrow),
 * "#REF!", "#WAARDE!" … */
const char *km_field_sheet_error(KmSlice cell);
/* What a text that people write seems to hold, or NULL: "an e-mail address", "a telephone number"
 * (ten digits from 0, or a country's number before them), "a citizen service number" (nine digits
 * that pass their test; eight when in one piece). Digits may be split by spaces, dots, hyphens,
 * slashes or brackets; days and school years are left alone. */
const char *km_field_personal_kind(KmSlice text);

/* What may be said about a value that must not be shown: what it is made of and how many
 * characters it has, "digits 8", "letters+digits+spaces 16", "date 10" (of its form), "letters+date
 * 22" (a date among words), or "empty". */
enum { KM_VALUE_CLASS_BYTES = 48 };
void km_value_class(KmSlice cell, char ret_class[KM_VALUE_CLASS_BYTES]);

#endif
