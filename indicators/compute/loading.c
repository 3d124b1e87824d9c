#include "indicators/compute/loading.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    KmSession *session;
    const KmWordSet *words;
    const KmTableSpec **specs;
    size_t n_specs;
    int64_t rows;
    KmStore *store; /* the session's own, or a reader */
    KmLoadingOwn own;
    void *self;
    KmWorkImage *image;
    pthread_t thread;
    bool is_started, ok;
    KmError err;
} Loader;

int64_t km_loading_rows(const KmSession *session, const char *contract)
{
    int64_t rows = 0;
    for (size_t i = 0; i < session->selection.n_segments; i++) {
        const KmSegment *segment = &session->selection.segments[i];
        const KmDelivery *delivery = &session->deliveries[segment->delivery];
        if (strcmp(delivery->contract, contract) == 0) {
            rows += delivery->accepted + delivery->remarked;
        }
    }
    return rows;
}

static bool fill(Loader *loader, KmWork *work)
{
    for (size_t i = 0; i < loader->n_specs; i++) {
        if (!km_worktable_fill(loader->store, work, loader->specs[i], loader->session->deliveries,
                               &loader->session->selection, &loader->session->persons,
                               loader->words, &loader->err)) {
            return false;
        }
    }
    return loader->own == NULL || loader->own(loader->self, work, &loader->err);
}

static void load(Loader *loader)
{
    KmWork *work = NULL;
    if (!km_work_open(loader->store, &work, &loader->err)) {
        return;
    }
    if (!fill(loader, work)) {
        km_work_close(work);
        return;
    }
    loader->ok = km_work_seal(work, &loader->image, &loader->err);
}

static void *run(void *self)
{
    Loader *loader = self;
    if (km_store_open_reader(loader->session->store, &loader->store, &loader->err)) {
        load(loader);
        km_store_close(loader->store);
    }
    return NULL;
}

typedef struct {
    const KmTableSpec *spec;
    int64_t rows;
} Load;

static int by_rows(const void *left, const void *right)
{
    const Load *a = left;
    const Load *b = right;
    if (a->rows != b->rows) {
        return a->rows > b->rows ? -1 : 1;
    }
    return strcmp(a->spec->contract, b->spec->contract);
}

/* The largest first, each to whoever has the least. */
static void share_out(const KmSession *session, const KmTableSpec *const *specs, size_t n_specs,
                      Loader *loaders, size_t n_loaders)
{
    Load *loads = KM_NEW_ARRAY(session->arena, Load, n_specs);
    for (size_t i = 0; i < n_specs; i++) {
        loads[i] = (Load){specs[i], km_loading_rows(session, specs[i]->contract)};
    }
    qsort(loads, n_specs, sizeof *loads, by_rows);
    for (size_t i = 0; i < n_specs; i++) {
        Loader *least = &loaders[0];
        for (size_t l = 1; l < n_loaders; l++) {
            least = loaders[l].rows < least->rows ? &loaders[l] : least;
        }
        least->specs[least->n_specs++] = loads[i].spec;
        least->rows += loads[i].rows;
    }
}

bool km_loading_run(KmSession *session, const KmWordSet *words, const KmTableSpec *const *specs,
                    size_t n_specs, size_t n_threads, KmLoadingOwn own, void *self, KmError *err)
{
    size_t n_loaders = n_threads < KM_WORK_IMAGES ? n_threads : KM_WORK_IMAGES;
    Loader *loaders = KM_NEW_ARRAY(session->arena, Loader, n_loaders);
    for (size_t l = 0; l < n_loaders; l++) {
        loaders[l].session = session;
        loaders[l].words = words;
        loaders[l].specs = KM_NEW_ARRAY(session->arena, const KmTableSpec *, n_specs);
    }
    share_out(session, specs, n_specs, loaders, n_loaders);
    for (size_t l = 1; l < n_loaders; l++) {
        loaders[l].is_started = pthread_create(&loaders[l].thread, NULL, run, &loaders[l]) == 0;
    }
    loaders[0].store = session->store;
    loaders[0].own = own;
    loaders[0].self = self;
    load(&loaders[0]);
    for (size_t l = 1; l < n_loaders; l++) {
        if (loaders[l].is_started) {
            (void)pthread_join(loaders[l].thread, NULL);
        } else { /* no thread to be had: its share is done here */
            (void)run(&loaders[l]);
        }
    }
    bool ok = true;
    for (size_t l = 0; l < n_loaders; l++) {
        if (loaders[l].ok) {
            session->images[session->n_images++] = loaders[l].image;
        } else if (ok) {
            ok = false;
            *err = loaders[l].err;
        }
    }
    return ok;
}
