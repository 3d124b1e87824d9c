#include "importers/reading/file_kind.h"

#include <string.h>
#include <strings.h>

/* What helps differs: a sheet can be saved as CSV, an archive holds the file, the rest is no table.
 */
typedef enum { SHEET, ARCHIVE, NO_TABLE } Remedy;

typedef struct {
    const char *bytes;
    size_t length;
    Remedy remedy;
    const char *what;
    const char *dutch;
} Signature;

static const Signature signatures[] = {
    {"PK\x05\x06", 4, ARCHIVE, "an empty zip file", "een leeg zipbestand"},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, SHEET, "an old Excel or Word file (.xls, .doc)",
     "een oud Excel- of Wordbestand"},
    {"%PDF", 4, NO_TABLE, "a PDF file", "een pdf"},
    {"\x1f\x8b", 2, ARCHIVE, "a gzip file", "een gzipbestand"},
    {"BZh91AY&SY", 10, ARCHIVE, "a bzip2 file", "een bzip2-bestand"},
    {"\xfd"
     "7zXZ",
     5, ARCHIVE, "an xz file", "een xz-bestand"},
    {"\x28\xb5\x2f\xfd", 4, ARCHIVE, "a Zstandard file", "een Zstandard-bestand"},
    {"7z\xbc\xaf\x27\x1c", 6, ARCHIVE, "a 7-Zip file", "een 7-Zip-bestand"},
    {"Rar!\x1a\x07", 6, ARCHIVE, "a RAR file", "een RAR-bestand"},
    {"SQLite format 3", 15, NO_TABLE, "a database file", "een databank"},
    {"{\\rtf", 5, NO_TABLE, "a word processor file", "een tekstverwerkerbestand"},
    {"PAR1", 4, NO_TABLE, "a Parquet file", "een Parquet-bestand"},
    {"$FL2@(#)", 8, SHEET, "an SPSS file", "een SPSS-bestand"},
    {"ID;PWXL", 7, SHEET, "a spreadsheet in SYLK (.slk)", "een rekenblad in SYLK"},
    {"-----BEGIN PGP", 14, ARCHIVE, "an encrypted or signed file (PGP)",
     "een versleuteld of ondertekend bestand (PGP)"},
    {"\x89PNG\r\n\x1a\n", 8, NO_TABLE, "a picture (PNG)", "een afbeelding"},
    {"\xff\xd8\xff", 3, NO_TABLE, "a picture (JPEG)", "een afbeelding"},
    {"GIF8", 4, NO_TABLE, "a picture (GIF)", "een afbeelding"},
};

/* Names that stand readable in a zip file; without one of them it is an archive. */
static const Signature zipped[] = {
    {"opendocument.spreadsheet", 24, SHEET, "an OpenDocument spreadsheet (.ods)",
     "een OpenDocument-rekenblad"},
    {"opendocument.", 13, NO_TABLE, "an OpenDocument text or drawing", "een OpenDocument-bestand"},
    {"xl/", 3, SHEET, "an Excel workbook (.xlsx)", "een Excelwerkmap"},
    {"word/", 5, NO_TABLE, "a Word document (.docx)", "een Worddocument"},
    {"[Content_Types].xml", 19, SHEET, "an Office file", "een Officebestand"},
};

static bool refuse(const char *file, const Signature *s, KmError *err)
{
    static const char *const codes[] = {"file-not-csv", "file-packed", "file-no-table"};
    static const char save[] =
        "open it in the program it belongs to and save it as \"CSV (gescheiden door puntkomma's)\" "
        "or \"CSV UTF-8\"";
    static const char *const hints[] = {save, "unpack it and deliver the CSV file that is in it",
                                        "export the data as CSV from the system they are in"};
    (void)km_error_at(err, KM_ERROR_INPUT, file, 0, 0, "the file is %s; expected a CSV text file",
                      s->what);
    (void)km_error_code(err, codes[s->remedy], s->dutch);
    return km_error_hint(err, "%s", hints[s->remedy]);
}

