/* Any text taken for a contract and for a code list: read, or refused with a message. */
#include "importers/contract/contract_inner.h"

#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The loaders read files; one per process is written over and over, in memory where that can be. */
static const char *write_text(const uint8_t *data, size_t size)
{
    static char path[64];
    if (path[0] == '\0') {
        (void)snprintf(path, sizeof path, "%s/km-fuzz-%ld.json",
                       access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp", (long)getpid());
    }
    FILE *file = fopen(path, "wb");
    FUZZ_CHECK(file != NULL);
    FUZZ_CHECK(fwrite(data, 1, size, file) == size);
    FUZZ_CHECK(fclose(file) == 0);
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KmArena *arena = km_arena_open();
    KmError err = {0};
    KmCodeList *lists[1] = {NULL};
    KmCodeList *list = NULL;
    KmContract *contract = NULL;
    const char *path = write_text(data, size);
    FUZZ_CHECK(km_codelist_read(arena, SOURCE_DIR "/importers/codes/ja_nee.json", &lists[0], &err));
    if (km_contract_read(arena, path, lists, 1, &contract, &err)) {
        FUZZ_CHECK(contract->n_fields > 0 && contract->name[0] != '\0');
        for (size_t i = 0; i < contract->n_fields; i++) {
            FUZZ_CHECK(contract->fields[i].cell < (int)contract->spec.n_columns);
        }
    } else {
        FUZZ_CHECK(err.message[0] != '\0');
    }
    km_error_clear(&err);
    if (km_codelist_read(arena, path, &list, &err)) {
        (void)km_codelist_match(list, (KmSlice){(const char *)data, size < 40 ? size : 40}, arena);
    } else {
        FUZZ_CHECK(err.message[0] != '\0');
    }
    (void)unlink(path);
    km_arena_close(arena);
    return 0;
}
