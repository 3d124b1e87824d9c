/* C09 from the two partnerships and the youth team: every quarter the dossiers that were open on
 * one of its days, as they stand at its end. */
#include "stad/school/model.h"

#include <stdio.h>
#include <string.h>

enum { STRANGER = 990000060, COLUMNS = 26, REMARKS_ROUND = 3, SMALL = 5 };

static const char *const names[COLUMNS + 1] = {"BSN",
                                               "BRIN",
                                               "Dossiernummer",
                                               "Datum signaal",
                                               "Soort",
                                               "Vorm",
                                               "Groepsnummer arrangement",
                                               "Aantal deelnemers",
                                               "Complex",
                                               "Datum start",
                                               "Datum einde",
                                               "Einde reden",
                                               "Betrokken sectoren",
                                               "MDO-datum",
                                               "Ouder aanwezig",
                                               "Leerling gehoord",
                                               "Gezinssteun in plan",
                                               "Steunfiguur",
                                               "OPP-datum",
                                               "OPP-evaluatie",
                                               "TLV-nummer",
                                               "TLV-categorie",
                                               "TLV begin",
                                               "TLV eind",
                                               "Verwijzing naar",
                                               "LRK-nummer",
                                               "Hulpvraag"};

typedef struct {
    const char *id;
    Dialect dialect;
    const char *yes;
    const char *no;
    const char *prefix;
    const char *kinds[4];
    const char *forms[2];
    const char *sectors[SECTORS];
    const char *youth_team;
} Format;

static const Format formats[SUPPORTERS] = {
    {"swv-po-rijn",
     {.separator = ';', .encoding = ENCODING_CP1252, .dates = DATES_DMY, .decimal = ','},
     "J",
     "N",
     "PO",
     {"arrangement", "OPP", "TLV", "verwijzing"},
     {"individueel", "collectief"},
     {"po", "vo", "swv", "jeugdteam", "jgz", "welzijn"},
     "jeugdteam"},
    {"swv-vo-rijn",
     {.separator = ',',
      .encoding = ENCODING_UTF8,
      .dates = DATES_ISO,
      .decimal = '.',
      .quote_all = true},
     "ja",
     "nee",
     "VO-",
     {"extra ondersteuning", "ontwikkelingsperspectief", "toelaatbaarheidsverklaring",
      "doorverwijzing"},
     {"ind", "groepsarrangement"},
     {"basisonderwijs", "voortgezet onderwijs", "samenwerkingsverband", "jeugdhulp",
      "jeugdgezondheidszorg", "welzijnswerk"},
     "wijkteam jeugd"},
    {"jeugdteam-leiden",
     {.separator = '\t',
      .encoding = ENCODING_UTF8_BOM,
      .dates = DATES_DMY,
      .decimal = ',',
      .unix_lines = true},
     "Ja",
     "Nee",
     "JT/",
     {"arr", "opp", "tlv", "Verwijzing"},
     {"i", "groep"},
     {"po", "vo", "swv", "jeugdteam", "jgz", "welzijn"},
     "Jeugd- en gezinsteam"},
};

typedef struct {
    Sheet sheet;
    const Round *round;
    Supporter by;
} File;

typedef struct {
    const char *category; /* NULL: as it is */
    const char *brin;
    bool other_meeting;
} Variant;

static Day known(const File *file, Day day)
{
    return day <= file->round->quarter.last ? day : NEVER;
}

static void put_yes(File *file, bool value)
{
    sheet_text(&file->sheet, value ? formats[file->by].yes : formats[file->by].no);
}

static void put_sectors(File *file, int sectors)
{
    char text[160] = "";

    for (int i = 0; i < SECTORS; i++) {
        if ((sectors & (1 << i)) != 0) {
            size_t used = strlen(text);
            (void)snprintf(text + used, sizeof text - used, "%s%s", used == 0 ? "" : "|",
                           formats[file->by].sectors[i]);
        }
    }
    sheet_text(&file->sheet, text);
}

static void put_participants(File *file, const Dossier *dossier)
{
    if (dossier->child != NO_CHILD) {
        sheet_empty(&file->sheet, 1);
    } else if (dossier->participants < SMALL) {
        sheet_text(&file->sheet, "<5");
    } else {
        sheet_number(&file->sheet, dossier->participants);
    }
}

