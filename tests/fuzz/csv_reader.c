/* Any bytes, any chunk size: the reader ends, its lines ascend, and its cells lie inside the caps.
 */
#include "importers/reading/csv_reader.h"

#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmMemorySource memory = {.bytes = {(const char *)data + 2, size - 2}, .chunk = data[0]};
    KmCsvOptions options = {.file = "f", .separator = ";,\t|"[data[1] % 4], .columns = data[1] / 4};
    KmCsvReader *reader = km_csv_open(arena, km_memory_source(&memory), &options);
    KmRecord record;
    int64_t line = 0;
    while (km_csv_next(reader, &record, &err) == 1) {
        FUZZ_CHECK(record.line > line);
        FUZZ_CHECK(record.n_fields <= KM_MOST_COLUMNS);
        line = record.line;
        for (int i = 0; i < record.n_fields; i++) {
            FUZZ_CHECK(record.fields[i].length <= KM_MOST_FIELD_BYTES);
        }
    }
    km_csv_close(reader);
    km_arena_close(arena);
    return 0;
}
