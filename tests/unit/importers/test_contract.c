#include "importers/contract/contract.h"

#include "engine/base/text.h"
#include "importers/contract/contract_inner.h"
#include "tests/unit/importers/fixture.h"

#include <jansson.h>
#include <sys/stat.h>

typedef struct {
    const char *name;
    const char *code;
    KmAuthority authority;
    const char *from;
    const char *to;
    bool end_inclusive;
} Shipped;

static const Shipped shipped[] = {
    {"bevolking", "C01", KM_AUTHORITY_PERIOD, "geldig_van", "geldig_tot", true},
    {"jgz_indicatie", "C02", KM_AUTHORITY_HISTORY, "datum_bepaling", "einde", false},
    {"ko_plaatsing", "C04", KM_AUTHORITY_PERIOD, "begindatum", "einddatum", true},
    {"inschrijving", "C06", KM_AUTHORITY_PERIOD, "inschrijfdatum", "uitschrijfdatum", true},
    {"overdracht", "C07", KM_AUTHORITY_HISTORY, "datum", "", false},
    {"schooladvies", "C08", KM_AUTHORITY_PERIOD, "", "", false},
    {"ondersteuning", "C09", KM_AUTHORITY_PERIOD, "datum_signaal", "datum_einde", true},
    {"verzuim", "C10", KM_AUTHORITY_PERIOD, "datum_begin", "datum_einde", true},
    {"duo_schooladvies", "R2", KM_AUTHORITY_REGISTER, "", "", false},
    {"locatie", "C15", KM_AUTHORITY_REGISTER, "", "", false},
    {"postcode", "R3", KM_AUTHORITY_REGISTER, "", "", false},
    {"duo_vestiging", "R6", KM_AUTHORITY_REGISTER, "", "", false},
    {"duo_eindscores", "R7", KM_AUTHORITY_REGISTER, "", "", false},
    {"duo_vsv", "R8", KM_AUTHORITY_REGISTER, "", "", false},
    {"cbs_kerncijfers", "R9", KM_AUTHORITY_REGISTER, "", "", false},
    {"ko_risicoprofiel", "R10", KM_AUTHORITY_REGISTER, "", "", false},
    {"partner", "C14", KM_AUTHORITY_REGISTER, "actief_van", "actief_tot", true},
    {"jgz_contact", "C03", KM_AUTHORITY_PERIOD, "datum_contact", "datum_contact", true},
    {"ko_uren", "C05", KM_AUTHORITY_PERIOD, "maand", "maand", true},
    {"ko_uren_aggregaat", "C05a", KM_AUTHORITY_PERIOD, "maand", "maand", true},
    {"bevolking_aggregaat", "C01a", KM_AUTHORITY_PERIOD, "peildatum", "peildatum", true},
    {"lrk", "R1", KM_AUTHORITY_REGISTER, "inschrijfdatum", "uitschrijfdatum", false},
    {"activiteit", "C11a", KM_AUTHORITY_PERIOD, "begindatum", "einddatum", true},
    {"deelname", "C11b", KM_AUTHORITY_PERIOD, "tijdvak", "", false},
    {"deelname_aggregaat", "C11b-a", KM_AUTHORITY_PERIOD, "tijdvak", "", false},
    {"regeling", "C12", KM_AUTHORITY_PERIOD, "datum_aanvraag", "datum_besluit", true},
    {"ouder_contact", "C13a", KM_AUTHORITY_PERIOD, "datum", "datum", true},
    {"enquete", "C13b", KM_AUTHORITY_PERIOD, "", "", false},
    {"actie_voortgang", "C16", KM_AUTHORITY_PERIOD, "", "", false},
    {"scholing", "C17a", KM_AUTHORITY_REGISTER, "datum", "datum", true},
    {"scholing_deelname", "C17b", KM_AUTHORITY_HISTORY, "", "", false},
    {"benchmark", "R4", KM_AUTHORITY_HISTORY, "peildatum", "peildatum", true},
    {"opvolging", "R11", KM_AUTHORITY_REGISTER, "", "", false},
    {"kalender", "R5", KM_AUTHORITY_REGISTER, "begindatum", "einddatum", true},
};

