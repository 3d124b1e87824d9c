/* What several evaluations of one selection share. */
#include "indicators/evaluation/evaluation.h"

#include <string.h>

KmShelf *km_shelf_open(KmArena *arena, const KmCatalogue *catalogue, size_t n_persons)
{
    KmShelf *shelf = KM_NEW(arena, KmShelf);
    shelf->arena = km_arena_open();
    shelf->n_persons = n_persons;
    (void)pthread_mutex_init(&shelf->lock, NULL);
    (void)km_catalogue_registers(catalogue, &shelf->n_places);
    shelf->places = KM_NEW_ARRAY(arena, KmShelfPlace, shelf->n_places);
    for (size_t i = 0; i < shelf->n_places; i++) {
        (void)pthread_mutex_init(&shelf->places[i].lock, NULL);
    }
    return shelf;
}

void km_shelf_close(KmShelf *shelf)
{
    for (size_t i = 0; i < shelf->n_places; i++) {
        km_columns_free(shelf->places[i].table);
        (void)pthread_mutex_destroy(&shelf->places[i].lock);
    }
    for (KmShelfDimension *d = shelf->dimensions; d != NULL; d = d->next) {
        (void)pthread_mutex_destroy(&d->lock);
    }
    (void)pthread_mutex_destroy(&shelf->lock);
    km_arena_close(shelf->arena);
}

KmShelfDimension *km_shelf_dimension(KmShelf *shelf, const char *name, const char *unit)
{
    (void)pthread_mutex_lock(&shelf->lock);
    KmShelfDimension *place = shelf->dimensions;
    while (place != NULL && (strcmp(place->name, name) != 0 || strcmp(place->unit, unit) != 0)) {
        place = place->next;
    }
    if (place == NULL) {
        place = KM_NEW(shelf->arena, KmShelfDimension);
        place->name = km_strdup(shelf->arena, name);
        place->unit = km_strdup(shelf->arena, unit);
        (void)pthread_mutex_init(&place->lock, NULL);
        place->next = shelf->dimensions;
        shelf->dimensions = place;
    }
    (void)pthread_mutex_unlock(&shelf->lock);
    return place;
}
