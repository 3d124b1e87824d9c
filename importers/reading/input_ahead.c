#include "importers/reading/input_ahead.h"

#include <pthread.h>
#include <sys/stat.h>

enum { FEWEST_BYTES = 1024 * 1024 };

struct KmInputAhead {
    const char *path;
    KmArena *arena; /* of the input; NULL: taken */
    KmInput *input; /* NULL: it has a fault */
    pthread_t thread;
    bool is_running;
};

static void *pass(void *self)
{
    KmInputAhead *ahead = self;
    KmError ignored = {0};
    KmInput *input = NULL;
    if (!km_input_open(ahead->arena, ahead->path, &input, &ignored)) {
        return NULL;
    }
    if (km_input_finish_first(input, &ignored) && km_input_rewind(input, &ignored)) {
        ahead->input = input;
    } else {
        km_input_close(input);
    }
    return NULL;
}

KmInputAhead *km_input_ahead_open(KmArena *arena, const char *path)
{
    struct stat found;
    if (stat(path, &found) != 0 || !S_ISREG(found.st_mode) || found.st_size < FEWEST_BYTES) {
        return NULL;
    }
    KmInputAhead *ahead = KM_NEW(arena, KmInputAhead);
    ahead->path = path;
    ahead->arena = km_arena_open();
    ahead->is_running = pthread_create(&ahead->thread, NULL, pass, ahead) == 0;
    return ahead;
}

static void wait_for(KmInputAhead *ahead)
{
    if (ahead->is_running) {
        (void)pthread_join(ahead->thread, NULL);
        ahead->is_running = false;
    }
}

KmInput *km_input_ahead_take(KmInputAhead *ahead, KmArena *arena, const char *path)
{
    if (ahead == NULL || ahead->path != path) {
        return NULL;
    }
    wait_for(ahead);
    KmInput *input = ahead->input;
    if (input != NULL) {
        km_arena_adopt(arena, ahead->arena);
        ahead->arena = NULL;
        ahead->input = NULL;
    }
    return input;
}

void km_input_ahead_close(KmInputAhead *ahead)
{
    if (ahead != NULL) {
        wait_for(ahead);
        km_input_close(ahead->input);
        km_arena_close(ahead->arena);
        *ahead = (KmInputAhead){0};
    }
}
