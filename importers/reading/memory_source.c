#include "importers/reading/csv_reader.h"

#include <string.h>

static ssize_t read_memory(void *self, char *into, size_t room, KmError *err)
{
    KmMemorySource *memory = self;
    (void)err;
    size_t left = memory->bytes.length - memory->at;
    size_t n = left < room ? left : room;
    n = memory->chunk > 0 && n > memory->chunk ? memory->chunk : n;
    if (n > 0) {
        memcpy(into, memory->bytes.bytes + memory->at, n);
    }
    memory->at += n;
    return (ssize_t)n;
}

KmByteSource km_memory_source(KmMemorySource *memory)
{
    return (KmByteSource){.self = memory, .read = read_memory};
}
