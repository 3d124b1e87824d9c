/* Replays a committed corpus through a fuzz target: each file of the directory once. */
#include "engine/base/file.h"
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

enum { MOST_BYTES = 4 * 1024 * 1024 };

int main(int argc, char **argv)
{
    KmArena *arena = km_arena_open();
    KmError err = {0};
    char **names = NULL;
    size_t n = 0;
    bool good = argc == 2 && km_directory_list(arena, argv[1], &names, &n, &err) && n > 0;
    for (size_t i = 0; i < n && good; i++) {
        KmBytes bytes;
        good =
            km_file_read(arena, km_path_join(arena, argv[1], names[i]), MOST_BYTES, &bytes, &err);
        if (good) {
            (void)LLVMFuzzerTestOneInput((const uint8_t *)bytes.bytes, bytes.length);
        }
    }
    (void)printf("%zu inputs replayed%s%s\n", n, good ? "" : ": ", err.message);
    km_arena_close(arena);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
