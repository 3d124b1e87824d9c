/* C13b from the university of applied sciences: after each school year the export of its survey
 * tool, which looks different every year. */
#include "stad/omgeving/model.h"

#include <stdio.h>
#include <string.h>

enum {
    COLUMNS = 9 + QUESTIONS,
    EXTRA = 3,
    YEAR_OF_WORDS = 1,
    YEAR_OF_REMARKS = 2,
    FEWEST_SAME = 5
};

static const Dialect dialects[SURVEY_YEARS] = {
    {.separator = ';', .encoding = ENCODING_CP1252, .dates = DATES_DMY, .decimal = ','},
    {.separator = ',', .encoding = ENCODING_UTF8, .dates = DATES_ISO, .decimal = '.'},
    {.separator = ';',
     .encoding = ENCODING_UTF8_BOM,
     .dates = DATES_DMY,
     .decimal = ',',
     .quote_all = true},
};

static const char *const names[SURVEY_YEARS][COLUMNS + EXTRA] = {
    {"Enquête", "Golf", "Respondent", "Respondent-id", "Locatie", "Uitgenodigd", "Datum ingevuld",
     "Thuistaal", "Opleiding", "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8"},
    {"Survey", "Wave", "Doelgroep", "Token", "School", "Invited", "Completed", "Taal thuis",
     "Opleiding ouders", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8"},
    {"Vragenlijst", "Meting",    "Soort respondent", "Respondentnummer", "BRIN6",   "Uitnodiging",
     "Ingevuld op", "thuistaal", "opleiding",        "Vraag 1",          "Vraag 2", "Vraag 3",
     "Vraag 4",     "Vraag 5",   "Vraag 6",          "Vraag 7",          "Vraag 8", "Duur",
     "Browser",     "Open vraag"},
};

typedef struct {
    Sheet sheet;
    const Round *round;
    int year;
} File;

typedef struct {
    bool at_second_site;
    bool strange_answer; /* to the last question, which no figure uses */
} Variant;

static void put_answer(File *file, int answer)
{
    static const char *const words[] = {"",     "helemaal mee oneens", "oneens", "neutraal",
                                        "eens", "helemaal eens"};

    if (answer == NO_ANSWER) {
        sheet_empty(&file->sheet, 1);
    } else if (file->year != YEAR_OF_WORDS) {
        sheet_number(&file->sheet, answer);
    } else {
        sheet_text(&file->sheet, answer == DONT_KNOW ? "weet niet" : words[answer]);
    }
}

static void put_extra(File *file, size_t number)
{
    if (file->year != YEAR_OF_REMARKS) {
        return;
    }
    sheet_number(&file->sheet, 120 + (long)(number % 400));
    sheet_text(&file->sheet, number % 2 == 0 ? "Firefox" : "Chrome");
    sheet_text(&file->sheet, number % 40 == 0 ? "Fijne school;\nmaar \"druk\"\nop vrijdag" : "");
}

static void write_response(File *file, size_t number, Variant variant)
{
    static const char *const kinds[] = {"ouder", "leerling", "professional"};
    const Response *response = &file->round->city->omgeving->responses.items[number];
    int site = variant.at_second_site ? response->second_site : response->site;
    Sheet *sheet = &file->sheet;
    char text[32];

    sheet_text(sheet, "Samen sterk");
    (void)snprintf(text, sizeof text, "%d", 2024 + response->year);
    sheet_text(sheet, text);
    sheet_text(sheet, kinds[response->asked]);
    (void)snprintf(text, sizeof text, "R%d-%06zu", 2024 + response->year, number);
    sheet_text(sheet, text);
    sheet_text(sheet, site == NO_SITE ? "" : file->round->city->sites[site].brin);
    sheet_text(sheet, response->invited ? "J" : "N");
    sheet_day(sheet, response->filled);
    sheet_text(sheet, language_codes[response->language]);
    sheet_text(sheet, education_codes[response->education]);
    for (int i = 0; i < QUESTIONS - 1; i++) {
        put_answer(file, response->answers[i]);
    }
    if (variant.strange_answer) {
        sheet_text(sheet, "6");
    } else {
        put_answer(file, response->answers[QUESTIONS - 1]);
    }
    put_extra(file, number);
    sheet_end_row(sheet);
}

static void note(File *file, const char *defect, const char *expected)
{
    flaws_note(file->round->flaws, file->round->quarter.name, &file->sheet, defect, expected);
}

static bool has_one_answer_only(const Response *response)
{
    int filled = 0;
    int first = NO_ANSWER;

    for (int i = 0; i < QUESTIONS; i++) {
        int answer = response->answers[i];
        if (answer != NO_ANSWER) {
            if (filled > 0 && answer != first) {
                return false;
            }
            first = answer;
            filled++;
        }
    }
    return filled >= FEWEST_SAME;
}

static void write_with_flaws(File *file, size_t number)
{
    const Response *response = &file->round->city->omgeving->responses.items[number];
    uint32_t chance = scattered(number * 23U + 5U);

    if (has_one_answer_only(response)) {
        write_response(file, number, (Variant){0});
        note(file, "the same answer to every question", "remarked:answers-same");
        return;
    }
    if (response->second_site != NO_SITE && response->filled != NEVER) {
        write_response(file, number, (Variant){.at_second_site = true});
        write_response(file, number, (Variant){0});
        note(file, "one parent answers for two children: the later row stands", "remarked");
        return;
    }
    if (response->filled != NEVER && response->asked == ASKED_PARENT && chance % 307 == 0) {
        write_response(file, number, (Variant){.strange_answer = true});
        note(file, "an answer that cannot be given", "remarked:code-unknown");
        return;
    }
    write_response(file, number, (Variant){0});
    if (chance % 401 == 1) {
        sheet_repeat_row(&file->sheet);
        note(file, "exact duplicate of the row before", "duplicate");
    } else if (!response->invited && number % 4 == 0) {
        note(file, "answered by an open link: it counts in no figure", "accepted");
    }
}

/* Of somebody who was not invited. */
static void write_stranger(File *file)
{
    static const struct {
        const char *kind, *id, *invited, *filled, *defect, *expected;
    } rows[SURVEY_YEARS] = {
        {"buurman", "X900001", "N", "12-03-2024", "a respondent nobody knows",
         "refused:code-unknown"},
        {"ouder", "X900002", "N", "2025-06-31", "day that does not exist", "remarked:date-invalid"},
        {"ouder", "", "N", "12-03-2026", "no number of the respondent", "refused:value-missing"},
    };
    Sheet *sheet = &file->sheet;

    sheet_text(sheet, "Samen sterk");
    sheet_number(sheet, 2024 + file->year);
    sheet_text(sheet, rows[file->year].kind);
    sheet_text(sheet, rows[file->year].id);
    sheet_empty(sheet, 1);
    sheet_text(sheet, rows[file->year].invited);
    sheet_text(sheet, rows[file->year].filled);
    sheet_empty(sheet, COLUMNS - 7 + (file->year == YEAR_OF_REMARKS ? EXTRA : 0));
    sheet_end_row(sheet);
    note(file, rows[file->year].defect, rows[file->year].expected);
}

void survey_deliver(const Round *round)
{
    int year = round->index / 4;
    char period[24];
    File file = {.round = round, .year = year};

    if (round->index % 4 != 3) {
        return;
    }
    (void)snprintf(period, sizeof period, "%d-%d", 2023 + year, 2024 + year);
    file.sheet =
        open_delivery(round, &dialects[year], "enquete", "hogeschool-leyenburg", period, "");
    sheet_header(&file.sheet, names[year], year == YEAR_OF_REMARKS ? COLUMNS + EXTRA : COLUMNS);
    if (year == YEAR_OF_REMARKS) {
        flaws_note_file(round->flaws, round->quarter.name, &file.sheet,
                        "open answers must not be delivered", "dropped");
    }
    for (size_t i = 0; i < round->city->omgeving->responses.count; i++) {
        if (round->city->omgeving->responses.items[i].year == year) {
            write_with_flaws(&file, i);
        }
    }
    write_stranger(&file);
    sheet_close(&file.sheet);
}