START_TEST(shipped_contracts_say_what_they_speak_for)
{
    Fixture f = fixture_open();
    const Shipped *wanted = &shipped[_i];
    const KmContract *c = km_contracts_find(f.contracts, wanted->name);
    ck_assert_ptr_nonnull(c);
    ck_assert_str_eq(c->code, wanted->code);
    ck_assert_int_eq((int)c->spec.authority, (int)wanted->authority);
    ck_assert_str_eq(c->spec.spell_from, wanted->from);
    ck_assert_str_eq(c->spec.spell_to, wanted->to);
    ck_assert_int_eq(c->spec.end_inclusive, wanted->end_inclusive);
    ck_assert_ptr_eq(km_contracts_find(f.contracts, wanted->code), c);
    ck_assert_str_ne(c->purpose_nl, "");
    ck_assert_str_ne(c->purpose_en, "");
    ck_assert_int_gt(c->retention_months, 0);
    fixture_close(&f);
}
END_TEST

START_TEST(no_identifying_column_is_stored)
{
    static const char *const never[] = {"bsn",           "postcode",   "huisnummer",
                                        "clientnummer",  "kindnummer", "leerlingnummer",
                                        "contractnummer"};
    Fixture f = fixture_open();
    for (size_t i = 0; i < km_contracts_count(f.contracts); i++) {
        const KmContract *c = km_contracts_contract(f.contracts, i);
        for (size_t k = 0; k < c->spec.n_columns && c->person >= 0; k++) {
            for (size_t n = 0; n < sizeof never / sizeof never[0]; n++) {
                ck_assert_msg(!km_text_equal(c->spec.columns[k].name, never[n]), "%s.%s", c->name,
                              never[n]);
            }
        }
    }
    fixture_close(&f);
}
END_TEST

START_TEST(every_field_and_code_has_words_in_both_languages)
{
    Fixture f = fixture_open();
    for (size_t i = 0; i < km_contracts_count(f.contracts); i++) {
        const KmContract *c = km_contracts_contract(f.contracts, i);
        for (size_t k = 0; k < c->n_fields; k++) {
            const KmField *field = &c->fields[k];
            ck_assert_msg(!km_text_equal(field->title_nl, field->name) ||
                              field->title_nl[0] != '\0',
                          "%s.%s", c->name, field->name);
            ck_assert_str_ne(field->title_en, "");
            for (size_t n = 0; field->list != NULL && n < field->list->n_codes; n++) {
                ck_assert_str_ne(field->list->codes[n].label_nl, "");
                ck_assert_str_ne(field->list->codes[n].label_en, "");
            }
        }
    }
    fixture_close(&f);
}
END_TEST

/* A template, filled with its own examples, is a file that imports: every contract's, also one that
 * no table here names. Registers speak before the fixture's postcode table begins. */
static void import_template(const char *name, KmAuthority authority)
{
    Fixture f = fixture_open();
    KmBytes bytes;
    fixture_import_postcodes(&f);
    ck_ok(&f, km_contract_template(f.arena, f.contracts, name, &bytes, &f.err));
    const char *period = authority == KM_AUTHORITY_REGISTER ? "2024-2025" : "2026K3";
    const char *file = km_format(f.arena, "%s_proef_%s.csv", name, period);
    KmImportResult result =
        fixture_import(&f, fixture_write_bytes(&f, file, bytes.bytes, bytes.length));
    ck_assert_msg(result.accepted, "%s: %s", name, result.error.message);
    ck_assert_int_eq(result.delivery.lines_read, 1);
    ck_assert_msg(result.delivery.accepted == 1 && result.n_counts == 0, "%s: %s", name,
                  fixture_findings(&f, &result));
    fixture_close(&f);
}

