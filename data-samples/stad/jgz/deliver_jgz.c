/* C02: JGZ delivers its whole history of decisions, as known on the last day of the quarter. */
#include "stad/deliveries/deliver.h"
#include "stad/gemeente/sites.h"

#include <stdio.h>
#include <string.h>

static const char *const names[] = {
    "BSN",
    "Cliëntnummer",
    "Geboortedatum",
    "Geslacht",
    "Postcode",
    "Indicatie-id",
    "Datum bepaling",
    "Besluit",
    "Ingangsdatum indicatie",
    "Einddatum indicatie",
    "Indicatiegrond",
    "Toestemming ouders",
    "Datum toegeleid",
    "Toegeleid naar",
    "Reden niet-bereik",
    "Thuistaal",
    "Opleiding ouders",
    "Toelichting",
};

enum { COLUMNS = sizeof names / sizeof names[0], CONSENT_ROUND = 8 };

/* In this quarter the export holds a column that must not be delivered. */
static bool has_remarks(const Round *round)
{
    return round->index == 1;
}

static void put_grounds(Sheet *sheet, int grounds)
{
    static const char *const codes[] = {
        "opleiding", "thuistaal", "ontwikkeling-taal", "sociaal-emotioneel",
        "omgeving",  "herkomst",  "schuld-armoede",    "overig",
    };
    char text[160] = "";
    size_t used = 0;

    for (unsigned bit = 0; bit < 8; bit++) {
        if (((unsigned)grounds & (1U << bit)) != 0U) {
            int added =
                snprintf(text + used, sizeof text - used, "%s%s", used > 0 ? "|" : "", codes[bit]);
            used += (size_t)added;
        }
    }
    sheet_text(sheet, text);
}

static void put_end(Sheet *sheet, const Decision *decision)
{
    sheet_day(sheet, decision->end_as_far_date && decision->end == NEVER ? day_of(9999, 12, 31)
                                                                         : decision->end);
}

static void put_guidance(Sheet *sheet, const Round *round, const Decision *decision)
{
    bool led = decision->led != NEVER && decision->led <= round->quarter.last;

    sheet_day(sheet, led ? decision->led : NEVER);
    if (!led || (decision->led_to == NO_SITE && !decision->led_outside)) {
        sheet_text(sheet, "");
    } else if (decision->led_outside) {
        sheet_text(sheet, LRK_OUTSIDE);
    } else {
        sheet_text(sheet, round->city->sites[decision->led_to].lrk);
    }
}

static void put_reason(Sheet *sheet, const Round *round, const Decision *decision)
{
    Day last = round->quarter.last;
    bool lasting = decision->reason == REASON_MEDICAL;
    bool shown = decision->reason != REASON_NONE &&
                 (lasting || (decision->start <= last && last < decision->reason_until));

    if (shown) {
        sheet_number(sheet, (long)decision->reason);
    } else {
        sheet_text(sheet, "");
    }
}

/* Of a few the parents take their consent back. */
static bool has_consent(const Round *round, size_t index, const Decision *decision)
{
    bool is_taken_back = round->index >= CONSENT_ROUND && scattered(index * 17U) % 211 == 0;

    return decision->consent && !is_taken_back;
}

static void write_decision(Sheet *sheet, const Round *round, size_t index, size_t nth,
                           Verdict verdict)
{
    static const char *const sexes[] = {"Mannelijk", "Vrouwelijk", ""};
    static const char *const verdicts[] = {"J", "N", "ingetrokken", "aangehouden"};
    const Child *child = &round->city->children.items[index];
    const Decision *decision = &round->city->decisions.items[child->decisions.first + nth];
    char number[24];

    put_bsn(sheet, child->bsn);
    (void)snprintf(number, sizeof number, "C%07zu", index * 7U + 100003U);
    sheet_text(sheet, number);
    sheet_day(sheet, child->birth);
    sheet_text(sheet, sexes[child->sex]);
    put_postcode(sheet, known_home(round, child), "_");
    (void)snprintf(number, sizeof number, "I%06zu-%zu", index, nth + 1U);
    sheet_text(sheet, number);
    sheet_day(sheet, decision->decided);
    sheet_text(sheet, verdicts[verdict]);
    sheet_day(sheet, decision->start);
    put_end(sheet, decision);
    put_grounds(sheet, decision->grounds);
    sheet_text(sheet, has_consent(round, index, decision) ? "J" : "N");
    put_guidance(sheet, round, decision);
    put_reason(sheet, round, decision);
    sheet_text(sheet, language_codes[decision->language]);
    sheet_text(sheet, education_codes[decision->education]);
    if (has_remarks(round)) {
        sheet_text(sheet,
                   scattered(index) % 50 == 0 ? "Moeder belt terug;\nbroertje ook hier" : "");
    }
    sheet_end_row(sheet);
}

static void write_with_flaws(Sheet *sheet, const Round *round, size_t index, size_t nth)
{
    const Child *child = &round->city->children.items[index];
    Verdict verdict = round->city->decisions.items[child->decisions.first + nth].verdict;
    uint32_t chance = scattered(index * 11U + nth + (size_t)round->index);
    const char *period = round->quarter.name;

    if (chance % 2003 == 0 && verdict == VERDICT_YES) {
        write_decision(sheet, round, index, nth, VERDICT_NO);
        write_decision(sheet, round, index, nth, verdict);
        flaws_note(round->flaws, period, sheet, "same key, other decision: this later row wins",
                   "remarked");
        return;
    }
    write_decision(sheet, round, index, nth, verdict);
    if (chance % 2003 == 1 && !has_remarks(round)) {
        sheet_repeat_row(sheet);
        flaws_note(round->flaws, period, sheet, "exact duplicate of the row before", "duplicate");
    }
}

/* Some withdrawals reach the file half a year after they were decided. */
static Day told_from(const Decision *decision, size_t index)
{
    bool is_late = decision->verdict == VERDICT_WITHDRAWN && scattered(index) % 4 == 0 &&
                   decision->decided < city_quarter(QUARTERS - 3).first;

    return is_late ? months_after(decision->decided, 6) : decision->decided;
}

void deliver_jgz(const Round *round)
{
    const City *city = round->city;
    const char *period = round->quarter.name;
    Sheet sheet = open_delivery(round, &usual_dialect, "jgz_indicatie", "jgz-rijnland", period, "");

    sheet_header(&sheet, names, has_remarks(round) ? COLUMNS : COLUMNS - 1);
    if (has_remarks(round)) {
        flaws_note(round->flaws, period, &sheet, "column Toelichting must not be delivered",
                   "dropped");
    }
    for (size_t i = 0; i < city->children.count; i++) {
        const Child *child = &city->children.items[i];
        for (size_t nth = 0; nth < child->decisions.count; nth++) {
            const Decision *decision = &city->decisions.items[child->decisions.first + nth];
            Day told = told_from(decision, i);
            if (told > round->quarter.last) {
                continue;
            }
            write_with_flaws(&sheet, round, i, nth);
            if (round->index == CONSENT_ROUND && decision->consent &&
                !has_consent(round, i, decision)) {
                flaws_note(round->flaws, period, &sheet,
                           "the parents took their consent back: the child counts in numbers only",
                           "accepted");
            }
            if (told > decision->decided && told >= round->quarter.first) {
                flaws_note(round->flaws, period, &sheet,
                           "withdrawn half a year ago, told only now: the figures of then differ "
                           "by the day they are known on",
                           "accepted");
            }
        }
    }
    sheet_close(&sheet);
}
