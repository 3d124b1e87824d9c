/* Any bytes taken for a placements file: header search, scout and readable line come to an end, and
 * what is found is usable. */
#include "importers/dialect/dialect.h"
#include "importers/reading/file_kind.h"

#include "tests/fuzz/fuzz.h"

static const KmContracts *all_contracts(void)
{
    static KmContracts *contracts;
    if (contracts == NULL) {
        KmError err = {0};
        FUZZ_CHECK(km_contracts_open(km_arena_open(), SOURCE_DIR, NULL, &contracts, &err));
    }
    return contracts;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmDialect dialect;
    KmHeader header;
    KmEncodingWatch watch = {0};
    const KmContract *contract = km_contracts_find(all_contracts(), "ko_plaatsing");
    KmSlice head = {(const char *)data, size};
    KmMemorySource memory = {.bytes = head};
    km_encoding_watch(&watch, head.bytes, head.length);
    km_encoding_watch_end(&watch);
    if (km_file_kind_check("f", head, &err) &&
        km_dialect_find_header(arena, "f", head, contract, &dialect, &header, &err)) {
        FUZZ_CHECK(header.line > 0);
        for (int i = 0; i < header.n_columns; i++) {
            FUZZ_CHECK(header.field_of_column[i] < (int)contract->n_fields);
        }
        if (km_dialect_scout(arena, "f", km_memory_source(&memory), contract, &header, &dialect,
                             &err)) {
            FUZZ_CHECK(km_dialect_line(arena, &dialect, &watch)[0] != '\0');
        }
    }
    if (size % 64 == 0) { /* it looks through the eyes of every contract, thirty times the work */
        const KmContract *guess = km_dialect_guess_contract(arena, head, all_contracts());
        FUZZ_CHECK(guess == NULL || guess->n_fields > 0);
    }
    FUZZ_CHECK(err.kind == KM_ERROR_NONE || err.message[0] != '\0');
    km_arena_close(arena);
    return 0;
}