static void put_request(File *file, const Dossier *dossier, size_t number, Variant variant)
{
    const City *city = file->round->city;
    const Format *format = &formats[file->by];
    Sheet *sheet = &file->sheet;
    char text[24];

    if (dossier->child == NO_CHILD) {
        sheet_empty(sheet, 1);
    } else {
        put_bsn(sheet, city->children.items[dossier->child].bsn);
    }
    sheet_text(sheet, variant.brin != NULL       ? variant.brin
                      : dossier->site == NO_SITE ? ""
                                                 : city->sites[dossier->site].brin);
    (void)snprintf(text, sizeof text, "%s%06zu", format->prefix, 300001U + number * 3U);
    sheet_text(sheet, text);
    sheet_day(sheet, dossier->asked);
    sheet_text(sheet, format->kinds[dossier->kind]);
    sheet_text(sheet, format->forms[dossier->is_group]);
    (void)snprintf(text, sizeof text, "G%04d", dossier->group);
    sheet_text(sheet, dossier->group == 0 ? "" : text);
    put_participants(file, dossier);
    put_yes(file, dossier->is_complex);
    sheet_day(sheet, known(file, dossier->start));
    put_known_end(sheet, dossier->to, file->round->quarter.last);
}

static void write_dossier(File *file, size_t number, Variant variant)
{
    static const char *const reasons[] = {"voltooid", "gestopt", "andere-vorm", "van school",
                                          "overig"};
    static const char *const categories[] = {"SBO", "SO laag", "SO midden", "SO hoog"};
    const Dossier *dossier = &file->round->city->school_area->dossiers.items[number];
    Sheet *sheet = &file->sheet;
    bool has_ended = dossier->to != NEVER && dossier->to - 1 <= file->round->quarter.last;
    bool is_tlv = dossier->kind == SUPPORT_TLV;
    bool has_met = known(file, dossier->meeting) != NEVER;
    char text[24];

    put_request(file, dossier, number, variant);
    sheet_text(sheet, has_ended ? reasons[dossier->end_reason] : "");
    put_sectors(file, dossier->sectors);
    sheet_day(sheet, known(file, dossier->meeting));
    if (has_met) {
        put_yes(file, dossier->parent_present != variant.other_meeting);
        put_yes(file, dossier->pupil_heard);
    } else {
        sheet_empty(sheet, 2);
    }
    put_yes(file, dossier->family_in_plan);
    put_yes(file, dossier->person <= file->round->quarter.last);
    sheet_day(sheet, known(file, dossier->plan));
    sheet_day(sheet, dossier_review(dossier, file->round->quarter.last));
    (void)snprintf(text, sizeof text, "TLV%05zu", number);
    sheet_text(sheet, is_tlv ? text : "");
    sheet_text(sheet, !is_tlv                    ? ""
                      : variant.category != NULL ? variant.category
                                                 : categories[dossier->category]);
    sheet_day(sheet, dossier->tlv_from);
    sheet_day(sheet, dossier->tlv_to == NEVER ? NEVER : dossier->tlv_to - 1);
    sheet_text(sheet, dossier->kind == SUPPORT_REFERRAL ? formats[file->by].youth_team : "");
    sheet_empty(sheet, 1);
    if (file->round->index == REMARKS_ROUND) {
        sheet_text(sheet, number % 9 == 0 ? "Wil \"rust\";\nslaapt slecht" : "");
    }
    sheet_end_row(sheet);
}

static void note(File *file, const char *defect, const char *expected)
{
    flaws_note(file->round->flaws, file->round->quarter.name, &file->sheet, defect, expected);
}

/* What stands out without being wrong. */
static void note_oddities(File *file, const Dossier *dossier, size_t number)
{
    if (dossier->child == NO_CHILD && dossier->participants < SMALL) {
        note(file, "a group of which only '<5' is told: one to four children", "accepted");
    } else if (dossier->child == NO_CHILD) {
        note(file, "a group without rows per child", "accepted");
    } else if (dossier->is_renewal && number % 29 == 0) {
        note(file, "a declaration renewed under a new number", "accepted");
    } else if (known(file, dossier->start) == NEVER && number % 29 == 0) {
        note(file, "a request without a start: it still waits", "accepted");
    }
}

