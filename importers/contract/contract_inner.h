/* A contract as the importer uses it; the public face is contract.h. */
#ifndef IMPORTERS_CONTRACT_CONTRACT_INNER_H
#define IMPORTERS_CONTRACT_CONTRACT_INNER_H

#include "importers/contract/codelist.h"
#include "importers/contract/contract.h"

enum { KM_LONGEST_TEXT = 4000 };

typedef enum {
    KM_KIND_TEXT,
    KM_KIND_PERSON,      /* BSN or onderwijsnummer */
    KM_KIND_PSEUDONYM,   /* made elsewhere with our key … */
    KM_KIND_KEY_VERSION, /* … which this names */
    KM_KIND_DATE,
    KM_KIND_INTEGER,
    KM_KIND_NUMBER,
    KM_KIND_HOURS,
    KM_KIND_MONEY,       /* euros */
    KM_KIND_PERCENT,     /* 0 … 100 */
    KM_KIND_SMALL_COUNT, /* a number or <5: two columns, _min and _max */
    KM_KIND_MONTH,       /* its first day */
    KM_KIND_SCHOOL_YEAR,
    KM_KIND_CODE,
    KM_KIND_CODES,     /* several, `|` between them */
    KM_KIND_CONTRACT,  /* the name of one … */
    KM_KIND_CONTRACTS, /* … or of several */
    KM_KIND_BRIN,
    KM_KIND_BRANCH, /* the last two characters of a BRIN in a column of their own */
    KM_KIND_RIO,    /* 100A200, 100X200 */
    KM_KIND_LRK,
    KM_KIND_POSTCODE,
    KM_KIND_REGION, /* CBS codes; prefix and digits */
    KM_KIND_HASH    /* a keyed hash to a positive integer: tells who belong together, not who */
} KmFieldKind;

typedef struct {
    const char *name;   /* the standard header */
    const char *column; /* in the store; "" when not stored */
    const char *title_nl;
    const char *title_en;
    const char *example;
    const char *pattern; /* the form of a text; "": any */
    int max_length;      /* of a text or a number kept as a hash, in characters */
    KmFieldKind kind;
    bool column_required; /* without the column the file is refused */
    bool value_required;  /* without a value the row is refused */
    bool in_template;
    const KmCodeList *list;
    const char *codes_shown; /* of the list, for findings */
    bool has_min, has_max;
    double min, max;
    const char *const *aliases; /* folded, the name first; '#' stands for a digit */
    size_t n_aliases;
    const char *other_names; /* the aliases as written, for people */
    const char *prefix;      /* of a region code */
    int digits;
    const char *tag; /* of a hash */
    /* Of a hash: the deliverer numbers anew within what these fields say, each before this one.
     * None: a number means the same whoever delivers it. */
    const int *within;
    size_t n_within;
    bool is_own;         /* of a hash: the deliverer's own number, unless it is a mail address */
    const char **refers; /* "lrk.lrk": contract and column in which the value must occur */
    size_t n_refers;
    int not_before;     /* field that may not be later; −1: none */
    int at_most;        /* field that may not be smaller; −1: none */
    int not_below;      /* code of the same list that may not be higher; −1: none */
    bool is_free_text;  /* persons in it are refused */
    bool is_partner;    /* text that is kept as file names spell a deliverer */
    bool is_total;      /* its sum says something: shown beside the deliverer's own */
    bool has_blank_key; /* as a part of the key: empty says something, and is a value like others */
    bool is_whole;      /* a site's column that may hold the whole code */
    bool is_school;     /* a BRIN of four characters stays that: all sites of the school */
    bool is_record;     /* the deliverer's own number of the row, of no person: shown in findings */
    /* Days of the year between which a date is expected, month × 100 + day; 0: any day. */
    int window_from, window_to;
    const char *window; /* as people read it: "10-01 t/m 31-01" */
    bool not_after_period;
    int years_ahead; /* a date that lies further behind the period is remarked */
    int cell; /* place in the row of the store, the first of two of a small count; −1: not stored */
} KmField;

/* A column that must not be delivered; dropped unread, with a finding. */
typedef struct {
    const char *name;
    const char *reason_nl;
    const char *const *aliases; /* folded, the name first */
    size_t n_aliases;
} KmRefusedColumn;

/* Fields that together say whom a row is about. */
typedef struct {
    const int *fields;
    size_t n;
} KmOneOf;

