/* C08 from the primary boards that are partners: in May the advices of the school year, in October
 * the same once more with what has been mended. The first quarter brings the three years before,
 * of which only the advice itself is known. */
#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/school/model.h"
#include "stad/school/school.h"

#include <stdio.h>
#include <string.h>

enum { STRANGER = 990000047, COLUMNS = 18, BOARD_WITH_ROD = 1, BOARD_WITH_MIXED_CODES = 2 };

static const char *const usual_names[COLUMNS] = {"BSN",
                                                 "BRIN",
                                                 "Adviesjaar",
                                                 "Adviesvolgnummer",
                                                 "Voorlopig advies",
                                                 "Datum voorlopig advies",
                                                 "Toetsaanbieder",
                                                 "Toetsadvies",
                                                 "Toetsdatum",
                                                 "Ontheffing",
                                                 "Definitief advies",
                                                 "Datum definitief advies",
                                                 "Reden niet bijgesteld",
                                                 "Ref rekenen",
                                                 "Ref lezen",
                                                 "Ref taalverzorging",
                                                 "VO-school",
                                                 "Plaatsing niveau"};

/* As in a message of ROD. */
static const char *const rod_names[COLUMNS] = {"PGN",
                                               "BRIN6",
                                               "adviesjaar",
                                               "adviesvolgnummer",
                                               "advies1",
                                               "advies1_datum",
                                               "Toets",
                                               "Toetsadvies",
                                               "Datum toets",
                                               "Ontheffing toets",
                                               "advies2",
                                               "advies2_datum",
                                               "Reden niet bijgesteld",
                                               "Rekenen",
                                               "Lezen",
                                               "Taalverzorging",
                                               "VO BRIN",
                                               "Plaatsingsniveau"};

/* What is known of one pupil in one file. */
typedef struct {
    bool first_only; /* the school the pupil left: it knows of no test */
    bool last_only;  /* a year without tests */
    bool in_may;
    int definitive;        /* ADVICE_NONE: as it is */
    const char *placement; /* NULL: not told */
} Variant;

typedef struct {
    Sheet sheet;
    const Round *round;
    int board;
    int year;
    bool in_may;
    bool refused_one;
} File;

static const char *advice_word(const File *file, int step, size_t number)
{
    static const char *const words[][ADVICES] = {
        {"pro", "vmbo-bb", "vmbo-bb/kb", "vmbo-kb", "vmbo-kb/gl-tl", "vmbo-gl-tl",
         "vmbo-gl-tl/havo", "havo", "havo/vwo", "vwo", "vso", "ADVIES_NIET_MOGELIJK"},
        {"PRO", "VMBO_BB", "VMBO_BB_TM_VMBO_KB", "VMBO_KB", "VMBO_KB_TM_VMBO_GL/TL", "VMBO_GL/TL",
         "VMBO_GL/TL_TM_HAVO", "HAVO", "HAVO_TM_VWO", "VWO", "VSO", "ADVIES_NIET_MOGELIJK"},
        {"praktijkonderwijs", "bb", "basis/kader", "kader", "KL/GL", "mavo", "mavo/havo", "Havo",
         "havo / vwo", "gymnasium", "vso", "geen advies"},
        {"pr", "VMBO_B", "BL/KL", "vmbo-kader", "VMBO_KL_GT", "VMBO_GT", "tl/havo", "havo",
         "HAVO_VWO", "atheneum", "VSO", "niet mogelijk"},
    };
    size_t dialect = file->board == BOARD_WITH_MIXED_CODES ? 2 + number % 2 : (size_t)file->board;

    return step == ADVICE_NONE ? "" : words[dialect][step];
}

static void put_advice(File *file, int step, size_t number)
{
    sheet_text(&file->sheet, advice_word(file, step, number));
}

