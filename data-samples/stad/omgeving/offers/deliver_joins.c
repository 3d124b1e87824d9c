/* C11b: who takes part, per stretch of the school year; and the counts of the club that has a paper
 * list. */
#include "stad/gemeente/partners.h"
#include "stad/gemeente/sites.h"
#include "stad/omgeving/model.h"
#include "stad/omgeving/offers/formats.h"
#include "stad/omgeving/offers/joins.h"
#include "stad/omgeving/offers/offers.h"

#include <stdio.h>
#include <string.h>

enum { STRANGER = 990000023, LIBRARY = 3, CULTURE = 2, PAPER_LIST = 4 };

static const char *const status_codes[] = {"geplaatst", "wachtlijst", "vol",
                                           "afgemeld",  "voltooid",   "gestopt"};

typedef struct {
    Sheet sheet;
    const Round *round;
    int provider;
} File;

static void write_header(File *file)
{
    bool library = file->provider == LIBRARY;
    const char *const columns[] = {"BSN",
                                   library ? "Pasnummer" : NULL,
                                   "Deelname-id",
                                   "Activiteit-id",
                                   "Periode",
                                   "Datum aanmelding",
                                   "Status",
                                   "Voorkeur",
                                   "Sessies geboekt",
                                   library ? "Uitleningen" : "Sessies aanwezig",
                                   "Uren aanwezig",
                                   "Startdatum",
                                   "Einddatum"};

    sheet_header(&file->sheet, columns, sizeof columns / sizeof columns[0]);
}

static void put_count(Sheet *sheet, int count, bool told)
{
    if (told) {
        sheet_number(sheet, count);
    } else {
        sheet_empty(sheet, 1);
    }
}

/* The last stretch in which something was booked. */
static bool is_last(const Join *join, int stretch)
{
    for (int s = stretch + 1; s < STRETCHES; s++) {
        if (join->booked[s] > 0) {
            return false;
        }
    }
    return true;
}

static JoinStatus status_in(const File *file, const Join *join, int stretch)
{
    bool runs =
        join->end != NEVER ? join->end > file->round->quarter.last + 1 : !is_last(join, stretch);

    return join_took_place(join) && runs ? JOIN_PLACED : join->status;
}

typedef struct {
    bool second_card;
    int attended; /* −1: as it was */
} Variant;

/* Those of toddlers' parents have the numbers after all others. */
static const Join *join_numbered(const City *city, size_t number)
{
    const Omgeving *o = city->omgeving;

    return number < o->joins.count ? &o->joins.items[number]
                                   : &o->parents.items[number - o->joins.count];
}

static void write_join(File *file, size_t number, int stretch, Variant variant)
{
    Sheet *sheet = &file->sheet;
    const Round *round = file->round;
    const Join *join = join_numbered(round->city, number);
    const Child *child = &round->city->children.items[join->child];
    const Offer *offer = &round->city->omgeving->offers.items[join->offer];
    bool library = file->provider == LIBRARY;
    bool there = join_took_place(join);
    int attended = variant.attended >= 0 ? variant.attended : join->attended[stretch];
    char text[24];

    if (library && join->card_only) {
        sheet_empty(sheet, 1);
    } else {
        put_bsn(sheet, child->bsn);
    }
    if (library) {
        (void)snprintf(text, sizeof text, "L%07u%s", join->child + 2000U,
                       variant.second_card ? "2" : "");
        sheet_text(sheet, text);
    }
    (void)snprintf(text, sizeof text, "D%06zu%s", number, variant.second_card ? "B" : "");
    sheet_text(sheet, text);
    sheet_text(sheet, offer->id);
    put_month(sheet, stretch_start(join->year, stretch), provider_formats[file->provider].months);
    sheet_day(sheet, join->registered);
    sheet_text(sheet, status_codes[status_in(file, join, stretch)]);
    put_count(sheet, join->preference, join->preference > 0);
    put_count(sheet, join->booked[stretch], there && !library);
    put_count(sheet, attended, there);
    if (there && !library) {
        sheet_hours(sheet, attended * offer->week_quarters);
    } else {
        sheet_empty(sheet, 1);
    }
    sheet_day(sheet, join->start);
    put_known_end(sheet, join->end, round->quarter.last);
    sheet_end_row(sheet);
}