static bool refuse_utf16(const char *file, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, file, 0, 0,
                      "the file is written in UTF-32, or in UTF-16 without a byte order mark; "
                      "expected UTF-8 or Windows-1252");
    (void)km_error_code(err, "file-utf16", NULL);
    return km_error_hint(err, "save it as \"CSV UTF-8\", not as \"Unicode-tekst\"");
}

static bool refuse_empty(const char *file, KmError *err)
{
    (void)km_error_at(err, KM_ERROR_INPUT, file, 0, 0,
                      "the file is empty; expected a header line and rows");
    (void)km_error_code(err, "file-empty", NULL);
    return km_error_hint(err, "export the file again; with nothing to report, deliver the header "
                              "line alone");
}

static bool begins_with(KmSlice head, const char *bytes, size_t length)
{
    return head.length >= length && memcmp(head.bytes, bytes, length) == 0;
}

static const Signature *find_zipped(KmSlice head)
{
    static const Signature archive = {"", 0, ARCHIVE, "a zip file", "een zipbestand"};
    for (size_t i = 0; i < sizeof zipped / sizeof zipped[0]; i++) {
        if (memmem(head.bytes, head.length, zipped[i].bytes, zipped[i].length) != NULL) {
            return &zipped[i];
        }
    }
    return &archive;
}

static size_t count_nuls(KmSlice head)
{
    size_t n = 0;
    for (size_t i = 0; i < head.length; i++) {
        n += head.bytes[i] == '\0' ? 1 : 0;
    }
    return n;
}

/* The first byte at or after `from` that is no blank; '\0': none. */
static char next_sign(KmSlice head, size_t from, size_t *ret_at)
{
    size_t i = from;
    while (i < head.length && head.bytes[i] != '\0' && strchr(" \n\r\t", head.bytes[i]) != NULL) {
        i++;
    }
    *ret_at = i;
    return (char)(i < head.length ? head.bytes[i] : '\0');
}

/* `rest` begins with `<`. A name of a column may stand between such signs too. */
static bool is_page(KmSlice rest)
{
    static const char *const begins[] = {"<!",    "<?",     "<html",  "<head", "<meta",
                                         "<body", "<table", "<style", "<div"};
    for (size_t i = 0; i < sizeof begins / sizeof begins[0]; i++) {
        size_t n = strlen(begins[i]);
        if (rest.length >= n && strncasecmp(rest.bytes, begins[i], n) == 0) {
            return true;
        }
    }
    return false;
}

/* JSON begins with {"x", [{"x", ["x" or [["x"; a header may stand between brackets, but not so. */
static const Signature *find_text_kind(KmSlice head)
{
    static const Signature page = {"", 0, SHEET, "a web page or XML file",
                                   "een webpagina of XML-bestand"};
    static const Signature json = {"", 0, NO_TABLE, "a JSON file", "een JSON-bestand"};
    size_t at;
    char first = next_sign(head, 0, &at);
    if (first == '<' && is_page((KmSlice){head.bytes + at, head.length - at})) {
        return &page;
    }
    char second = next_sign(head, at + 1, &at);
    bool is_list = second == '{' || second == '[' || second == '"';
    return (first == '{' && second == '"') || (first == '[' && is_list) ? &json : NULL;
}

bool km_file_kind_check(const char *file, KmSlice head, KmError *err)
{
    static const Signature zeros = {"", 0, NO_TABLE, "nothing but zero bytes: a damaged copy",
                                    "beschadigd: er staan alleen nullen in"};
    if (head.length == 0) {
        return refuse_empty(file, err);
    }
    if (begins_with(head, "PK\x03\x04", 4)) {
        return refuse(file, find_zipped(head), err);
    }
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
        if (begins_with(head, signatures[i].bytes, signatures[i].length)) {
            return refuse(file, &signatures[i], err);
        }
    }
    size_t nuls = count_nuls(head);
    if (nuls == head.length) {
        return refuse(file, &zeros, err);
    }
    /* Every other byte NUL is UTF-16 without a byte order mark. */
    if (begins_with(head, "\xff\xfe", 2) || begins_with(head, "\xfe\xff", 2) ||
        nuls * 4 > head.length) {
        return refuse_utf16(file, err);
    }
    const Signature *text = find_text_kind(head);
    return text == NULL || refuse(file, text, err);
}
