#include "importers/reading/file_kind.h"

#include "tests/unit/importers/run.h"

#include <string.h>

#define BYTES(text) text, sizeof text - 1
#define ZIP "PK\x03\x04\x14\0\x06\0\x08\0"

typedef struct {
    const char *name;
    const char *bytes;
    size_t length;
    const char *message;
    const char *code; /* NULL: taken for text */
    const char *hint;
} Head;

static const Head heads[] = {
    {"text", BYTES("BSN;Naam\n"), "", NULL, ""},
    {"text that begins as a zip file's name does", BYTES("PK;Naam\n"), "", NULL, ""},
    {"a header between brackets", BYTES("[BSN];[Naam]\n"), "", NULL, ""},
    {"an empty file", "", 0, "the file is empty; expected a header line and rows", "file-empty",
     "the header line alone"},
    {"a workbook", BYTES(ZIP "[Content_Types].xml\0\0xl/workbook.xml"),
     "the file is an Excel workbook (.xlsx)", "file-not-csv", "save it as \"CSV"},
    {"a workbook of which only the beginning is there", BYTES(ZIP "[Content_Types].xml"),
     "the file is an Office file", "file-not-csv", "save it as \"CSV"},
    {"an OpenDocument spreadsheet",
     BYTES(ZIP "mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK"),
     "the file is an OpenDocument spreadsheet (.ods)", "file-not-csv", "save it as \"CSV"},
    {"an OpenDocument text", BYTES(ZIP "mimetypeapplication/vnd.oasis.opendocument.textPK"),
     "the file is an OpenDocument text or drawing", "file-no-table", "export the data as CSV"},
    {"a Word document", BYTES(ZIP "[Content_Types].xml\0\0word/document.xml"),
     "the file is a Word document (.docx)", "file-no-table", "export the data as CSV"},
    {"a zip file", BYTES(ZIP "export.csv"), "the file is a zip file", "file-packed", "unpack it"},
    {"an old workbook", BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
     "the file is an old Excel or Word file", "file-not-csv", "save it as \"CSV"},
    {"a PDF", BYTES("%PDF-1.7"), "the file is a PDF file", "file-no-table",
     "export the data as CSV"},
    {"a bzip2 file", BYTES("BZh91AY&SY\x0e"), "the file is a bzip2 file", "file-packed",
     "unpack it"},
    {"a gzip file", BYTES("\x1f\x8b\x08"), "the file is a gzip file", "file-packed", "unpack it"},
    {"a picture", BYTES("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "the file is a picture (PNG)",
     "file-no-table", "export the data as CSV"},
    {"a Parquet file", BYTES("PAR1\0\0\0"), "the file is a Parquet file", "file-no-table",
     "export the data as CSV"},
    {"an SPSS file", BYTES("$FL2@(#) SPSS DATA FILE"), "the file is an SPSS file", "file-not-csv",
     "save it as \"CSV"},
    {"a web page", BYTES("\n <!DOCTYPE html>"), "the file is a web page", "file-not-csv",
     "save it as \"CSV"},
    {"a sheet of Excel 2003", BYTES("<?xml version=\"1.0\"?><Workbook>"),
     "the file is a web page or XML file", "file-not-csv", "save it as \"CSV"},
    {"JSON", BYTES(" [{\"BSN\": \"1\"}]"), "the file is a JSON file", "file-no-table",
     "export the data as CSV"},
    {"JSON over several lines", BYTES("[\n  {\n    \"BSN\": \"1\""), "the file is a JSON file",
     "file-no-table", "export the data as CSV"},
    {"an object of JSON", BYTES("{\r\n\t\"rows\": []"), "the file is a JSON file", "file-no-table",
     "export the data as CSV"},
    {"rows as lists in JSON", BYTES("[[\"BSN\",\"Naam\"]]"), "the file is a JSON file",
     "file-no-table", "export the data as CSV"},
    {"a part of a web page", BYTES("<div><table><tr><td>BSN"), "the file is a web page",
     "file-not-csv", "save it as \"CSV"},
    {"a web page behind a remark", BYTES("<!-- export --><Table>"), "the file is a web page",
     "file-not-csv", "save it as \"CSV"},
    {"a header between signs", BYTES("<BSN>;<Naam>\n"), "", NULL, ""},
    {"a header that begins with a bound", BYTES("<5 jaar;> 5 jaar\n"), "", NULL, ""},
    {"a header between brackets and blanks", BYTES("[ BSN ];[ Naam ]\n"), "", NULL, ""},
    {"a sheet in SYLK", BYTES("ID;PWXL;N;E\r\nP;PGeneral"), "a spreadsheet in SYLK", "file-not-csv",
     "save it as \"CSV"},
    {"a header that begins with ID and P", BYTES("ID;Postcode\n"), "", NULL, ""},
    {"an encrypted file", BYTES("-----BEGIN PGP MESSAGE-----\n"), "an encrypted or signed file",
     "file-packed", "unpack it"},
    {"a copy that went wrong", BYTES("\0\0\0\0\0\0\0\0"), "the file is nothing but zero bytes",
     "file-no-table", "export the data as CSV"},
    {"UTF-32", BYTES("\xff\xfe\0\0B\0\0\0S\0\0\0"), "written in UTF-32", "file-utf16", "CSV UTF-8"},
    {"UTF-16 without a mark", BYTES("B\0S\0N\0;\0"), "in UTF-16 without a byte order mark",
     "file-utf16", "CSV UTF-8"},
};

START_TEST(what_is_no_csv_is_refused_with_what_to_do)
{
    const Head *c = &heads[_i];
    KmError err = {0};
    bool good = km_file_kind_check("x.csv", (KmSlice){c->bytes, c->length}, &err);
    ck_assert_msg(good == (c->code == NULL), "%s: %s", c->name, err.message);
    ck_assert_msg(strstr(err.message, c->message) != NULL, "%s: %s", c->name, err.message);
    if (!good) {
        ck_assert_msg(strcmp(err.code, c->code) == 0, "%s: %s", c->name, err.code);
        ck_assert_int_eq(err.kind, KM_ERROR_INPUT);
        ck_assert_msg(strstr(err.hint, c->hint) != NULL, "%s: %s", c->name, err.hint);
    }
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("file_kind");
    tcase_add_loop_test(tcase, what_is_no_csv_is_refused_with_what_to_do, 0, COUNT(heads));
    return run_case(tcase, "file_kind");
}