static void write_with_flaws(File *file, size_t number, int stretch)
{
    const Round *round = file->round;
    const Join *join = join_numbered(round->city, number);
    const char *period = round->quarter.name;
    uint32_t chance = scattered(number * 5U + (size_t)stretch);

    if (chance % 4001 == 0 && join->booked[stretch] > 0) {
        write_join(file, number, stretch, (Variant){.attended = 0});
        write_join(file, number, stretch, (Variant){.attended = -1});
        flaws_note(round->flaws, period, &file->sheet,
                   join->attended[stretch] > 0 ? "same key, other attendance: this later row wins"
                                               : "exact duplicate of the row before",
                   join->attended[stretch] > 0 ? "remarked" : "duplicate");
        return;
    }
    write_join(file, number, stretch, (Variant){.attended = -1});
    if (chance % 4001 == 1) {
        sheet_repeat_row(&file->sheet);
        flaws_note(round->flaws, period, &file->sheet, "exact duplicate of the row before",
                   "duplicate");
    } else if (file->provider != LIBRARY && join->booked[stretch] > 0 &&
               join->attended[stretch] > join->booked[stretch]) {
        flaws_note(round->flaws, period, &file->sheet, "attended more often than booked",
                   "remarked:number-above");
    } else if (join->two_cards) {
        write_join(file, number, stretch, (Variant){.second_card = true, .attended = -1});
        flaws_note(round->flaws, period, &file->sheet, "one child with two cards", "accepted");
    }
}

static bool belongs_to(const File *file, const Join *join, int stretch)
{
    const Offer *offer = &file->round->city->omgeving->offers.items[join->offer];
    Day from = stretch_start(join->year, stretch);
    Day to = stretch_start(join->year, stretch + 1);
    bool counted = join->booked[stretch] > 0 || join->attended[stretch] > 0;
    bool asked = !join_took_place(join) && from <= join->registered && join->registered < to;

    return file->round->quarter.first <= from && from <= file->round->quarter.last &&
           (counted || asked) &&
           strcmp(partners[offer_deliverer(offer)].id,
                  provider_formats[file->provider].deliverer) == 0;
}

/* About somebody who lives elsewhere. */
static void write_stranger(File *file, long bsn, const char *day, const char *defect,
                           const char *expected)
{
    Sheet *sheet = &file->sheet;
    const Omgeving *o = file->round->city->omgeving;
    char id[24];

    sheet_number(sheet, bsn);
    sheet_empty(sheet, file->provider == LIBRARY ? 1 : 0);
    (void)snprintf(id, sizeof id, "D9000%02ld", sheet->line % 100);
    sheet_text(sheet, id);
    sheet_text(sheet, o->offers.items[o->programmes.library].id);
    put_month(sheet, file->round->quarter.first, provider_formats[file->provider].months);
    sheet_text(sheet, day);
    sheet_text(sheet, "geplaatst");
    sheet_empty(sheet, 2);
    sheet_text(sheet, "3");
    sheet_empty(sheet, 3);
    sheet_end_row(sheet);
    flaws_note(file->round->flaws, file->round->quarter.name, sheet, defect, expected);
}

static void write_strangers(File *file)
{
    if (file->provider == LIBRARY) {
        write_stranger(file, STRANGER, "", "a member who lives elsewhere", "accepted");
    }
    if (file->provider == CULTURE && file->round->index == 4) {
        write_stranger(file, STRANGER, "45200", "a day number among dates", "remarked:date-serial");
        write_stranger(file, 111222334, "", "number that fails the eleven test",
                       "refused:bsn-invalid");
    }
}

static void deliver(const Round *round, int provider)
{
    const ProviderFormat *format = &provider_formats[provider];
    File file = {.sheet = open_delivery(round, &format->dialect, "deelname", format->deliverer,
                                        round->quarter.name, ""),
                 .round = round,
                 .provider = provider};

    write_header(&file);
    if (provider_formats[provider].dialect.empty_columns > 0) {
        flaws_note_file(round->flaws, round->quarter.name, &file.sheet,
                        "empty columns behind the last one", "accepted");
    }
    size_t count = round->city->omgeving->joins.count + round->city->omgeving->parents.count;
    for (size_t i = 0; i < count; i++) {
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            if (belongs_to(&file, join_numbered(round->city, i), stretch)) {
                write_with_flaws(&file, i, stretch);
            }
        }
    }
    write_strangers(&file);
    sheet_close(&file.sheet);
}

/* ---- the paper list ---- */

enum { ODD_QUARTER = 5, ODD_COUNT = 7 /* at a school that cannot be: the children can */ };

static int heads(const City *city, int offer, int site, Day month)
{
    Random random =
        random_stream(city->settings.seed, (Stream)STREAM_PAPER,
                      ((size_t)offer * MAX_SITES + (size_t)site) * 50000U + (size_t)month);

    return site_is_open(&city->sites[site], month) ? random_between(&random, -5, 13) : 0;
}

