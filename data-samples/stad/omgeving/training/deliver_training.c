/* C17a from the programme office and the college, C17b from the programme office alone. */
#include "stad/gemeente/partners.h"
#include "stad/omgeving/model.h"
#include "stad/omgeving/training/training.h"

#include <stdio.h>
#include <string.h>

enum { TYPED_THEME = 4, REPEATED = 6, TWO_SCORES = 9 };

static const Dialect college_dialect = {
    .separator = ';', .encoding = ENCODING_UTF8_BOM, .dates = DATES_ISO, .decimal = ','};

/* A session of which the partners speak: 2023K4, or the two years before it. */
typedef struct {
    const char *name;
    Day first;
    Day last;
    Day planned_until;
} Span;

static Day planned_day(const Session *session, Day last)
{
    return session->day > last ? session->first_planned : session->day;
}

static void put_sectors(Sheet *sheet, unsigned sectors, int theme)
{
    static const char *const pairs[THEMES] = {"", "ko|po", "", "ko|po", "po|vo", "ko|po", ""};

    sheet_text(sheet, sectors == 0 ? "" : pairs[theme]);
}

static void write_session(Sheet *sheet, const Session *session, Day last)
{
    static const char *const parts[] = {"", " (dag 1)", " (dag 2)"};
    char title[120];

    (void)snprintf(title, sizeof title, "%s%s", session->title, parts[session->part]);
    sheet_text(sheet, session->id);
    sheet_day(sheet, planned_day(session, last));
    sheet_text(sheet, title);
    sheet_text(sheet, theme_codes[session->theme]);
    sheet_text(sheet, session->provider);
    sheet_hours(sheet, session->quarters);
    sheet_number(sheet, session->capacity);
    sheet_text(sheet, plan_actions[session->action].code);
    put_sectors(sheet, session->sectors, session->theme);
    sheet_text(sheet, session->day > last  ? "gepland"
                      : session->cancelled ? "geannuleerd"
                                           : "gehouden");
    sheet_end_row(sheet);
}

static void deliver_sessions(const Round *round, const char *deliverer, Span span)
{
    static const char *const columns[] = {"Sessie-id",        "Datum", "Titel",      "Thema",
                                          "Aanbieder",        "Duur",  "Capaciteit", "Actie",
                                          "Doelgroep-sector", "Status"};
    const Omgeving *o = round->city->omgeving;
    bool college = strcmp(deliverer, "hogeschool-leyenburg") == 0;
    bool repeated = false;
    Sheet sheet = open_delivery(round, college ? &college_dialect : &usual_dialect, "scholing",
                                deliverer, span.name, "");

    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < o->sessions.count; i++) {
        const Session *session = &o->sessions.items[i];
        bool own = (strcmp(session->provider, "hogeschool-leyenburg") == 0) == college;
        Day day = planned_day(session, span.last);
        if (!own || day < span.first || day > span.planned_until) {
            continue;
        }
        write_session(&sheet, session, span.last);
        if (college && round->index == REPEATED && !repeated) {
            sheet_repeat_row(&sheet);
            flaws_note(round->flaws, round->quarter.name, &sheet,
                       "exact duplicate of the row before", "duplicate");
            repeated = true;
        }
    }
    sheet_close(&sheet);
}

static void put_tenths(Sheet *sheet, int tenths)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%d,%d", tenths / 10, tenths % 10);
    sheet_text(sheet, tenths == 0 ? "" : text);
}

static void put_known(Sheet *sheet, int number)
{
    if (number == 0) {
        sheet_empty(sheet, 1);
    } else {
        sheet_number(sheet, number);
    }
}

static const char *job_at(const Partner *partner, int person)
{
    if (strcmp(partner->sector, "po") == 0 || strcmp(partner->sector, "vo") == 0) {
        return person % 6 == 0 ? "intern begeleider" : "leerkracht";
    }
    return strcmp(partner->sector, "ko") == 0 ? "pedagogisch medewerker" : "professional";
}