START_TEST(every_template_with_its_example_imports_without_a_finding)
{
    Fixture f = fixture_open();
    size_t n = km_contracts_count(f.contracts);
    ck_assert_uint_ge(n, sizeof shipped / sizeof shipped[0]);
    for (size_t i = 0; i < n; i++) {
        const KmContract *c = km_contracts_contract(f.contracts, i);
        import_template(c->name, c->spec.authority);
    }
    fixture_close(&f);
}
END_TEST

START_TEST(a_template_is_semicolons_crlf_and_windows_1252)
{
    Fixture f = fixture_open();
    KmBytes bytes;
    ck_ok(&f, km_contract_template(f.arena, f.contracts, "jgz_indicatie", &bytes, &f.err));
    ck_assert_ptr_nonnull(memmem(bytes.bytes, bytes.length, "BSN;Cli\xebntnummer;", 17));
    ck_assert_ptr_nonnull(memmem(bytes.bytes, bytes.length, "\r\n", 2));
    ck_assert_ptr_null(memmem(bytes.bytes, bytes.length, "Toelichting", 11));
    ck_assert_ptr_null(memmem(bytes.bytes, bytes.length, "Pseudoniem", 10));
    fixture_close(&f);
}
END_TEST

START_TEST(a_bare_schema_holds_the_standard_alone)
{
    Fixture f = fixture_open();
    const char *text = NULL;
    json_error_t fault;
    ck_ok(&f, km_contract_schema(f.arena, f.contracts, shipped[_i].name, &text, &f.err));
    ck_assert_ptr_null(strstr(text, "km:"));
    json_t *schema = json_loads(text, 0, &fault);
    ck_assert_ptr_nonnull(schema);
    const json_t *fields = json_object_get(schema, "fields");
    ck_assert_uint_gt(json_array_size(fields), 0);
    for (size_t i = 0; i < json_array_size(fields); i++) {
        const json_t *field = json_array_get(fields, i);
        ck_assert_ptr_nonnull(json_string_value(json_object_get(field, "name")));
        ck_assert_ptr_nonnull(json_string_value(json_object_get(field, "type")));
    }
    json_decref(schema);
    fixture_close(&f);
}
END_TEST

START_TEST(the_page_names_every_column_and_the_term)
{
    Fixture f = fixture_open();
    const char *html = NULL;
    ck_ok(&f, km_contract_page(f.arena, f.contracts, "jgz_indicatie", &html, &f.err));
    ck_assert_ptr_nonnull(strstr(html, "<html lang=\"nl\">"));
    ck_assert_ptr_nonnull(strstr(html, "Cliëntnummer"));
    ck_assert_ptr_nonnull(strstr(html, "60 maanden"));
    ck_assert_ptr_nonnull(strstr(html, "Niet leveren"));
    ck_assert_ptr_nonnull(strstr(html, "Toelichting"));
    ck_assert_ptr_null(strstr(html, "<script"));
    ck_ok(&f, km_contract_page(f.arena, f.contracts, "deelname", &html, &f.err));
    ck_assert_ptr_nonnull(strstr(html, "tekst, ten hoogste 200 tekens"));
    ck_assert_ptr_nonnull(strstr(html, "hetzelfde in <code>Deelname-id</code> en <code>Periode<"));
    fixture_close(&f);
}
END_TEST

START_TEST(an_unknown_contract_gets_the_nearest_name)
{
    Fixture f = fixture_open();
    KmBytes bytes;
    ck_assert(!km_contract_template(f.arena, f.contracts, "bevolkin", &bytes, &f.err));
    ck_assert_int_eq(f.err.kind, KM_ERROR_USAGE);
    ck_assert_ptr_nonnull(strstr(f.err.message, "did you mean 'bevolking'?"));
    fixture_close(&f);
}
END_TEST

#define HEAD                                                                                       \
    "{\"name\": \"proef\", \"km:code\": \"C99\", \"km:purpose\": \"p\", \"km:retention_months\": " \
    "1,\n\"km:authority\": \"period\",\n"

typedef struct {
    const char *name;
    const char *text;
    int64_t line;
    const char *message;
} Broken;

