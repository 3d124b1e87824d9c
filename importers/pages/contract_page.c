/* The page that tells a deliverer, in Dutch, what to put in the file and why. */
#include "engine/base/text.h"
#include "importers/contract/contract_inner.h"
#include "importers/pages/html_table.h"

static const char style[] =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff}"
    "h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.2rem;margin-top:2rem}" HTML_TABLE_STYLE
    "table{border-collapse:collapse;width:100%;margin:1rem 0}"
    "caption{text-align:left;font-weight:600;padding:.3rem 0}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #767676}"
    "code{overflow-wrap:anywhere}"
    "@media print{body{max-width:none;margin:0}tr{break-inside:avoid}}";

static const char *authority_dutch(KmAuthority authority)
{
    switch (authority) {
    case KM_AUTHORITY_HISTORY:
        return "alles tot en met het einde van de periode, ook wat u eerder leverde";
    case KM_AUTHORITY_PERIOD:
        return "wat in de periode gebeurde, of toen nog liep";
    case KM_AUTHORITY_STAND:
        return "hoe het was op de laatste dag van de periode";
    case KM_AUTHORITY_REGISTER:
        return "hoe het is vanaf het begin van de periode; dat geldt tot de volgende levering";
    }
    return "";
}

static const char *form_dutch(const KmField *field)
{
    switch (field->kind) {
    case KM_KIND_PERSON:
        return "negen cijfers";
    case KM_KIND_DATE:
        return "datum, dd-mm-jjjj";
    case KM_KIND_INTEGER:
        return "geheel getal";
    case KM_KIND_NUMBER:
        return "getal, met decimale komma";
    case KM_KIND_HOURS:
        return "uren: 16,5 of 16:30";
    case KM_KIND_MONEY:
        return "bedrag in euro's: 1234,50";
    case KM_KIND_PERCENT:
        return "percentage van 0 tot 100";
    case KM_KIND_SMALL_COUNT:
        return "aantal; een klein aantal mag als <5";
    case KM_KIND_MONTH:
        return "maand, mm-jjjj";
    case KM_KIND_SCHOOL_YEAR:
        return "schooljaar, zoals 2025-2026";
    case KM_KIND_CODE:
        return "code";
    case KM_KIND_CODES:
        return "codes, met | ertussen";
    case KM_KIND_CONTRACT:
        return "naam van een contract";
    case KM_KIND_CONTRACTS:
        return "namen van contracten, met | ertussen";
    case KM_KIND_BRIN:
        return field->is_school ? "BRIN met vestiging, zoals 00AP00, of van de hele school: 00AP"
                                : "BRIN met vestiging, zoals 00AP00";
    case KM_KIND_BRANCH:
        return field->is_whole ? "twee cijfers, of de BRIN met die cijfers erachter"
                               : "twee cijfers";
    case KM_KIND_RIO:
        return "RIO-code, zoals 100A200 of 100X200";
    case KM_KIND_LRK:
        return "negen cijfers";
    case KM_KIND_POSTCODE:
        return "postcode, zoals 2312 AB";
    case KM_KIND_REGION:
        return "code van het CBS";
    case KM_KIND_TEXT:
    case KM_KIND_PSEUDONYM:
    case KM_KIND_KEY_VERSION:
    case KM_KIND_HASH:
        break;
    }
    return "tekst";
}

