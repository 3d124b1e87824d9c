/* C16: the register of the working groups, as the municipality gathers it each quarter. */
#include "stad/omgeving/model.h"

#include <stdio.h>
#include <string.h>

static const char *const columns[] = {
    "Regel-id",    "Ambitie",      "Actie",      "Werkgroep",   "Soort",       "Titel",
    "Eigenaar",    "Startdatum",   "Deadline",   "Status",      "Voortgang %", "Datum stand",
    "Toelichting", "Onderzoek-id", "Bijsturing", "Gedeeld met", "Geleverd op",
};

enum {
    WITH_FRACTIONS = 1, /* quarters: the percentages of that file are parts of one … */
    WITH_SIGNS = 2,     /* … or have a sign; else plain numbers */
    WITH_LABELS = 3,
    SENT_TWICE = 4,
    WITH_COLLISION = 5,
    TWO_STATES = 6,
    WITH_LINE_BREAKS = 7,
    WITH_PHONE = 9,
    WITH_TITLE = 10
};

static const char *const state_codes[] = {"niet-gestart", "op-schema", "vertraagd", "gestopt",
                                          "gereed"};
static const char *const state_variants[] = {"Nog niet begonnen", "Op koers", "Loopt achter",
                                             "Vervallen", "Afgerond"};

/* In per cent, by fives: of the time that was agreed, less when it is late. */
static int percentage(const Line *line, Quarter quarter)
{
    LineState state = line_state(line, quarter.last);
    int length = line_deadline(line, quarter) - line->start;
    int passed = quarter.last - line->start;

    if (state == STATE_DONE || state == STATE_NOT_STARTED) {
        return state == STATE_DONE ? 100 : 0;
    }
    int share = length <= 0 ? 90 : 100 * passed / length;
    share = state == STATE_ON_TRACK ? share : share * 2 / 3;
    share = share > 95 ? 95 : share;
    return share - share % 5;
}

static void put_percentage(Sheet *sheet, const Round *round, const Line *line)
{
    char text[24];
    int share = percentage(line, round->quarter);

    if (line->kind != LINE_PROGRESS && line->kind != LINE_RESEARCH) {
        sheet_empty(sheet, 1);
        return;
    }
    if (round->index == WITH_FRACTIONS) {
        (void)snprintf(text, sizeof text, share == 100 ? "1" : "0,%02d", share);
    } else {
        (void)snprintf(text, sizeof text, round->index == WITH_SIGNS ? "%d%%" : "%d", share);
    }
    sheet_text(sheet, text);
}

static const char *remark(const Line *line, LineState state, bool moved, size_t number)
{
    static const char *const on_track[] = {
        "Loopt zoals afgesproken.", "De eerste stappen zijn gezet; alle partners doen mee.",
        "Vaste contactpersoon bij elke partner.", "Volgende bijeenkomst staat gepland."};
    static const char *const delayed[] = {"Wacht op personeel.",
                                          "Nog geen afspraak met alle scholen.",
                                          "De gegevens die nodig zijn, zijn er nog niet."};
    static const char *const evaluated[] = {
        "Werkt goed waar de school zelf de ouders belt; elders minder.",
        "Aanpak houden, maar eerder beginnen.", "Te weinig gezinnen bereikt in twee wijken."};

    switch (line->kind) {
    case LINE_EVALUATION:
        return evaluated[number % 3];
    case LINE_SHARED:
        return "Besproken in het overleg van beide werkgroepen.";
    case LINE_RISK:
        return state == STATE_DONE ? "Opgelost." : "Besproken met de opdrachtgever.";
    case LINE_REQUEST:
        return state == STATE_DONE ? "Gegevens zijn geleverd." : "Aanvraag is in behandeling.";
    case LINE_RESEARCH:
        return state == STATE_DONE ? "Rapport is klaar." : "Gegevens worden verzameld.";
    case LINE_PROGRESS:
    case LINE_DECISION:
        break;
    }
    if (state == STATE_NOT_STARTED) {
        return "Begint volgend kwartaal.";
    }
    if (moved && state != STATE_DONE) {
        return "Nieuwe datum afgesproken.";
    }
    return state == STATE_DELAYED   ? delayed[number % 3]
           : state == STATE_STOPPED ? "Gestopt: een andere partner pakt dit op."
           : state == STATE_DONE    ? "Klaar."
                                    : on_track[number % 4];
}

static void put_shared_with(Sheet *sheet, unsigned groups)
{
    char text[100] = "";

    for (int group = 0; group < GROUPS; group++) {
        if ((groups & (1U << (unsigned)group)) != 0) {
            (void)snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s",
                           text[0] == '\0' ? "" : "|", group_codes[group]);
        }
    }
    sheet_text(sheet, text);
}

/* The day of the state: once it is done, that day. */
static Day state_day(const Line *line, Quarter quarter)
{
    Day end = line->done < line->stopped ? line->done : line->stopped;

    return end <= quarter.last ? end : quarter.last;
}

typedef struct {
    const char *id;
    const char *action;
    const char *state;
    const char *remark;
} Override; /* NULL: as it is */

