/* C10 from the attendance office: every quarter the reports that held on one of its days. */
#include "stad/school/model.h"

#include <stdio.h>

enum {
    STRANGER = 990000059,
    NEWCOMER = 990000242,     /* … */
    NEWCOMER_OLD = 100000065, /* and the onderwijsnummer that the child had before */
    NUMBERED_ROUND = 8,
    COLUMNS = 11,
    REMARKS_ROUND = 6
};

static const Dialect office_dialect = {.separator = ';',
                                       .encoding = ENCODING_CP1252,
                                       .dates = DATES_DMY,
                                       .decimal = ',',
                                       .hours = HOURS_CLOCK_MIXED};

/* With a space that does not break in one of the names. */
static const char *const names[COLUMNS + 1] = {"BSN",
                                               "Meldingnummer",
                                               "Soort verzuim",
                                               ("Datum\xC2\xA0"
                                                "begin"),
                                               "Datum einde",
                                               "Uren ongeoorloofd",
                                               "BRIN6",
                                               "Datum melding",
                                               "Reden einde",
                                               "Startkwalificatie",
                                               "Bestemming na uitstroom",
                                               "Toelichting"};

static bool has_remarks(const Round *round)
{
    return round->index == REMARKS_ROUND;
}

static const char *kind_word(const Round *round, AbsenceKind kind)
{
    static const char *const words[2][ABSENCE_LEFT + 1] = {
        {"absoluut", "relatief", "langdurig-relatief", "luxe", "vrijstelling-5a", "ziekte", "vsv"},
        {"absoluut verzuim", "16-uursmelding", "LRV", "luxeverzuim", "5a", "M@ZL",
         "voortijdig schoolverlater"},
    };

    return words[round->index % 2][kind];
}

typedef struct {
    const char *brin; /* NULL: as it is */
    bool other_reason;
} Variant;

static void write_absence(Sheet *sheet, const Round *round, size_t number, Variant variant)
{
    static const char *const reasons[] = {
        "terug-school", "andere school", "vrijstelling", "zorg", "18 jaar", "overig", ""};
    static const char *const destinations[] = {"werk", "mbo", "geen", "", "dagbesteding"};
    const City *city = round->city;
    const Absence *absence = &city->school_area->absences.items[number];
    bool has_ended = absence->to != NEVER && absence->to - 1 <= round->quarter.last;
    bool has_hours = absence->kind == ABSENCE_RELATIVE || absence->kind == ABSENCE_LONG ||
                     absence->kind == ABSENCE_HOLIDAY;
    Day told = absence->from + (Day)(number % 9U);
    char text[24];

    put_bsn(sheet, city->children.items[absence->child].bsn);
    (void)snprintf(text, sizeof text, "M%06zu", 200003U + number * 7U);
    sheet_text(sheet, text);
    sheet_text(sheet, kind_word(round, absence->kind));
    sheet_day(sheet, absence->from);
    put_known_end(sheet, absence->to, round->quarter.last);
    if (has_hours) {
        sheet_hours(sheet, absence->quarter_hours);
    } else {
        sheet_empty(sheet, 1);
    }
    sheet_text(sheet, variant.brin != NULL       ? variant.brin
                      : absence->site == NO_SITE ? ""
                                                 : city->sites[absence->site].brin);
    sheet_day(sheet, told <= round->quarter.last ? told : NEVER);
    sheet_text(sheet, !has_ended             ? ""
                      : variant.other_reason ? "verhuisd"
                                             : reasons[absence->end_reason]);
    sheet_text(sheet, absence->kind != ABSENCE_LEFT ? "" : absence->qualified ? "J" : "N");
    sheet_text(sheet,
               absence->kind == ABSENCE_LEFT ? destinations[absence_destination(number)] : "");
    if (has_remarks(round)) {
        sheet_text(sheet, number % 11 == 0 ? "Gesprek gehad; moeder belt\n\"na de vakantie\"" : "");
    }
    sheet_end_row(sheet);
}

static void note(const Round *round, const Sheet *sheet, const char *defect, const char *expected)
{
    flaws_note(round->flaws, round->quarter.name, sheet, defect, expected);
}

static void write_with_flaws(Sheet *sheet, const Round *round, size_t number)
{
    const Absence *absence = &round->city->school_area->absences.items[number];
    bool has_ended = absence->to != NEVER && absence->to - 1 <= round->quarter.last;
    uint32_t chance = scattered(number * 13U + (size_t)round->index);

    if (chance % 97 == 0 && has_ended) {
        write_absence(sheet, round, number, (Variant){.other_reason = true});
        write_absence(sheet, round, number, (Variant){NULL, false});
        note(round, sheet, "same key, other value: this later row wins", "remarked");
        return;
    }
    if (chance % 151 == 2 && absence->site != NO_SITE) {
        write_absence(sheet, round, number, (Variant){.brin = "12A500"});
        note(round, sheet, "a BRIN that cannot be", "remarked:brin-invalid");
        return;
    }
    write_absence(sheet, round, number, (Variant){NULL, false});
    if (chance % 131 == 1) {
        sheet_repeat_row(sheet);
        note(round, sheet, "exact duplicate of the row before", "duplicate");
    } else if (absence->kind == ABSENCE_SICK && number % 7 == 0) {
        note(round, sheet, "a report of sick leave: it counts in no figure of absence", "accepted");
    } else if (absence->repeats && number % 13 == 0) {
        note(round, sheet, "the same episode, reported again after four weeks: one episode",
             "accepted");
    } else if (absence->kind == ABSENCE_LEFT && absence->definitive_only && number % 2 == 0) {
        note(round, sheet, "an early leaver that was not in the files of the year before",
             "accepted");
    }
}