static void write_trainee(Sheet *sheet, const Round *round, const Trainee *trainee, int after)
{
    const Session *session = &round->city->omgeving->sessions.items[trainee->session];
    const Partner *partner = &partners[trainee->partner];
    char mail[80];

    (void)snprintf(mail, sizeof mail, "%s%04d@%s.example", trainee->second_mail ? "prive" : "p",
                   trainee->person, partner->id);
    sheet_text(sheet, session->id);
    sheet_text(sheet, mail);
    sheet_text(sheet, trainee->typed_name ? partner->name : partner->id);
    sheet_text(sheet, job_at(partner, trainee->person));
    sheet_text(sheet, trainee->registered ? "J" : "N");
    sheet_text(sheet, trainee->present ? "J" : "N");
    sheet_text(sheet, trainee->cancelled ? "J" : "N");
    put_tenths(sheet, trainee->before);
    put_tenths(sheet, after);
    put_known(sheet, trainee->mark);
    put_known(sheet, session->day + 92 <= round->quarter.last ? trainee->follow_up : 0);
    sheet_end_row(sheet);
}

/* Everybody up to the quarter, in every file again. What is odd is noted in the file of its own
 * quarter. */
static void write_row(Sheet *sheet, const Round *round, size_t number)
{
    const Trainee *trainee = &round->city->omgeving->trainees.items[number];
    Day day = round->city->omgeving->sessions.items[trainee->session].day;
    bool fresh = day >= round->quarter.first;
    const char *period = round->quarter.name;

    if (round->index == TWO_SCORES && fresh && trainee->after > 10 && number % 37 == 5) {
        write_trainee(sheet, round, trainee, trainee->after - 5);
        write_trainee(sheet, round, trainee, trainee->after);
        flaws_note(round->flaws, period, sheet, "same key, other score: this later row wins",
                   "remarked");
        return;
    }
    write_trainee(sheet, round, trainee, trainee->after);
    if (fresh && trainee->typed_name) {
        flaws_note(round->flaws, period, sheet, "the partner by its name", "accepted");
    } else if (fresh && trainee->second_mail) {
        flaws_note(round->flaws, period, sheet, "a person under a second mail address", "accepted");
    } else if (fresh && !trainee->registered && number % 7 == 0) {
        flaws_note(round->flaws, period, sheet, "present without having registered", "accepted");
    }
}

static void write_bad_row(Sheet *sheet, const Round *round)
{
    const Session *session = &round->city->omgeving->sessions.items[0];

    sheet_text(sheet, session->id);
    sheet_text(sheet, "p9999@gemeente.example");
    sheet_text(sheet, "gemeente");
    sheet_text(sheet, "professional");
    sheet_text(sheet, "J");
    sheet_text(sheet, "misschien");
    sheet_text(sheet, "N");
    sheet_text(sheet, "7,5");
    sheet_empty(sheet, 3);
    sheet_end_row(sheet);
    flaws_note(round->flaws, round->quarter.name, sheet,
               "presence in a word nobody knows, and a score beyond the scale",
               "remarked:code-unknown");
}

static void deliver_trainees(const Round *round)
{
    static const char *const columns[] = {
        "Sessie-id", "E-mailadres", "Partner",  "Functie",    "Aangemeld",        "Aanwezig",
        "Afgemeld",  "Score voor",  "Score na", "Waardering", "Opvolgscore 3 mnd"};
    const Omgeving *o = round->city->omgeving;
    Sheet sheet = open_delivery(round, &usual_dialect, "scholing_deelname", "gemeente",
                                round->quarter.name, "");

    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < o->trainees.count; i++) {
        if (o->sessions.items[o->trainees.items[i].session].day <= round->quarter.last) {
            write_row(&sheet, round, i);
        }
    }
    if (round->index == TYPED_THEME) {
        write_bad_row(&sheet, round);
    }
    sheet_close(&sheet);
}

void training_deliver(const Round *round)
{
    static const char *const deliverers[] = {"gemeente", "hogeschool-leyenburg"};
    int ahead = 3 * QUARTERS_PLANNED;

    for (int i = 0; i < 2; i++) {
        if (round->index == 0) {
            Day first = months_after(round->quarter.first, -12 * YEARS_OF_TRAINING_BEFORE);
            Day last = round->quarter.first - 1;
            deliver_sessions(round, deliverers[i], (Span){"2021K4..2023K3", first, last, last});
        }
        deliver_sessions(round, deliverers[i],
                         (Span){round->quarter.name, round->quarter.first, round->quarter.last,
                                months_after(round->quarter.last + 1, ahead) - 1});
    }
    deliver_trainees(round);
}