static const Broken broken[] = {
    {"bad JSON names the line", "{\n\"name\": \"x\",\n}", 3, "this is not valid JSON"},
    {"a list at the top", "[]", 1, "expected an object"},
    {"a property that nobody knows", HEAD "\"fields\": [\n{\"name\": \"A\", \"km:colum\": \"a\"}]}",
     4, "unknown property 'km:colum'; did you mean 'km:column'?"},
    {"a list that is not there",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"a\", \"km:list\": \"kleur\"}]}", 4,
     "names the code list 'kleur', which does not exist"},
    {"a code in the schema that the list lacks",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:list\": \"ja_nee\", \"constraints\": {\"enum\": "
          "[\"misschien\"]}}]}",
     4, "lists the code 'misschien', which list ja_nee does not know"},
    {"two fields with one header",
     HEAD "\"fields\": [\n{\"name\": \"A\"},\n{\"name\": \"B\", \"km:aliases\": [\"a\"]}]}", 5,
     "would mean both 'A' and 'B'"},
    {"an authority that nobody knows",
     "{\"name\": \"proef\", \"km:code\": \"C99\", \"km:purpose\": \"p\", \"km:retention_months\": "
     "1,\n\"km:authority\": \"soms\", \"fields\": [{\"name\": \"A\"}]}",
     2, "the authority 'soms' must be history, period, stand or register"},
    {"a key without its field", HEAD "\"km:key\": [\"B\"], \"fields\": [{\"name\": \"A\"}]}", 3,
     "'km:key' names the field 'B'"},
    {"a part of the key that is none",
     HEAD "\"km:key\": [\"A\"], \"km:blank_key\": [\"B\"], \"fields\": [{\"name\": \"A\"}, "
          "{\"name\": \"B\"}]}",
     3, "'km:blank_key' names the field 'B', which is no part of 'km:key'"},
    {"what stands once of no code",
     HEAD "\"km:once\": [{\"field\": \"A\", \"of\": \"B\", \"codes\": [\"x\"]}], \"fields\": "
          "[{\"name\": \"A\", \"km:column\": \"a\"}, {\"name\": \"B\", \"km:list\": \"ja_nee\"}]}",
     3, "'km:once' names 'of' a field with codes, and 'codes' of its list"},
    {"and what is not kept",
     HEAD "\"km:once\": [{\"field\": \"A\"}], \"fields\": [{\"name\": \"A\"}]}", 3,
     "'km:once' names as 'field' a text that is kept"},
    {"no purpose", "{\"name\": \"proef\", \"km:code\": \"C99\"}", 1,
     "needs a 'km:purpose' and 'km:retention_months'"},
    {"a window that is none",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"type\": \"date\", \"km:window\": "
          "\"31-01..10-01..\"}]}",
     4, "the window '31-01..10-01..' must be dd-mm..dd-mm"},
    {"a pattern that is none",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"constraints\": {\"pattern\": \"[0-9\"}}]}", 4,
     "the pattern '[0-9' will not do: it is no regular expression"},
    {"a pattern that not everybody reads alike",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"constraints\": {\"pattern\": \"\\\\d+\"}}]}", 4,
     "write kinds of characters out: [0-9], not \\d"},
    {"a text of no length",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"constraints\": {\"maxLength\": 0}}]}", 4,
     "'maxLength' of field 'A' must be 1 to 4000 characters"},
    {"a length in words",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"constraints\": {\"maxLength\": \"12\"}}]}", 4,
     "'maxLength' of field 'A' must be 1 to 4000 characters"},
    {"years ahead that are none",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"type\": \"date\", \"km:years_ahead\": 0}]}", 4,
     "'km:years_ahead' must be 1 to 100 years"},
    {"a number told apart by what comes behind it",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:kind\": \"hash\", \"km:within\": [\"B\"]},\n"
          "{\"name\": \"B\"}]}",
     4, "'km:within' lists fields before this one, for a field of kind hash"},
    {"a text told apart",
     HEAD "\"fields\": [\n{\"name\": \"A\"},\n{\"name\": \"B\", \"km:within\": [\"A\"]}]}", 5,
     "'km:within' lists fields before this one, for a field of kind hash"},
    {"codes of two lists do not compare",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:list\": \"ja_nee\", \"km:not_below\": "
          "\"B\"},\n{\"name\": \"B\", \"km:list\": \"besluit\"}]}",
     4, "'km:not_below' compares two codes of one list"},
    {"a sign for a hidden count that tells no count",
     HEAD "\"km:hidden\": {\"*\": \"weinig\"}, \"fields\": [{\"name\": \"A\"}]}", 3,
     "'km:hidden' says for '*' no count such as 1-4"},
    {"a column that every view has",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"a\"},\n{\"name\": \"Van dag\", "
          "\"type\": \"date\", \"km:column\": \"van\"}]}",
     5, "field 'Van dag' cannot have the column 'van': in every view that is the first day"},
    {"and the other end of it", HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"tot\"}]}",
     4, "cannot have the column 'tot'"},
    {"the column of the line", HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"regel\"}]}",
     4, "that is the line in the file"},
    {"the column of the delivery",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"levering\"}]}", 4,
     "that is the number of the delivery"},
    {"the column of the deliverer",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"leverancier\"}]}", 4,
     "that is who delivered the row"},
    {"the column of the period",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"periode\"}]}", 4,
     "that is the period of the delivery"},
    {"SQL's own number of a row",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"rowid\"}]}", 4,
     "the number that SQL gives a row"},
    {"a hash of ours", HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"koppelsleutel\"}]}",
     4, "the hash that links children"},
    {"a column called after the person that is none",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"kind\"}]}", 4,
     "this field is no personal number"},
    {"two fields in one column",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"a\"},\n{\"name\": \"B\", "
          "\"km:column\": \"a\"}]}",
     5, "field 'B' has the column 'a', and so has a field above it"},
    {"a count whose lower bound has a column of another field",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"n_min\"},\n{\"name\": \"B\", "
          "\"km:kind\": \"small_count\", \"km:column\": \"n\"}]}",
     5, "field 'B' has the column 'n_min'"},
    {"two persons in one row",
     HEAD "\"fields\": [\n{\"name\": \"A\", \"km:kind\": \"person\", \"km:column\": "
          "\"kind\"},\n{\"name\": \"B\", \"km:kind\": \"person\", \"km:column\": \"ouder\"}]}",
     5, "field 'B' has the column 'kind'"},
    {"a contract called as a table of the store", "{\"name\": \"delivery\", \"km:code\": \"C99\"}",
     1, "a contract cannot be called 'delivery'"},
    {"a contract called as a table of every computation",
     "{\"name\": \"geleverd\", \"km:code\": \"C99\"}", 1, "cannot be called 'geleverd'"},
    {"a contract called as the tables of rows", "{\"name\": \"src_x\", \"km:code\": \"C99\"}", 1,
     "cannot be called 'src_x'"},
    {"a column with a capital", HEAD "\"fields\": [\n{\"name\": \"A\", \"km:column\": \"Kolom\"}]}",
     4, "the column 'Kolom'"},
};