static void write_line(Sheet *sheet, const Round *round, size_t number, Override other)
{
    const Line *line = &round->city->omgeving->lines.items[number];
    const char *code = plan_actions[line->action].code;
    LineState state = line_state(line, round->quarter.last);
    static const char *const kinds[] = {"voortgang", "evaluatie", "besluit",       "onderzoek",
                                        "risico",    "gedeeld",   "datasetverzoek"};
    char ambition[2] = {code[0] == 'A' ? code[1] : '\0', '\0'};
    bool moved = line_deadline(line, round->quarter) != line->deadline;

    sheet_text(sheet, other.id != NULL ? other.id : line->id);
    sheet_text(sheet, ambition);
    sheet_text(sheet, other.action != NULL ? other.action : code);
    sheet_text(sheet, group_codes[line->group]);
    sheet_text(sheet, kinds[line->kind]);
    sheet_text(sheet, line->title);
    sheet_text(sheet, line->owner);
    sheet_day(sheet, line->start);
    sheet_day(sheet, line_deadline(line, round->quarter));
    sheet_text(sheet, other.state != NULL ? other.state : state_codes[state]);
    put_percentage(sheet, round, line);
    sheet_day(sheet, state_day(line, round->quarter));
    sheet_text(sheet, other.remark != NULL ? other.remark : remark(line, state, moved, number));
    sheet_text(sheet, line->study == NO_STUDY ? "" : studies[line->study].id);
    sheet_text(sheet, line->changes_course ? "J" : "N");
    put_shared_with(sheet, line->shared_with);
    sheet_day(sheet, line->kind == LINE_REQUEST && state == STATE_DONE ? line->done : NEVER);
    sheet_end_row(sheet);
}

/* The label of an action as the plan prints it. Two actions differ in word order only. */
static void write_labels(Sheet *sheet, const Round *round, size_t number)
{
    const Line *line = &round->city->omgeving->lines.items[number];
    const char *code = plan_actions[line->action].code;

    if (strcmp(code, "A4.3") == 0) {
        write_line(sheet, round, number, (Override){.action = "Ouderbetrokkenheid creëren"});
        flaws_note(round->flaws, round->quarter.name, sheet,
                   "label of the action instead of its code", "accepted");
        return;
    }
    write_line(sheet, round, number, (Override){0});
}

static void write_collision(Sheet *sheet, const Round *round, size_t number)
{
    write_line(
        sheet, round, number,
        (Override){.id = "V-901", .action = "Betere afstemming op talenten en mogelijkheden"});
    flaws_note(round->flaws, round->quarter.name, sheet, "label that two actions share",
               "refused:code-ambiguous");
}

/* What goes wrong in the quarter, at the first line it fits. */
static bool write_flaw(Sheet *sheet, const Round *round, size_t number)
{
    const char *period = round->quarter.name;
    const Line *line = &round->city->omgeving->lines.items[number];
    LineState state = line_state(line, round->quarter.last);

    switch (round->index) {
    case SENT_TWICE:
        write_line(sheet, round, number, (Override){0});
        sheet_repeat_row(sheet);
        flaws_note(round->flaws, period, sheet, "two secretaries sent the same line", "duplicate");
        return true;
    case TWO_STATES:
        write_line(sheet, round, number,
                   (Override){.state = state == STATE_DELAYED ? "op-schema" : "vertraagd"});
        write_line(sheet, round, number, (Override){0});
        flaws_note(round->flaws, period, sheet,
                   "two secretaries sent the line with another state: this later row wins",
                   "remarked");
        return true;
    case WITH_COLLISION:
        write_line(sheet, round, number, (Override){0});
        write_collision(sheet, round, number);
        return true;
    case WITH_LINE_BREAKS:
        write_line(sheet, round, number,
                   (Override){.remark = "Gedaan:\n- ouders gebeld; 12 gezinnen\n- \"bij ons thuis\""
                                        " gestart\n’s Avonds ook open"});
        flaws_note(round->flaws, period, sheet, "line breaks, quotes and separators in the remark",
                   "accepted");
        return true;
    case WITH_PHONE:
        write_line(sheet, round, number, (Override){.remark = "Vragen? Bel 06-12345678."});
        flaws_note(round->flaws, period, sheet, "a mobile number in the remark",
                   "remarked:value-personal");
        return true;
    default:
        return false;
    }
}

static void write_titles(Sheet *sheet, const Round *round)
{
    sheet_text(sheet, "Actieregister Kansrijk Onderwijs");
    sheet_empty(sheet, (int)(sizeof columns / sizeof columns[0]) - 1);
    sheet_end_row(sheet);
    flaws_note(round->flaws, round->quarter.name, sheet, "a title above the header", "accepted");
    sheet_empty(sheet, (int)(sizeof columns / sizeof columns[0]));
    sheet_end_row(sheet);
}

void actions_deliver(const Round *round)
{
    const Omgeving *o = round->city->omgeving;
    Sheet sheet = open_delivery(round, &usual_dialect, "actie_voortgang", "gemeente",
                                round->quarter.name, "");
    bool spoiled = false;

    if (round->index == WITH_TITLE) {
        write_titles(&sheet, round);
    }
    sheet_header(&sheet, columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < o->lines.count; i++) {
        const Line *line = &o->lines.items[i];
        if (!line_is_listed(line, round->quarter)) {
            continue;
        }
        if (round->index == WITH_LABELS) {
            write_labels(&sheet, round, i);
        } else if (!spoiled && i % 7 == 3 && write_flaw(&sheet, round, i)) {
            spoiled = true;
        } else {
            LineState state = line_state(line, round->quarter.last);
            bool variant = i % 9 == 4;
            write_line(&sheet, round, i,
                       (Override){.state = variant ? state_variants[state] : NULL});
        }
    }
    sheet_close(&sheet);
}