static void write_with_flaws(File *file, size_t number)
{
    const Dossier *dossier = &file->round->city->school_area->dossiers.items[number];
    uint32_t chance = scattered(number * 17U + (size_t)file->round->index);

    if (chance % 163 == 0 && known(file, dossier->meeting) != NEVER) {
        write_dossier(file, number, (Variant){.other_meeting = true});
        write_dossier(file, number, (Variant){0});
        note(file, "same key, other value: this later row wins", "remarked");
        return;
    }
    if (dossier->kind == SUPPORT_TLV && chance % 401 == 1) {
        write_dossier(file, number, (Variant){.category = "SO-4"});
        note(file, "a category of declaration nobody knows", "remarked:code-unknown");
        return;
    }
    if (dossier->kind == SUPPORT_TLV && chance % 401 == 2) {
        write_dossier(file, number, (Variant){.brin = "12A500"});
        note(file, "a BRIN that cannot be", "remarked:brin-invalid");
        return;
    }
    write_dossier(file, number, (Variant){0});
    if (chance % 211 == 1) {
        sheet_repeat_row(&file->sheet);
        note(file, "exact duplicate of the row before", "duplicate");
    } else {
        note_oddities(file, dossier, number);
    }
}

/* About a pupil from outside the region, in the file of one of the three. */
static void write_strangers(File *file)
{
    static const struct {
        long bsn;
        const char *asked, *kind, *start, *end, *defect, *expected;
    } rows[] = {
        {STRANGER, "31-06-2024", "tlv", "", "", "day that does not exist", "refused:date-invalid"},
        {STRANGER, "12-01-2024", "tlv", "", "02-01-2024", "ended before it was asked",
         "refused:end-before-begin"},
        {111222334, "12-01-2024", "tlv", "", "", "number that fails the eleven test",
         "refused:bsn-invalid"},
        {STRANGER, "12-01-2024", "bijles", "", "", "a kind of support nobody knows",
         "refused:code-unknown"},
        {STRANGER, "", "tlv", "", "", "no day of asking", "refused:value-missing"},
        {STRANGER, "12-01-2024", "tlv", "02-01-2024", "", "started before it was asked",
         "remarked:date-too-early"},
        {STRANGER, "00-01-2024", "tlv", "", "", "day 00 of a month", "refused:date-no-day"},
        {0, "12-01-2024", "tlv", "", "", "nobody: no number and no count",
         "refused:person-missing"},
    };
    size_t nth = (size_t)file->round->index - 3U;
    Sheet *sheet = &file->sheet;

    if (file->by != BY_SWV_PO || nth >= sizeof rows / sizeof rows[0]) {
        return;
    }
    if (rows[nth].bsn == 0) {
        sheet_empty(sheet, 1);
    } else {
        sheet_number(sheet, rows[nth].bsn);
    }
    sheet_empty(sheet, 1);
    sheet_text(sheet, "PO900001");
    sheet_text(sheet, rows[nth].asked);
    sheet_text(sheet, rows[nth].kind);
    sheet_empty(sheet, 4);
    sheet_text(sheet, rows[nth].start);
    sheet_text(sheet, rows[nth].end);
    sheet_empty(sheet, COLUMNS - 11 + (file->round->index == REMARKS_ROUND));
    sheet_end_row(sheet);
    note(file, rows[nth].defect, rows[nth].expected);
}

static void deliver(const Round *round, Supporter by)
{
    const SchoolArea *area = round->city->school_area;
    File file = {.sheet = open_delivery(round, &formats[by].dialect, "ondersteuning",
                                        formats[by].id, round->quarter.name, ""),
                 .round = round,
                 .by = by};
    bool has_remarks = round->index == REMARKS_ROUND;

    sheet_header(&file.sheet, names, has_remarks ? COLUMNS + 1 : COLUMNS);
    if (has_remarks) {
        flaws_note_file(round->flaws, round->quarter.name, &file.sheet,
                        "column Hulpvraag must not be delivered", "dropped");
    }
    for (size_t i = 0; i < area->dossiers.count; i++) {
        const Dossier *dossier = &area->dossiers.items[i];
        if (dossier->by == by && in_quarter(round, dossier->asked, dossier->to)) {
            write_with_flaws(&file, i);
        }
    }
    write_strangers(&file);
    sheet_close(&file.sheet);
}

void dossiers_deliver(const Round *round)
{
    for (Supporter by = BY_SWV_PO; by < SUPPORTERS; by++) {
        deliver(round, by);
    }
}