static char *make_workspace(Fixture *f, const char *folder, const char *name, const char *text)
{
    char *workspace = fixture_path(f, "werk");
    char *path = km_format(f->arena, "%s/importers/%s", workspace, folder);
    ck_ok(f, km_directory_make(path, 0700, &f->err));
    char *file = km_path_join(f->arena, path, name);
    ck_ok(f, km_file_write(file, text, strlen(text), 0600, &f->err));
    return workspace;
}

START_TEST(a_broken_contract_is_refused_by_file_and_line)
{
    Fixture f = fixture_open();
    KmContracts *contracts = NULL;
    const Broken *c = &broken[_i];
    char *workspace = make_workspace(&f, "contracts", "proef.json", c->text);
    ck_assert_msg(!km_contracts_open(f.arena, SOURCE_DIR, workspace, &contracts, &f.err), "%s",
                  c->name);
    ck_assert_msg(strstr(f.err.message, c->message) != NULL, "%s: %s", c->name, f.err.message);
    ck_assert_msg(f.err.line == c->line, "%s: line %lld", c->name, (long long)f.err.line);
    ck_assert(km_text_ends_with(f.err.file, "proef.json"));
    ck_assert_int_eq(f.err.kind, KM_ERROR_DEFINITION);
    fixture_close(&f);
}
END_TEST

