#include "tests/unit/importers/fixture.h"

#include "engine/base/number.h"
#include "engine/base/text.h"

#include <sys/stat.h>
#include <unistd.h>

static KmDate day(int year, int month, int day_of_month)
{
    KmDate date = 0;
    ck_assert(km_date_from_civil(year, month, day_of_month, &date));
    return date;
}

static void open_importer(Fixture *f)
{
    f->settings.store = f->store;
    f->settings.contracts = f->contracts;
    f->settings.key = f->key;
    ck_ok(f, km_importer_open(f->arena, &f->settings, &f->importer, &f->err));
}

Fixture fixture_open(void)
{
    Fixture f = {.arena = km_arena_open()};
    const char *root = getenv("TMPDIR");
    f.directory = km_format(f.arena, "%s/km-import-XXXXXX", root == NULL ? "/tmp" : root);
    ck_assert_ptr_nonnull(mkdtemp(f.directory));
    ck_ok(&f, km_store_create(fixture_path(&f, "store.db"), &f.store, &f.err));
    ck_ok(&f, km_key_create(fixture_path(&f, "a.key"), &f.err));
    ck_ok(&f, km_key_open(fixture_path(&f, "a.key"), &f.key, &f.err));
    ck_ok(&f, km_contracts_open(f.arena, SOURCE_DIR, NULL, &f.contracts, &f.err));
    f.settings.today = day(2026, 10, 14);
    open_importer(&f);
    return f;
}

void fixture_reopen_importer(Fixture *f)
{
    km_importer_close(f->importer);
    open_importer(f);
}

void fixture_close(Fixture *f)
{
    km_importer_close(f->importer);
    km_store_close(f->store);
    km_key_close(f->key);
    km_directory_remove(f->directory);
    km_arena_close(f->arena);
}

char *fixture_path(Fixture *f, const char *name)
{
    return km_format(f->arena, "%s/%s", f->directory, name);
}

char *fixture_write_bytes(Fixture *f, const char *name, const char *bytes, size_t length)
{
    char *path = fixture_path(f, name);
    ck_ok(f, km_file_write(path, bytes, length, 0600, &f->err));
    return path;
}

char *fixture_write(Fixture *f, const char *name, const char *text)
{
    return fixture_write_bytes(f, name, text, strlen(text));
}

KmImportResult fixture_import(Fixture *f, const char *path)
{
    KmImportRequest request = {.path = path, .received = KM_DATE_OPEN};
    KmImportResult *results = NULL;
    ck_ok(f, km_import_batch(f->importer, &request, 1, NULL, &results, &f->err));
    return results[0];
}

KmImportResult fixture_import_text(Fixture *f, const char *name, const char *text)
{
    return fixture_import(f, fixture_write(f, name, text));
}

void fixture_import_postcodes(Fixture *f)
{
    KmImportResult result = fixture_import_text(f, "postcode_gemeente_2023-2024.csv",
                                                "PC6;Huisnummer;Buurt2023;Wijk2023;Gemeente2023\n"
                                                "2312AB;1;05460100;054601;0546\n"
                                                "2312AB;3;05460100;054601;0546\n"
                                                "2316NB;10;05460302;054603;0546\n"
                                                "2316NC;1;05460302;054603;0546\n"
                                                "2316NC;2;05460800;054608;0546\n");
    ck_assert_msg(result.accepted, "%s", result.error.message);
}

size_t fixture_deliveries(Fixture *f)
{
    KmDelivery *deliveries = NULL;
    size_t n = 0;
    ck_ok(f, km_delivery_list(f->store, f->arena, &deliveries, &n, &f->err));
    return n;
}

typedef struct {
    KmText text;
    KmArena *arena;
} Rows;

static void add_cell(Rows *rows, const KmCell *cell)
{
    switch (cell->type) {
    case KM_CELL_NULL:
        km_text_add(&rows->text, "~");
        return;
    case KM_CELL_INT:
        km_text_addf(&rows->text, "%lld", (long long)cell->integer);
        return;
    case KM_CELL_REAL:
        km_text_add(&rows->text, km_machine_real(rows->arena, cell->real));
        return;
    case KM_CELL_TEXT:
        km_text_add_n(&rows->text, cell->text, (size_t)cell->length);
        return;
    }
}

static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Rows *rows = self;
    (void)err;
    km_text_add(&rows->text, rows->text.length == 0 ? "" : " ");
    /* Delivery and line come first; a test that wants the line asks for it. */
    for (size_t i = 2; i < n_cells; i++) {
        km_text_add(&rows->text, i == 2 ? "" : "|");
        add_cell(rows, &cells[i]);
    }
    return true;
}

static const char **split(KmArena *arena, const char *text, size_t *ret_count)
{
    const char **parts = KM_NEW_ARRAY(arena, const char *, 32);
    size_t n = 0;
    while (*text != '\0' && n < 32) {
        size_t length = strcspn(text, ",");
        parts[n++] = km_strndup(arena, text, length);
        text += length + (text[length] == ',' ? 1 : 0);
    }
    *ret_count = n;
    return parts;
}

char *fixture_rows(Fixture *f, const char *contract, const char *columns)
{
    Rows rows = {.text = km_text_init(f->arena), .arena = f->arena};
    KmDelivery *deliveries = NULL;
    size_t n = 0;
    size_t n_columns = 0;
    size_t n_numbers = 0;
    const char **names = split(f->arena, columns, &n_columns);
    ck_ok(f, km_delivery_list(f->store, f->arena, &deliveries, &n, &f->err));
    int64_t *numbers = KM_NEW_ARRAY(f->arena, int64_t, n);
    for (size_t i = 0; i < n; i++) {
        if (km_text_equal(deliveries[i].contract, contract)) {
            numbers[n_numbers++] = deliveries[i].number;
        }
    }
    ck_ok(f, km_table_scan(f->store, contract, names, n_columns, numbers, n_numbers,
                           (KmRowSink){&rows, take_row}, &f->err));
    return rows.text.bytes;
}

bool fixture_file_holds(Fixture *f, const char *name, const char *bytes)
{
    KmBytes file;
    ck_ok(f, km_file_read(f->arena, fixture_path(f, name), 64 * 1024 * 1024, &file, &f->err));
    return memmem(file.bytes, file.length, bytes, strlen(bytes)) != NULL;
}

char *fixture_findings(Fixture *f, const KmImportResult *result)
{
    KmText text = km_text_init(f->arena);
    for (size_t i = 0; i < result->n_findings; i++) {
        const KmFinding *finding = &result->findings[i];
        km_text_addf(&text, "%s%s@%lld:%d", i == 0 ? "" : " ", finding->rule,
                     (long long)finding->line, finding->column);
    }
    return text.bytes;
}