/* A board that has the branch in a column of its own elsewhere has it whole here. */
static void put_before_test(File *file, const Advice *advice, size_t number, Variant variant)
{
    static const char *const providers[] = {"IEP", "ROUTE8", "DIA", "AMN", "DOE", "LIB"};
    Sheet *sheet = &file->sheet;
    bool has_test = advice->test != ADVICE_NONE && !variant.first_only;

    sheet_number(sheet, 1 + (variant.first_only ? 0 : advice->left_site != NO_SITE));
    put_advice(file, advice->first, number);
    sheet_day(sheet, advice->first == ADVICE_NONE ? NEVER : advice->first_day);
    sheet_text(sheet, has_test ? providers[advice->provider] : "");
    put_advice(file, has_test ? advice->test : ADVICE_NONE, number);
    sheet_day(sheet, has_test ? advice->test_day : NEVER);
    sheet_text(sheet, advice->exempt ? "J" : "N");
}

static void put_levels(File *file, const Advice *advice, bool told)
{
    static const char *const levels[] = {"<1F", "1F", "2F"};

    for (int i = 0; i < SUBJECTS; i++) {
        int level = told ? advice->levels[i] : -1;
        sheet_text(&file->sheet, level < 0 ? "" : i == 0 && level == 2 ? "1S" : levels[level]);
    }
}

static void put_after_test(File *file, const Advice *advice, size_t number, Variant variant)
{
    static const char *const reasons[] = {"belang-leerling", "verzoek ouders", "overig"};
    Sheet *sheet = &file->sheet;
    bool is_told = !variant.first_only && !(variant.in_may && advice->told_late);
    bool stayed = is_told && advice->test > advice->first && advice->first != ADVICE_NONE &&
                  advice->second == advice->first;
    int definitive = variant.definitive != ADVICE_NONE ? variant.definitive : advice->second;

    put_advice(file, is_told ? definitive : ADVICE_NONE, number);
    sheet_day(sheet, is_told ? advice->second_day : NEVER);
    sheet_text(sheet, stayed ? reasons[number % 3] : "");
    put_levels(file, advice, !variant.first_only);
    sheet_text(sheet, variant.first_only || advice->secondary_site == NO_SITE
                          ? ""
                          : file->round->city->sites[advice->secondary_site].brin);
    sheet_text(sheet, variant.placement == NULL ? "" : variant.placement);
}

static void write_advice(File *file, size_t number, Variant variant)
{
    const City *city = file->round->city;
    const Advice *advice = &city->school_area->advices.items[number];
    Sheet *sheet = &file->sheet;

    put_bsn(sheet, city->children.items[advice->child].bsn);
    sheet_text(sheet, city->sites[variant.first_only ? advice->left_site : advice->site].brin);
    sheet_number(sheet, advice->year);
    if (variant.last_only) {
        sheet_empty(sheet, 7);
        put_advice(file, advice->second, number);
        sheet_empty(sheet, COLUMNS - 11);
    } else {
        put_before_test(file, advice, number, variant);
        put_after_test(file, advice, number, variant);
    }
    sheet_end_row(sheet);
}

static void note(File *file, const char *defect, const char *expected)
{
    flaws_note(file->round->flaws, file->round->quarter.name, &file->sheet, defect, expected);
}

/* What stands out without being wrong. */
static void note_oddities(File *file, const Advice *advice, Variant variant)
{
    bool is_told = !(variant.in_may && advice->told_late);

    if (is_told && advice->second_day > day_of(advice->year, 3, 24)) {
        note(file, "a definitive advice after 24 March", "remarked:date-outside-window");
    } else if (!is_told) {
        note(file, "no definitive advice yet", "accepted");
    } else if (advice->first == ADVICE_NONE) {
        note(file, "no provisional advice: the pupil counts apart", "accepted");
    } else if (advice->exempt && advice->child % 3 == 0) {
        note(file, "exempt from the test: the pupil counts apart", "accepted");
    }
}