START_TEST(a_workspace_file_replaces_the_shipped_one_whole)
{
    Fixture f = fixture_open();
    KmContracts *contracts = NULL;
    char *workspace =
        make_workspace(&f, "contracts", "postcode.json",
                       "{\"name\": \"postcode\", \"km:code\": \"R3\", \"km:purpose\": \"p\", "
                       "\"km:retention_months\": 1, \"km:authority\": \"register\", \"fields\": "
                       "[{\"name\": \"PC6\", \"km:kind\": \"postcode\", \"km:column\": \"pc6\"}]}");
    ck_ok(&f, km_contracts_open(f.arena, SOURCE_DIR, workspace, &contracts, &f.err));
    const KmContract *c = km_contracts_find(contracts, "postcode");
    ck_assert_uint_eq(c->n_fields, 1);
    ck_assert(c->is_workspace);
    ck_assert_uint_eq(km_contracts_count(contracts), km_contracts_count(f.contracts));
    fixture_close(&f);
}
END_TEST

START_TEST(a_code_list_may_not_give_one_spelling_to_two_codes)
{
    Fixture f = fixture_open();
    KmContracts *contracts = NULL;
    char *workspace = make_workspace(&f, "codes", "kleur.json",
                                     "{\"name\": \"kleur\", \"codes\": [\n"
                                     "{\"code\": \"rood\", \"dialects\": [\"r\"]},\n"
                                     "{\"code\": \"roze\", \"dialects\": [\"R\"]}]}");
    ck_assert(!km_contracts_open(f.arena, SOURCE_DIR, workspace, &contracts, &f.err));
    ck_assert_ptr_nonnull(strstr(f.err.message, "the spelling 'R' belongs to two codes"));
    ck_assert_int_eq(f.err.line, 3);
    fixture_close(&f);
}
END_TEST

typedef struct {
    const char *list;
    const char *cell;
    const char *code; /* NULL: no match; "": onbekend */
} Spelling;