static void add_head(KmText *html, const KmContract *c)
{
    km_text_add(html, "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
                      "<title>");
    km_text_add_html(html, c->title_nl);
    km_text_addf(html, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>", style);
    km_text_add_html(html, c->title_nl);
    km_text_add(html, "</h1>\n<p>");
    km_text_add_html(html, c->description_nl);
    km_text_add(html, "</p>\n");
}

static void add_pair(KmText *html, const char *name, const char *value)
{
    km_text_addf(html, "<tr><th scope=\"row\">%s</th><td>", name);
    km_text_add_html(html, value);
    km_text_add(html, "</td></tr>\n");
}

/* The end of a file's name, with what it says. */
static const char *period_dutch(KmFrequency frequency)
{
    switch (frequency) {
    case KM_FREQUENCY_MONTH:
        return "2026-09.csv; 2026-09 is september 2026";
    case KM_FREQUENCY_SCHOOL_YEAR:
        return "2025-2026.csv; 2025-2026 is het schooljaar";
    case KM_FREQUENCY_YEAR:
        return "2026K1..2026K4.csv; dat zijn de vier kwartalen van 2026";
    case KM_FREQUENCY_QUARTER:
    case KM_FREQUENCY_ON_CHANGE:
        break;
    }
    return "2026K3.csv; 2026K3 is het derde kwartaal van 2026";
}

static void add_terms(KmText *html, KmArena *arena, const KmContract *c)
{
    km_text_add(html, HTML_TABLE "<caption>Afspraken</caption>\n<tbody>\n");
    add_pair(html, "Contract", km_format(arena, "%s %s", c->code, c->name));
    add_pair(html, "Wie levert", c->deliverer_nl);
    add_pair(html, "Waarvoor", c->purpose_nl);
    add_pair(html, "Bewaartermijn", km_format(arena, "%d maanden", c->retention_months));
    add_pair(html, "Het bestand gaat over", authority_dutch(c->spec.authority));
    add_pair(html, "Bestandsnaam",
             km_format(arena, "%s_<leverancier>_<periode>.csv, bijvoorbeeld %s_naam_%s", c->name,
                       c->name, period_dutch(c->terms.frequency)));
    add_pair(html, "Vorm",
             "CSV met ; als scheidingsteken, Windows-1252 of UTF-8, een kopregel, datums als "
             "dd-mm-jjjj, decimale komma; een lege cel is onbekend. Andere gangbare vormen worden "
             "herkend.");
    km_text_add(html, HTML_TABLE_END);
}

static void add_codes(KmText *html, const KmField *field)
{
    if (field->list == NULL) {
        return;
    }
    km_text_add(html, ": ");
    for (size_t i = 0; i < field->list->n_codes; i++) {
        const KmCode *code = &field->list->codes[i];
        km_text_add(html, i == 0 ? "<code>" : ", <code>");
        km_text_add_html(html, code->code);
        km_text_add(html, "</code>");
        if (!km_text_equal(code->code, code->label_nl)) {
            km_text_add(html, " (");
            km_text_add_html(html, code->label_nl);
            km_text_add(html, ")");
        }
    }
}

/* What a value looks like, where the form does not say it already. */
static void add_example(KmText *html, const KmField *field)
{
    bool is_open = field->kind == KM_KIND_TEXT || field->kind == KM_KIND_INTEGER ||
                   field->kind == KM_KIND_NUMBER || field->kind == KM_KIND_LRK ||
                   field->kind == KM_KIND_REGION || field->kind == KM_KIND_PERCENT;
    if (is_open && field->example[0] != '\0') {
        km_text_add(html, ", zoals <code>");
        km_text_add_html(html, field->example);
        km_text_add(html, "</code>");
    }
}

static void add_length(KmText *html, const KmField *field)
{
    if ((field->kind == KM_KIND_TEXT || field->kind == KM_KIND_HASH) &&
        field->max_length < KM_LONGEST_TEXT) {
        km_text_addf(html, ", ten hoogste %d tekens", field->max_length);
    }
}

static void add_field(KmText *html, const KmField *field)
{
    const char *need = field->value_required    ? "kolom en waarde verplicht"
                       : field->column_required ? "kolom verplicht"
                                                : "mag ontbreken";
    km_text_add(html, "<tr><th scope=\"row\">");
    km_text_add_html(html, field->name);
    km_text_add(html, "</th><td>");
    km_text_add_html(html, field->title_nl);
    km_text_addf(html, "</td><td>%s</td><td>", need);
    km_text_add_html(html, form_dutch(field));
    add_length(html, field);
    add_codes(html, field);
    add_example(html, field);
    km_text_add(html, "</td><td>");
    km_text_add_html(html, field->other_names);
    km_text_add(html, "</td></tr>\n");
}

/* By which numbers the return report can point at a row. */
static void add_record(KmText *html, const KmContract *c)
{
    km_text_add(html, "<p>In het retourbericht staat bij elke bevinding de regel van het bestand");
    for (size_t i = 0; i < c->n_fields; i++) {
        if (c->fields[i].is_record) {
            km_text_add(html, " en uw <code>");
            km_text_add_html(html, c->fields[i].name);
            km_text_add(html, "</code>");
        }
    }
    km_text_add(html, ". Een extra kolom <code>Regelnummer</code> of <code>Volgnummer</code> mag: "
                      "dat nummer staat er dan ook bij. Zet er geen nummer van een kind "
                      "in.</p>\n");
}

/* Why a return report says of two rows that they are about the same. A register of successions
 * refuses both. */
static void add_key(KmText *html, const KmContract *c)
{
    size_t n = c->successor_field >= 0 ? 0 : c->n_key;
    for (size_t i = 0; i < n; i++) {
        km_text_add(html, i == 0 ? "<p>Twee regels met hetzelfde in " : i == n - 1 ? " en " : ", ");
        km_text_add(html, "<code>");
        km_text_add_html(html, c->fields[c->key[i]].name);
        km_text_add(html, "</code>");
    }
    km_text_add(html, n == 0 ? "" : " gaan over hetzelfde: de laatste telt.</p>\n");
}

static void add_fields(KmText *html, const KmContract *c)
{
    km_text_add(html,
                "<h2>Kolommen</h2>\n" HTML_TABLE "<caption>De volgorde is vrij; hoofdletters, "
                "spaties en streepjes in de kop doen er niet toe</caption>\n<thead><tr><th "
                "scope=\"col\">Kolom</th><th scope=\"col\">Betekenis</th><th scope=\"col\">"
                "Verplicht</th><th scope=\"col\">Inhoud</th><th scope=\"col\">Mag ook heten"
                "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < c->n_fields; i++) {
        add_field(html, &c->fields[i]);
    }
    km_text_add(html, HTML_TABLE_END);
    add_key(html, c);
    add_record(html, c);
    if (c->person >= 0) {
        km_text_add(html,
                    "<p>Het BSN wordt bij het inlezen omgezet in een pseudoniem en daarna "
                    "vergeten. In plaats van het BSN mogen Pseudoniem en Sleutelversie worden "
                    "geleverd.</p>\n");
    }
}

static void add_refused(KmText *html, const KmContract *c)
{
    if (c->n_refused == 0) {
        return;
    }
    km_text_add(html, "<h2>Niet leveren</h2>\n<ul>\n");
    for (size_t i = 0; i < c->n_refused; i++) {
        km_text_add(html, "<li>");
        km_text_add_html(html, c->refused[i].name);
        km_text_add(html, ": ");
        km_text_add_html(html, c->refused[i].reason_nl);
        km_text_add(html, "</li>\n");
    }
    km_text_add(html, "</ul>\n");
}

static void add_mistake(KmText *html, bool *is_open, const char *text)
{
    km_text_add(html, *is_open ? "<li>" : "<h2>Wat vaak misgaat</h2>\n<ul>\n<li>");
    km_text_add_html(html, text);
    km_text_add(html, "</li>\n");
    *is_open = true;
}

static bool has_kind(const KmContract *c, KmFieldKind kind)
{
    for (size_t i = 0; i < c->n_fields; i++) {
        if (c->fields[i].kind == kind) {
            return true;
        }
    }
    return false;
}

/* First what the contract itself warns of, then what its kinds of columns bring along. */
static void add_mistakes(KmText *html, const KmContract *c)
{
    bool is_open = false;
    for (size_t i = 0; i < c->n_mistakes; i++) {
        add_mistake(html, &is_open, c->mistakes[i]);
    }
    if (c->person >= 0) {
        add_mistake(html, &is_open,
                    "Een rekenblad laat de nul vóór een BSN weg, of maakt er 1,23E+08 van: geef de "
                    "kolom eerst de notatie Tekst.");
    }
    if (has_kind(c, KM_KIND_DATE)) {
        add_mistake(html, &is_open,
                    "Een rekenblad toont datums zoals uw computer is ingesteld: bewaar ze als "
                    "dd-mm-jjjj, met vier cijfers voor het jaar.");
    }
    if (has_kind(c, KM_KIND_HOURS) || has_kind(c, KM_KIND_NUMBER) || has_kind(c, KM_KIND_MONEY)) {
        add_mistake(html, &is_open,
                    "Vervang de ; in het bestand niet door een komma: dan valt 6,4 in twee cellen "
                    "uiteen en wordt het bestand geweigerd.");
    }
    if (has_kind(c, KM_KIND_SMALL_COUNT)) {
        add_mistake(html, &is_open,
                    "Een klein aantal mag als <5 in de cel staan; laat de cel niet leeg en zet er "
                    "geen 0 neer.");
    }
    if (c->spec.authority == KM_AUTHORITY_PERIOD) {
        add_mistake(html, &is_open,
                    "Lever alle regels van de periode, ook die u al eerder leverde: het nieuwe "
                    "bestand komt in de plaats van het oude.");
    }
    add_mistake(html, &is_open,
                "Een totaalregel onderaan mag blijven staan: hij wordt herkend en overgeslagen.");
    km_text_add(html, "</ul>\n");
}

bool km_contract_page(KmArena *arena, const KmContracts *contracts, const char *name,
                      const char **ret_html, KmError *err)
{
    const KmContract *contract;
    if (!km_contracts_need(arena, contracts, name, &contract, err)) {
        return false;
    }
    KmText html = km_text_init(arena);
    add_head(&html, contract);
    add_terms(&html, arena, contract);
    add_fields(&html, contract);
    add_refused(&html, contract);
    add_mistakes(&html, contract);
    km_text_add(&html, "</main>\n</body>\n</html>\n");
    *ret_html = html.bytes;
    return true;
}