static void write_stranger(Sheet *sheet, const Round *round, long number, const char *report,
                           const char *brin)
{
    int year, month, date;
    char day[11];

    civil_of(round->quarter.first + 11, &year, &month, &date);
    (void)snprintf(day, sizeof day, "%02u-%02u-%04u", (unsigned)date % 100U, (unsigned)month % 100U,
                   (unsigned)year % 10000U);
    sheet_number(sheet, number);
    sheet_text(sheet, report);
    sheet_text(sheet, "absoluut");
    sheet_text(sheet, day);
    sheet_empty(sheet, 2);
    sheet_text(sheet, brin);
    sheet_empty(sheet, COLUMNS - 7 + has_remarks(round));
    sheet_end_row(sheet);
}

/* The table for `key link`. */
void absences_number_changes(const char *directory)
{
    static const char *const header[] = {"oud nummer", "nieuw nummer"};
    Sheet sheet = sheet_open(&office_dialect, directory, "nieuwe-nummers.csv");

    sheet_header(&sheet, header, 2);
    sheet_number(&sheet, NEWCOMER_OLD);
    sheet_number(&sheet, NEWCOMER);
    sheet_end_row(&sheet);
    sheet_close(&sheet);
}

/* About children who live in another place, whom a school of the city reported. */
static void write_strangers(Sheet *sheet, const Round *round)
{
    static const struct {
        long bsn;
        const char *kind, *from, *to, *hours, *defect, *expected;
    } rows[] = {
        {STRANGER, "relatief", "31-06-2024", "", "", "day that does not exist",
         "refused:date-invalid"},
        {STRANGER, "relatief", "12-01-2024", "02-01-2024", "", "ended before it began",
         "refused:end-before-begin"},
        {111222334, "relatief", "12-01-2024", "", "", "number that fails the eleven test",
         "refused:bsn-invalid"},
        {STRANGER, "spijbelen", "12-01-2024", "", "", "a kind nobody knows",
         "refused:code-unknown"},
        {STRANGER, "relatief", "", "", "", "no first day", "refused:value-missing"},
        {STRANGER, "relatief", "12-01-2034", "", "", "begins after the period",
         "remarked:row-outside-period"},
        {STRANGER, "luxe", "12-01-2024", "", "veel", "hours that are no number",
         "remarked:number-invalid"},
        {STRANGER, "luxe", "12-01-2024", "", "1,11222E+08", "hours rounded by a spreadsheet",
         "refused:number-damaged"},
    };
    size_t nth = (size_t)round->index - 2U;
    bool is_numbered = round->index >= NUMBERED_ROUND;

    write_stranger(sheet, round, STRANGER, "M900001", "");
    note(round, sheet, "lives in another municipality: it counts in no figure of the city",
         "accepted");
    write_stranger(sheet, round, is_numbered ? NEWCOMER : NEWCOMER_OLD, "M900003", "99ZX03");
    note(round, sheet,
         is_numbered ? "had an onderwijsnummer before: one child by the table of new numbers"
                     : "no BSN yet: known by an onderwijsnummer, at a school no register knows",
         "accepted:site-unknown");
    if (nth >= sizeof rows / sizeof rows[0]) {
        return;
    }
    sheet_number(sheet, rows[nth].bsn);
    sheet_text(sheet, "M900002");
    sheet_text(sheet, rows[nth].kind);
    sheet_text(sheet, rows[nth].from);
    sheet_text(sheet, rows[nth].to);
    sheet_text(sheet, rows[nth].hours);
    sheet_empty(sheet, COLUMNS - 6 + has_remarks(round));
    sheet_end_row(sheet);
    note(round, sheet, rows[nth].defect, rows[nth].expected);
}

static bool is_told(const Round *round, const Absence *absence)
{
    int year, month, date;

    civil_of(absence->from, &year, &month, &date);
    return in_quarter(round, absence->from, absence->to) &&
           (!absence->definitive_only || round->quarter.first >= day_of(year + 1, 1, 1));
}

void absences_deliver(const Round *round)
{
    const SchoolArea *area = round->city->school_area;
    Sheet sheet =
        open_delivery(round, &office_dialect, "verzuim", "rbl-rijnstreek", round->quarter.name, "");

    sheet_header(&sheet, names, has_remarks(round) ? COLUMNS + 1 : COLUMNS);
    flaws_note_file(round->flaws, round->quarter.name, &sheet,
                    "a space that does not break in a name of the header", "accepted");
    if (has_remarks(round)) {
        flaws_note_file(round->flaws, round->quarter.name, &sheet,
                        "column Toelichting must not be delivered", "dropped");
    }
    for (size_t i = 0; i < area->absences.count; i++) {
        if (is_told(round, &area->absences.items[i])) {
            write_with_flaws(&sheet, round, i);
        }
    }
    write_strangers(&sheet, round);
    sheet_close(&sheet);
}
