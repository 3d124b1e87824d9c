/* Code lists: importers/codes/<name>.json with, for each code, its order, labels and the spellings
 * ("dialects") that deliverers use; `ambiguous` lists wordings that may mean several codes, which a
 * cell may not hold. An order of 90 and above stands beside the ladder of the list: `vso` is
 * neither above nor below `havo`. `onbekend` is implicit number 0 and may be listed last. The
 * catalogue reads the same files for labels, order and mergers. */
#ifndef IMPORTERS_CONTRACT_CODELIST_H
#define IMPORTERS_CONTRACT_CODELIST_H

#include "engine/store/table.h"
#include "importers/reading/csv_reader.h"

enum { KM_CODE_UNKNOWN = -1, KM_CODE_NO_MATCH = -2, KM_CODE_AMBIGUOUS = -3 };
enum { KM_CODE_BESIDE_LADDER = 90 };

typedef struct {
    const char
        *folded; /* as km_text_fold gives it; a dialect that folds to nothing ("-"): itself */
    int code;    /* index in codes, KM_CODE_UNKNOWN for a spelling of onbekend, KM_CODE_AMBIGUOUS */
    const char *between; /* "A3.1, A6.3" of an ambiguous wording, else NULL */
} KmDialectWord;

typedef struct {
    const char *name;
    const char *title_nl;
    const char *title_en;
    const KmCode *codes; /* in order, without onbekend */
    size_t n_codes;
    const KmDialectWord *words; /* sorted by folded */
    size_t n_words;
    const char *file;
    const char *text; /* of the file */
    const char *hash;
} KmCodeList;

bool km_codelist_read(KmArena *arena, const char *path, KmCodeList **ret_list,
                      KmError *err) KM_MUST_USE;
/* Index in codes, KM_CODE_UNKNOWN, KM_CODE_NO_MATCH or KM_CODE_AMBIGUOUS. `cell` is UTF-8;
 * `scratch` is reset. */
int km_codelist_match(const KmCodeList *list, KmSlice cell, KmArena *scratch);
/* The codes that an ambiguous wording may mean: "A3.1, A6.3"; NULL when it is not ambiguous. */
const char *km_codelist_between(const KmCodeList *list, KmSlice cell, KmArena *scratch);
/* "po, kdv, bso, go", cut after a dozen. */
char *km_codelist_summary(KmArena *arena, const KmCodeList *list) KM_MUST_USE;

#endif
