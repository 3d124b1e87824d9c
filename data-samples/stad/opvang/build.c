#include "stad/opvang/opvang.h"

#include "stad/opvang/model.h"

#include <stdlib.h>

void opvang_build(City *city)
{
    Opvang *opvang = calloc(1, sizeof *opvang);

    if (opvang == NULL) {
        give_up("no memory", "opvang");
    }
    opvang->contacts_of = calloc(city->children.count + 1, sizeof *opvang->contacts_of);
    opvang->hours_of = calloc(city->children.count + 1, sizeof *opvang->hours_of);
    if (opvang->contacts_of == NULL || opvang->hours_of == NULL) {
        give_up("no memory", "opvang");
    }
    city->opvang = opvang;
    contacts_build(city);
    hours_build(city);
}

void opvang_release(City *city)
{
    free(city->opvang->contacts.items);
    free(city->opvang->contacts_of);
    free(city->opvang->hours.items);
    free(city->opvang->hours_of);
    free(city->opvang);
    city->opvang = NULL;
}