static const Spelling spellings[] = {
    {"geslacht", "M", "m"},
    {"geslacht", "Mannelijk", "m"},
    {"geslacht", "1", "m"},
    {"geslacht", "V", "v"},
    {"geslacht", "vrouwelijk", "v"},
    {"geslacht", "2", "v"},
    {"geslacht", "9", "x"},
    {"geslacht", "0", ""},
    {"geslacht", "O", ""},
    {"geslacht", "Q", NULL},
    {"besluit", "J", "ja"},
    {"besluit", "Ingetrokken", "ingetrokken"},
    {"reden_niet_bereik", "7", "medisch-so"},
    {"reden_niet_bereik", "1", "ouders-willen-niet"},
    {"soort_opvang", "Peuteropvang", "po"},
    {"jaargroep", "Groep 3", "3"},
    {"jaargroep", "13", "lj3"},
    {"schoolsoort", "VMBO-GT", "vmbo-gt"},
    {"rld_categorie", "-", "geen"},
    {"rld_categorie", "A", "a"},
    {"wijk", "054603", "WK054603"},
    {"wijk", "leiden noord", "WK054603"},
    {"wijk", "Bos- en Gasthuisdistrict", "WK054605"},
    {"ja_nee", "WAAR", "ja"},
    {"domein", "Oriëntatie op jezelf", "orientatie-zelf"},
    {"regeling", "Jeugdfonds Sport", "jeugdfonds-sport"},
    {"contacttype", "10-minutengesprek", "voortgang"},
    {"actiestatus", "Op koers", "op-schema"},
    {"actie", "A4.4", "A4.4"},
    {"actie", "Ouderbetrokkenheid creëren", "A4.3"},
    {"actie", "Goed uitgevoerd aanbod aan (v)ve", "A1.1"},
    {"antwoord", "Helemaal mee eens", "5"},
    {"thuistaal", "Nederlands", "nl"},
    {"schooladvies", "VMBO_BL", "vmbo-bb"},
    {"schooladvies", "vmbo-bb/kb", "vmbo-bb-kb"},
    {"schooladvies", "VMBO_BB_TM_VMBO_KB", "vmbo-bb-kb"},
    {"schooladvies", "VMBO_K", "vmbo-kb"},
    {"schooladvies", "kader", "vmbo-kb"},
    {"schooladvies", "VMBO_KB_TM_VMBO_GL/TL", "vmbo-kb-gt"},
    {"schooladvies", "KL/GL", "vmbo-kb-gt"},
    {"schooladvies", "mavo", "vmbo-gt"},
    {"schooladvies", "VMBO_GL/TL_TM_HAVO", "vmbo-gt-havo"},
    {"schooladvies", "HAVO_TM_VWO", "havo-vwo"},
    {"schooladvies", "gymnasium", "vwo"},
    {"schooladvies", "ADVIES_NIET_MOGELIJK", "geen"},
    {"schooladvies", "vmbo-kb/havo", NULL}, /* broader than two steps */
    {"referentieniveau", "<1F", "onder-1f"},
    {"referentieniveau", "< 1F", "onder-1f"},
    {"referentieniveau", "1F", "1f"},
    {"tlv_categorie", "SO-laag", "so-1"},
    {"tlv_categorie", "SBO", "sbo"},
    {"verzuimsoort", "vrijstelling-5a", "vrijstelling-5a"},
    {"verzuimsoort", "langdurig relatief", "langdurig-relatief"},
    {"jaargroep", "S", ""},
    {"jaargroep", "3/4", NULL}, /* the pupil's own group, not the class's */
    {"klastype", "brede brugklas", "breed"},
    {"onderwijsniveau", "entree", "mbo-1"},
};

START_TEST(spellings_lead_to_their_code)
{
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmCodeList *list = NULL;
    const Spelling *c = &spellings[_i];
    const char *path = km_format(arena, "%s/importers/codes/%s.json", SOURCE_DIR, c->list);
    ck_assert_msg(km_codelist_read(arena, path, &list, &err), "%s", err.message);
    int code = km_codelist_match(list, (KmSlice){c->cell, strlen(c->cell)}, arena);
    if (c->code == NULL) {
        ck_assert_int_eq(code, KM_CODE_NO_MATCH);
    } else if (c->code[0] == '\0') {
        ck_assert_int_eq(code, KM_CODE_UNKNOWN);
    } else {
        ck_assert_msg(code >= 0 && km_text_equal(list->codes[code].code, c->code), "%s %s: %d",
                      c->list, c->cell, code);
    }
    km_arena_close(arena);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("contract");
    tcase_add_loop_test(tcase, shipped_contracts_say_what_they_speak_for, 0, COUNT(shipped));
    tcase_add_test(tcase, no_identifying_column_is_stored);
    tcase_add_test(tcase, every_field_and_code_has_words_in_both_languages);
    tcase_add_test(tcase, every_template_with_its_example_imports_without_a_finding);
    tcase_add_test(tcase, a_template_is_semicolons_crlf_and_windows_1252);
    tcase_add_loop_test(tcase, a_bare_schema_holds_the_standard_alone, 0, COUNT(shipped));
    tcase_add_test(tcase, the_page_names_every_column_and_the_term);
    tcase_add_test(tcase, an_unknown_contract_gets_the_nearest_name);
    tcase_add_loop_test(tcase, a_broken_contract_is_refused_by_file_and_line, 0, COUNT(broken));
    tcase_add_test(tcase, a_workspace_file_replaces_the_shipped_one_whole);
    tcase_add_test(tcase, a_code_list_may_not_give_one_spelling_to_two_codes);
    tcase_add_loop_test(tcase, spellings_lead_to_their_code, 0, COUNT(spellings));
    return run_case(tcase, "contract");
}