static bool is_listed(const City *city, size_t offer, int site, int count)
{
    const Offer *listed = &city->omgeving->offers.items[offer];
    return strcmp(partners[listed->provider].id, provider_formats[PAPER_LIST].deliverer) == 0 &&
           strcmp(city->sites[site].kind, "bo") == 0 && count > 0 && site % 3 == (int)offer % 3;
}

static long most_in_month(const City *city, Day month)
{
    long most = 0;

    for (size_t i = 0; i < city->omgeving->offers.count; i++) {
        for (int site = 0; site < city->site_count; site++) {
            int count = heads(city, (int)i, site, month);
            if (is_listed(city, i, site, count)) {
                most += count < 5 ? 4 : count;
            }
        }
    }
    return most;
}

long joins_most_on_lists(const City *city, Day from, Day until)
{
    long most = 0;

    for (int quarter = 0; quarter < QUARTERS; quarter++) {
        for (int month = 0; month < 3; month++) {
            Day first = months_after(city_quarter(quarter).first, month);
            bool is_asked = from <= first && first < until;
            most += is_asked ? most_in_month(city, first) : 0;
            most += is_asked && quarter == ODD_QUARTER && month == 0 ? ODD_COUNT : 0;
        }
    }
    return most;
}

static void put_heads(Sheet *sheet, int count, int nth)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%d", count);
    sheet_text(sheet, count >= 5 ? text : nth % 2 == 0 ? "<5" : "< 5");
}

static void write_heads(Sheet *sheet, const char *offer, const char *school, Day month,
                        const char *count)
{
    sheet_text(sheet, offer);
    sheet_text(sheet, school);
    sheet_day(sheet, month);
    sheet_text(sheet, count);
    sheet_end_row(sheet);
}

static void write_month(Sheet *sheet, const Round *round, Day month, int *rows, int *total)
{
    const City *city = round->city;
    const Omgeving *o = city->omgeving;

    for (size_t i = 0; i < o->offers.count; i++) {
        const Offer *offer = &o->offers.items[i];
        for (int site = 0; site < city->site_count; site++) {
            int count = heads(city, (int)i, site, month);
            if (!is_listed(city, i, site, count)) {
                continue;
            }
            sheet_text(sheet, offer->id);
            sheet_text(sheet, city->sites[site].brin);
            sheet_day(sheet, month);
            put_heads(sheet, count, (*rows)++);
            sheet_end_row(sheet);
            *total += count;
        }
    }
}

/* With a title, a line of totals and the empty cells a spreadsheet leaves behind. */
static void deliver_paper_list(const Round *round)
{
    static const char *const columns[] = {"Activiteit-id", "School", "Maand", "Aantal kinderen"};
    const ProviderFormat *format = &provider_formats[PAPER_LIST];
    const char *period = round->quarter.name;
    char text[24];
    int rows = 0;
    int total = 0;
    Sheet sheet =
        open_delivery(round, &format->dialect, "deelname_aggregaat", format->deliverer, period, "");

    sheet_text(&sheet, "Presentielijst jeugd");
    sheet_empty(&sheet, 3);
    sheet_end_row(&sheet);
    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (int month = 0; month < 3; month++) {
        write_month(&sheet, round, months_after(round->quarter.first, month), &rows, &total);
    }
    if (round->index == ODD_QUARTER) {
        write_heads(&sheet, "V-0005", "90AX00", round->quarter.first, "enkele");
        flaws_note(round->flaws, period, &sheet, "a count in words", "refused:count-invalid");
        (void)snprintf(text, sizeof text, "%d", ODD_COUNT);
        write_heads(&sheet, "V-0005", "12A500", round->quarter.first, text);
        flaws_note(round->flaws, period, &sheet, "a school code that cannot exist",
                   "remarked:brin-invalid");
    }
    (void)snprintf(text, sizeof text, "%d", total);
    sheet_text(&sheet, "Totaal");
    sheet_empty(&sheet, 2);
    sheet_text(&sheet, text);
    sheet_end_row(&sheet);
    flaws_note(round->flaws, period, &sheet, "a row of totals", "skipped");
    sheet_close(&sheet);
}

void joins_deliver(const Round *round)
{
    Round before = *round;

    before.quarter = city_quarter(round->index - 1);
    for (int provider = 0; provider < PAPER_LIST; provider++) {
        if (round->index == 0) { /* with the beginning of the first school year */
            deliver(&before, provider);
        }
        deliver(round, provider);
    }
    deliver_paper_list(round);
}