/* A sign in place of a count, and what the count may then be. */
typedef struct {
    const char *sign;
    int64_t min, max;
} KmHiddenSign;

/* A value that names one thing: of these rows no two have it on one day. */
typedef struct {
    int field;
    int from, to;       /* its first day and the first day no longer; −1: always */
    int of;             /* field with codes … */
    const bool *counts; /* … by place in its list: rows of these codes; NULL: all rows */
} KmOnce;

/* How rows are linked that have no personal number. Birth date, sex and postcode together become a
 * keyed hash, kept with every row; the deliverer's own number of the child tells which of its rows
 * are one child. */
typedef struct {
    int birth, sex, postcode; /* fields; −1: this contract keeps no such hash */
    int own_number;           /* field; −1: a row without a personal number is nobody's */
    int cell;                 /* of the hash; −1: none */
} KmLink;

typedef struct {
    const char *name;
    const char *code;
    const char *title_nl;
    const char *title_en;
    const char *description_nl;
    const char *purpose_nl;
    const char *purpose_en;
    const char *deliverer_nl; /* who delivers it, and how often */
    int retention_months;
    KmDeliveryTerms terms;
    const char **mistakes; /* what often goes wrong, Dutch, for the page */
    size_t n_mistakes;
    const char *file;
    const char *text;
    const char *hash;
    bool is_workspace;
    KmField *fields;
    size_t n_fields;
    const KmRefusedColumn *refused;
    size_t n_refused;
    const char *const *ignored; /* folded headers of columns that are known and not needed */
    size_t n_ignored;
    int *totals; /* stored fields whose sum says something */
    size_t n_totals;
    const int *key; /* fields */
    size_t n_key;
    int person, pseudonym, key_version, branch; /* fields; −1: none */
    int birth_field, sex_field;                 /* of that person, by their columns; −1: none */
    bool branch_is_whole; /* the column of the site may hold the BRIN too, in place of its own */
    const char **missing; /* what says that a value is not there, beside the usual words */
    size_t n_missing;
    const KmHiddenSign *hidden; /* signs that stand for a count that is hidden */
    size_t n_hidden;
    const KmOneOf *one_of; /* a row needs one of these whole */
    size_t n_one_of;
    const KmOnce *once;
    size_t n_once;
    const int *same_answers; /* fields of a survey … */
    size_t n_same_answers;
    size_t fewest_same;         /* … of which so many equal ones are remarked; 0: never */
    int postcode, house_number; /* fields of the address; −1: none */
    int wijk_cell, buurt_cell;  /* filled from the address; −1: none */
    const KmCodeList *wijk_list;
    int wijk_field;            /* field with the district itself, used when filled; −1: none */
    int from_field, to_field;  /* the row's own spell; −1: none */
    int left_field, left_code; /* the code (place in its list) that says of a row of a register
                                  that it has left it; −1: none does */
    int successor_field;  /* the code under which what a row names goes on, and from which … */
    int succession_field; /* … day; −1: the register tells of no successors */
    int dated_by;         /* date that says of which period a row is; −1: none */
    KmLink link;
    int mutation;     /* field that says of a row in a `mutatie` that it is gone; −1: the contract
                         takes none */
    int row_key_cell; /* of the hash of the row's key; −1: none */
    KmTableSpec spec;
} KmContract;

const KmContract *km_contracts_find(const KmContracts *contracts, const char *name);
const KmContract *km_contracts_contract(const KmContracts *contracts, size_t i);
/* "bevolking, jgz_indicatie, …" */
char *km_contracts_names(KmArena *arena, const KmContracts *contracts) KM_MUST_USE;
bool km_contracts_need(KmArena *arena, const KmContracts *contracts, const char *name,
                       const KmContract **ret_contract, KmError *err) KM_MUST_USE;

/* One file; the lists it names are found in `lists`. */
bool km_contract_read(KmArena *arena, const char *path, KmCodeList *const *lists, size_t n_lists,
                      KmContract **ret_contract, KmError *err) KM_MUST_USE;
/* A header as it is compared: km_text_fold without its `_`, so that `Inschrijf_datum` is
 * `Inschrijfdatum`, and without signs that nobody sees. */
char *km_header_fold(KmArena *arena, const char *text, size_t length) KM_MUST_USE;
/* Whether a folded header is one of the aliases; the place in the list or −1. */
int km_alias_match(const char *const *aliases, size_t n_aliases, const char *folded);

#endif