static void write_with_flaws(File *file, size_t number)
{
    const Advice *advice = &file->round->city->school_area->advices.items[number];
    Variant variant = {.in_may = file->in_may, .definitive = ADVICE_NONE};
    uint32_t chance = scattered(number * 3U + file->in_may);

    if (advice->wrongly_low && file->in_may) {
        variant.definitive = advice->first - 1;
        write_advice(file, number, variant);
        note(file, "a definitive advice below the provisional one", "refused:value-lower");
        return;
    }
    if (chance % 211 == 0 && advice->secondary_site != NO_SITE && !advice->told_late) {
        Variant other = variant;
        other.definitive = advice->second == ADVICE_VSO ? ADVICE_IMPOSSIBLE : ADVICE_VSO;
        write_advice(file, number, other);
        write_advice(file, number, variant);
        note(file, "same key, other value: this later row wins", "remarked");
        return;
    }
    if (chance % 211 == 2) {
        variant.placement = "vmbo-kb/havo";
        write_advice(file, number, variant);
        note(file, "a level nobody knows, in a column that no figure needs",
             "remarked:code-unknown");
        return;
    }
    write_advice(file, number, variant);
    if (chance % 307 == 1) {
        sheet_repeat_row(&file->sheet);
        note(file, "exact duplicate of the row before", "duplicate");
    } else {
        note_oddities(file, advice, variant);
    }
}

static void write_left(File *file, size_t number)
{
    write_advice(file, number, (Variant){.first_only = true, .definitive = ADVICE_NONE});
    note(file, "changed school between advice and test: the other school's row is the whole one",
         "accepted");
}

/* About a child that lives nowhere in the city, in the corrected files. */
static void write_stranger(File *file)
{
    static const struct {
        long bsn;
        const char *brin, *year, *advice, *defect, *expected;
    } rows[] = {
        {STRANGER, "12A500", "2024", "havo", "a BRIN that cannot be", "refused:brin-invalid"},
        {111222334, "90AX00", "2024", "havo", "number that fails the eleven test",
         "refused:bsn-invalid"},
        {STRANGER, "90AX00", "1925", "havo", "a year that cannot be", "refused:number-too-small"},
        {STRANGER, "90AX00", "", "havo", "no year", "refused:value-missing"},
    };
    size_t nth = (size_t)(file->year - FIRST_YEAR_WITH_TEST) * 3 + (size_t)file->board;
    Sheet *sheet = &file->sheet;

    if (!is_corrected(file->year) || file->in_may || nth >= sizeof rows / sizeof rows[0]) {
        return;
    }
    sheet_number(sheet, rows[nth].bsn);
    sheet_text(sheet, rows[nth].brin);
    sheet_text(sheet, rows[nth].year);
    sheet_empty(sheet, 1);
    sheet_text(sheet, rows[nth].advice);
    sheet_empty(sheet, COLUMNS - 5);
    sheet_end_row(sheet);
    note(file, rows[nth].defect, rows[nth].expected);
}

static void deliver(const Round *round, int board, int year, bool in_may)
{
    const SchoolArea *area = round->city->school_area;
    char period[24];
    File file = {.round = round, .board = board, .year = year, .in_may = in_may};

    (void)snprintf(period, sizeof period, "%04d-%04d", year - 1, year);
    file.sheet = open_delivery(round, board_dialect(board), "schooladvies", board_ids[board],
                               period, in_may ? "" : "_v2");
    sheet_header(&file.sheet, board == BOARD_WITH_ROD ? rod_names : usual_names, COLUMNS);
    for (size_t i = 0; i < area->advices.count; i++) {
        const Advice *advice = &area->advices.items[i];
        if (advice->year != year) {
            continue;
        }
        if (round->city->sites[advice->site].owner_index != board) {
            if (advice->left_site != NO_SITE &&
                round->city->sites[advice->left_site].owner_index == board) {
                write_left(&file, i);
            }
        } else if (year < FIRST_YEAR_WITH_TEST) {
            write_advice(&file, i, (Variant){.last_only = true, .definitive = ADVICE_NONE});
        } else {
            write_with_flaws(&file, i);
        }
    }
    write_stranger(&file);
    sheet_close(&file.sheet);
}

void advices_deliver(const Round *round)
{
    int year = 2023 + (round->index + 3) / 4;
    bool is_spring = round->index % 4 == 2;
    bool is_autumn = round->index % 4 == 0 && round->index > 0;

    for (int board = 0; board < PRIMARY_BOARDS; board++) {
        if (!board_is_partner(board)) {
            continue;
        }
        for (int past = FIRST_YEAR_TOLD; past < FIRST_YEAR_WITH_TEST && round->index == 0; past++) {
            deliver(round, board, past, true);
        }
        if (is_spring) {
            deliver(round, board, year, true);
        } else if (is_autumn) {
            deliver(round, board, year, false);
        }
    }
}
