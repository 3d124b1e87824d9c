/* What a file's name says: <contract>_<deliverer>_<period>.csv, with
 * _mutatie, _correctie or _volledig and _vN behind the period, in either order. */
#ifndef IMPORTERS_DELIVERY_FILE_NAME_H
#define IMPORTERS_DELIVERY_FILE_NAME_H

#include "engine/figures/period.h"
#include "importers/contract/contract_inner.h"

typedef struct {
    const char *contract;   /* "" when the name does not say; known or not */
    const char *deliverer;  /* "" … */
    const char *period;     /* "" … */
    const char *kind;       /* "mutatie", "correctie", "volledig"; "" when it does not say */
    int version;            /* 0: not said */
    const char *odd_period; /* "2026K5": stands in its place and is none; "" … */
    const char *odd_end;    /* "v0": stands behind the period and says nothing known, so that the
                               period does not count; "" … */
    const char *advised;    /* the name without that; NULL without such an end */
} KmFileName;

/* Copies, other separators and other ways to write a quarter are understood when they leave one
 * meaning: `Kopie van …`, `… (1)`, `KO plaatsing de-kiem Q3 2026`. */
KmFileName km_file_name_parse(KmArena *arena, const char *path, const KmContracts *contracts);
/* The name word by word, whatever stands between the words; without its extension. Fields are ""
 * where it does not say. */
KmFileName km_file_name_loose(KmArena *arena, const char *name, const KmContracts *contracts);
/* "mutatie", "correctie" or "volledig" when the word is that in any case; else NULL. */
const char *km_file_name_kind(const char *word);
/* 2 of "v2"; 0 when the word is no version. */
int km_file_name_version(const char *word);
/* Printable, at most 200 bytes. */
char *km_file_name_shown(KmArena *arena, const char *path) KM_MUST_USE;

#endif
