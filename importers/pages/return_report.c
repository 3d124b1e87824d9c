/* The return report: what a deliverer gets back about one file. Line numbers and classes of values,
 * never a value; self-contained HTML that a screen reader can follow, and CSV with one finding a
 * line. */
#include "engine/base/number.h"
#include "engine/base/text.h"
#include "importers/delivery/import.h"
#include "importers/findings/rules.h"

#include "importers/pages/html_table.h"
#include "importers/pages/return_mirror.h"

#include <string.h>

enum { MOST_ROWS = 2000 };

static const char style[] =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}"
    "h1{font-size:1.6rem;line-height:1.2}h1,h2,p,li{overflow-wrap:anywhere}h2{font-size:1.2rem;"
    "margin-top:2rem}" HTML_TABLE_STYLE "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "caption{text-align:left;font-weight:600;padding:.3rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #767676}"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
    ".uitslag{border-left:.4rem solid #1a1a1a;padding:.5rem 1rem;background:#f2f2f2}"
    "@media print{body{max-width:none;margin:0}tr{break-inside:avoid}}";

/* Of a row, and not of a column or the file as a whole. */
static bool is_of_row(const char *rule)
{
    return km_rule_find(rule) >= KM_RULE_ROW_QUOTING;
}

/* A file that was refused loads nothing: no row of it was accepted. */
static const char *outcome_dutch(const KmImportResult *result, KmOutcome outcome, const char *rule)
{
    if (outcome == KM_OUTCOME_REMARKED && !is_of_row(rule)) {
        return "opmerking";
    }
    if (outcome == KM_OUTCOME_SKIPPED) {
        return "overgeslagen";
    }
    if (!result->accepted) {
        return outcome == KM_OUTCOME_REFUSED     ? "fout"
               : outcome == KM_OUTCOME_DUPLICATE ? "dubbel"
                                                 : "opmerking";
    }
    switch (outcome) {
    case KM_OUTCOME_ACCEPTED:
        return "aanvaard";
    case KM_OUTCOME_REMARKED:
        return "aanvaard met opmerking";
    case KM_OUTCOME_REFUSED:
        return "afgekeurd";
    case KM_OUTCOME_DUPLICATE:
        return "dubbel";
    case KM_OUTCOME_SKIPPED:
        break;
    }
    return "";
}

static void add_head(KmText *html, const KmImportResult *result)
{
    km_text_add(html, "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                      "<title>Retourbericht ");
    km_text_add_html(html, result->delivery.file_name);
    km_text_addf(html, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n", style);
    km_text_add(html, "<h1>Retourbericht over ");
    km_text_add_html(html, result->delivery.file_name);
    km_text_add(html, "</h1>\n");
}

/* The finding that refused the file as a whole; NULL when there is none. */
static const KmFinding *find_refusal(const KmImportResult *result)
{
    for (size_t i = 0; i < result->n_findings && !result->accepted; i++) {
        if (km_text_starts_with(result->findings[i].rule, "file-")) {
            return &result->findings[i];
        }
    }
    return NULL;
}

static void add_place(KmText *html, const KmFinding *finding)
{
    if (finding->line > 0) {
        km_text_addf(html, " (regel %lld", (long long)finding->line);
        if (finding->column > 0) {
            km_text_addf(html, ", kolom %d", finding->column);
        }
        km_text_add(html, ")");
    }
}

/* Nothing was found but rows that are no data. */
static bool is_only_skipped(const KmImportResult *result)
{
    for (size_t i = 0; i < result->n_counts; i++) {
        if (result->counts[i].outcome != KM_OUTCOME_SKIPPED) {
            return false;
        }
    }
    return true;
}

static void add_verdict(KmText *html, KmArena *arena, const KmImportResult *result)
{
    const KmFinding *refusal = find_refusal(result);
    km_text_add(html, "<p class=\"uitslag\"><strong>");
    if (result->accepted) {
        km_text_add(html, result->n_counts == 0
                              ? "Het bestand is ingelezen. Er is niets op aan te merken."
                          : is_only_skipped(result)
                              ? "Het bestand is ingelezen. Alle regels met gegevens zijn in orde."
                              : "Het bestand is ingelezen, met de bevindingen hieronder.");
        km_text_add(html, "</strong></p>\n");
        return;
    }
    km_text_add(html, "Het bestand is niet ingelezen");
    if (refusal != NULL) {
        km_text_add(html, ": ");
        km_text_add_html(html, km_finding_dutch(arena, refusal));
        add_place(html, refusal);
    }
    km_text_add(html, ".</strong>");
    if (refusal != NULL) {
        km_text_add(html, "<br>Wat te doen: ");
        km_text_add_html(html, km_finding_remedy_dutch(arena, refusal));
        km_text_add(html, ".");
    }
    km_text_add(html, "</p>\n");
}

static void add_pair(KmText *html, const char *name, const char *value)
{
    if (value[0] == '\0') {
        return;
    }
    km_text_addf(html, "<tr><th scope=\"row\">%s</th><td>", name);
    km_text_add_html(html, value);
    km_text_add(html, "</td></tr>\n");
}

static void add_delivery(KmText *html, KmArena *arena, const KmImportResult *result)
{
    const KmDelivery *d = &result->delivery;
    km_text_add(html, "<h2>Waarvoor het bestand is gehouden</h2>\n" HTML_TABLE
                      "<caption>Kenmerken van de levering</caption>\n<tbody>\n");
    add_pair(html, "Contract", d->contract);
    add_pair(html, "Leverancier", d->deliverer);
    add_pair(html, "Periode", d->period.text);
    if (d->version > 0) {
        add_pair(html, "Versie", km_format(arena, "%d", d->version));
    }
    add_pair(html, "Vorm", d->dialect);
    km_text_add(html, HTML_TABLE_END);
}

static void add_count(KmText *html, KmArena *arena, const char *name, int64_t count)
{
    km_text_addf(html, "<tr><th scope=\"row\">%s</th><td class=\"n\">%s</td></tr>\n", name,
                 km_dutch_count(arena, count));
}

static void add_balance(KmText *html, KmArena *arena, const KmImportResult *result)
{
    const KmDelivery *d = &result->delivery;
    bool accepted = result->accepted;
    if (!accepted && d->lines_read == 0) {
        return; /* it was refused before its rows were looked at */
    }
    km_text_add(html, "<h2>Regels</h2>\n" HTML_TABLE "<caption>");
    km_text_add(html, accepted ? "Elke gelezen regel telt precies één keer"
                               : "Niets hiervan is ingelezen; zo zijn de regels bekeken");
    km_text_add(html, "</caption>\n<tbody>\n");
    add_count(html, arena, accepted ? "Gelezen" : "Bekeken", d->lines_read);
    add_count(html, arena, accepted ? "Aanvaard" : "In orde", d->accepted);
    add_count(html, arena, accepted ? "Aanvaard met opmerking" : "In orde, met een opmerking",
              d->remarked);
    add_count(html, arena, accepted ? "Afgekeurd" : "Met een fout", d->refused);
    add_count(html, arena, "Dubbel", d->duplicate);
    km_text_add(html, HTML_TABLE_END);
    if (result->skipped > 0) {
        km_text_addf(html,
                     "<p>Daarnaast %s overgeslagen, omdat er geen gegevens in staan: "
                     "totalen, een herhaalde kop, eenheden of een voetnoot.</p>\n",
                     result->skipped == 1 ? "is 1 regel"
                                          : km_format(arena, "zijn %s regels",
                                                      km_dutch_count(arena, result->skipped)));
    }
    km_text_add(html, accepted
                          ? "<p>Aanvaarde regels tellen mee, ook met een opmerking. Afgekeurde "
                            "en dubbele regels tellen niet mee.</p>\n"
                          : "");
}

/* One finding of the rule, for its wording; NULL when none was kept. */
static const KmFinding *example_of(const KmImportResult *result, const char *rule)
{
    for (size_t i = 0; i < result->n_findings; i++) {
        if (km_text_equal(result->findings[i].rule, rule)) {
            return &result->findings[i];
        }
    }
    return NULL;
}

/* The refusal of a file is its verdict; is there anything beside it? */
static bool has_more_than_refusal(const KmImportResult *result)
{
    for (size_t i = 0; i < result->n_counts; i++) {
        if (result->accepted || !km_text_starts_with(result->counts[i].rule, "file-")) {
            return true;
        }
    }
    return false;
}

static void add_counts(KmText *html, KmArena *arena, const KmImportResult *result)
{
    if (!has_more_than_refusal(result)) {
        return;
    }
    km_text_add(html,
                "<h2>Meest voorkomende bevindingen</h2>\n" HTML_TABLE "<caption>Aantal per soort, "
                "de meest voorkomende eerst</caption>\n<thead><tr><th scope=\"col\" "
                "class=\"n\">Aantal</th><th scope=\"col\">Gevolg</th><th scope=\"col\">"
                "Bijvoorbeeld</th><th scope=\"col\">Wat te doen</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < result->n_counts; i++) {
        const KmFindingCount *count = &result->counts[i];
        if (!result->accepted && km_text_starts_with(count->rule, "file-")) {
            continue; /* the verdict has said it */
        }
        const KmFinding *example = example_of(result, count->rule);
        km_text_addf(html, "<tr><td class=\"n\">%s</td><td>%s</td><td>",
                     km_dutch_count(arena, count->count),
                     outcome_dutch(result, count->outcome, count->rule));
        if (example != NULL) {
            km_text_add_html(html, km_finding_dutch(arena, example));
            km_text_add(html, "</td><td>");
            km_text_add_html(html, km_finding_remedy_dutch(arena, example));
        } else {
            km_text_add(html, "</td><td>");
        }
        km_text_add(html, "</td></tr>\n");
    }
    km_text_add(html, HTML_TABLE_END);
}

/* Whether the file numbers its own rows. */
static bool has_records(const KmImportResult *result)
{
    for (size_t i = 0; i < result->n_findings; i++) {
        if (result->findings[i].record[0] != '\0') {
            return true;
        }
    }
    return false;
}

static const char *field_of(const KmFinding *finding)
{
    return finding->column > 0 ? finding->field : finding->line > 0 ? "hele regel" : "alle";
}

static const char *line_of(KmArena *arena, const KmFinding *finding)
{
    return finding->line > 0 ? km_format(arena, "%lld", (long long)finding->line) : "hele bestand";
}

static void add_finding(KmText *html, KmArena *arena, const KmImportResult *result,
                        const KmFinding *finding, bool with_records)
{
    km_text_addf(html, "<tr><td class=\"n\">%s</td>", line_of(arena, finding));
    if (with_records) {
        km_text_add(html, "<td class=\"n\">");
        km_text_add_html(html, finding->record[0] == '\0' ? "–" : finding->record);
        km_text_add(html, "</td>");
    }
    km_text_add(html, "<td>");
    if (finding->column > 0) {
        km_text_addf(html, "%d ", finding->column);
    }
    km_text_add_html(html, field_of(finding));
    km_text_addf(html, "</td><td>%s</td><td>",
                 outcome_dutch(result, finding->outcome, finding->rule));
    km_text_add_html(html, km_finding_dutch(arena, finding));
    km_text_add(html, "</td></tr>\n");
}

static void add_findings(KmText *html, KmArena *arena, const KmImportResult *result)
{
    bool with_records = has_records(result);
    if (!has_more_than_refusal(result)) {
        return;
    }
    km_text_add(html, "<h2>Bevindingen per regel</h2>\n<p>Regelnummers tellen vanaf de eerste "
                      "regel van het bestand, de kop meegeteld.");
    km_text_add(html, with_records ? " “Uw nummer” is het nummer dat u de regel zelf gaf." : "");
    km_text_add(html,
                " Waarden staan hier bewust niet bij: het zijn persoonsgegevens.</p>\n" HTML_TABLE
                "<caption>");
    km_text_add(html, result->n_findings > MOST_ROWS
                          ? "De eerste 2.000 bevindingen; alle staan in het CSV-bestand"
                          : "Alle bevindingen");
    km_text_add(html, "</caption>\n<thead><tr><th scope=\"col\" class=\"n\">Regel</th>");
    km_text_add(html, with_records ? "<th scope=\"col\" class=\"n\">Uw nummer</th>" : "");
    km_text_add(html, "<th scope=\"col\">Kolom</th><th scope=\"col\">Gevolg</th><th "
                      "scope=\"col\">Bevinding</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < result->n_findings && i < MOST_ROWS; i++) {
        add_finding(html, arena, result, &result->findings[i], with_records);
    }
    km_text_add(html, HTML_TABLE_END);
}

char *km_return_report_html(KmArena *arena, const KmImportResult *result)
{
    KmText html = km_text_init(arena);
    add_head(&html, result);
    add_verdict(&html, arena, result);
    add_balance(&html, arena, result);
    add_counts(&html, arena, result);
    km_return_mirror(&html, arena, result->mirror);
    add_findings(&html, arena, result);
    add_delivery(&html, arena, result);
    km_text_add(&html, "</main>\n</body>\n</html>\n");
    return html.bytes;
}

char *km_return_report_csv(KmArena *arena, const KmImportResult *result)
{
    KmText csv = km_text_init(arena);
    /* The mark tells a spreadsheet that this is UTF-8. */
    km_text_add(&csv,
                "\xef\xbb\xbfregel;uw nummer;kolom;veld;gevolg;code;bevinding;wat te doen\r\n");
    for (size_t i = 0; i < result->n_findings; i++) {
        const KmFinding *finding = &result->findings[i];
        const char *cells[] = {finding->record,
                               finding->column > 0 ? km_format(arena, "%d", finding->column) : "",
                               field_of(finding),
                               outcome_dutch(result, finding->outcome, finding->rule),
                               finding->rule,
                               km_finding_dutch(arena, finding),
                               km_finding_remedy_dutch(arena, finding)};
        km_text_add(&csv, line_of(arena, finding));
        for (size_t c = 0; c < sizeof cells / sizeof cells[0]; c++) {
            km_text_add_char(&csv, ';');
            km_text_add_csv(&csv, cells[c], ';');
        }
        km_text_add(&csv, "\r\n");
    }
    return csv.bytes;
}
