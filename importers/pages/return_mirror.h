/* The part of a return report that holds a delivery's own totals up beside the city's. */
#ifndef IMPORTERS_PAGES_RETURN_MIRROR_H
#define IMPORTERS_PAGES_RETURN_MIRROR_H

#include "engine/base/text.h"
#include "importers/delivery/import.h"

void km_return_mirror(KmText *html, KmArena *arena, const KmMirror *mirror);

#endif
