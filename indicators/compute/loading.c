#include "indicators/compute/loading.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const KmTableSpec *spec;
    int64_t rows;
    KmColumns *table; /* NULL: not made */
} Load;

typedef struct {
    KmSession *session;
    const KmWordSet *words;
    Load *loads; /* the largest first */
    size_t n_loads;
    atomic_size_t next;
} Loading;

typedef struct {
    Loading *loading;
    KmStore *store; /* the session's own, or a reader */
    pthread_t thread;
    bool is_started, is_failed;
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

/* Takes the next table that nobody took, until there is none. */
static void load(Loader *loader)
{
    Loading *loading = loader->loading;
    const KmSession *session = loading->session;
    for (size_t i = atomic_fetch_add(&loading->next, 1); i < loading->n_loads;
         i = atomic_fetch_add(&loading->next, 1)) {
        Load *load = &loading->loads[i];
        if (!km_worktable_fill(loader->store, load->spec, session->deliveries, &session->selection,
                               &session->persons, loading->words, &load->table, &loader->err)) {
            loader->is_failed = true;
            atomic_store(&loading->next, loading->n_loads);
            return;
        }
    }
}

static void *run(void *self)
{
    Loader *loader = self;
    loader->is_failed =
        !km_store_open_reader(loader->loading->session->store, &loader->store, &loader->err);
    if (!loader->is_failed) {
        load(loader);
        km_store_close(loader->store);
    }
    return NULL;
}

static int by_rows(const void *left, const void *right)
{
    const Load *a = left;
    const Load *b = right;
    if (a->rows != b->rows) {
        return a->rows > b->rows ? -1 : 1;
    }
    return strcmp(a->spec->contract, b->spec->contract);
}

static Load *list_loads(const KmSession *session, const KmTableSpec *const *specs, size_t n_specs)
{
    Load *loads = KM_NEW_ARRAY(session->arena, Load, n_specs);
    for (size_t i = 0; i < n_specs; i++) {
        loads[i] = (Load){specs[i], km_loading_rows(session, specs[i]->contract), NULL};
    }
    if (n_specs > 1) {
        qsort(loads, n_specs, sizeof *loads, by_rows);
    }
    return loads;
}

static bool take_tables(KmSession *session, const Loading *loading, const Loader *loaders,
                        size_t n_loaders, KmError *err)
{
    for (size_t i = 0; i < loading->n_loads; i++) {
        if (loading->loads[i].table != NULL) {
            session->tables[session->n_tables++] = loading->loads[i].table;
        }
    }
    for (size_t l = 0; l < n_loaders; l++) {
        if (loaders[l].is_failed) {
            *err = loaders[l].err;
            return false;
        }
    }
    return true;
}

bool km_loading_run(KmSession *session, const KmWordSet *words, const KmTableSpec *const *specs,
                    size_t n_specs, KmError *err)
{
    size_t n_loaders = session->n_threads < n_specs ? session->n_threads : n_specs;
    Loading loading = {.session = session,
                       .words = words,
                       .loads = list_loads(session, specs, n_specs),
                       .n_loads = n_specs};
    Loader *loaders = KM_NEW_ARRAY(session->arena, Loader, n_loaders);
    for (size_t l = 0; l < n_loaders; l++) {
        loaders[l].loading = &loading;
    }
    for (size_t l = 1; l < n_loaders; l++) { /* no thread to be had: the others do its share */
        loaders[l].is_started = pthread_create(&loaders[l].thread, NULL, run, &loaders[l]) == 0;
    }
    if (n_loaders > 0) {
        loaders[0].store = session->store;
        load(&loaders[0]);
    }
    for (size_t l = 1; l < n_loaders; l++) {
        if (loaders[l].is_started) {
            (void)pthread_join(loaders[l].thread, NULL);
        }
    }
    return take_tables(session, &loading, loaders, n_loaders, err);
}
