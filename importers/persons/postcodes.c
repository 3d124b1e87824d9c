#include "importers/persons/postcodes.h"

#include "engine/base/text.h"

#include <string.h>

enum { FIRST_SLOTS = 4096, PC4S = 10000, AMBIGUOUS = -3, LONGEST_BUURT = 15 };

typedef struct {
    uint64_t key; /* 0: free; postcode and number, or the postcode alone with number 0 */
    int16_t wijk; /* index, KM_CODE_UNKNOWN, or AMBIGUOUS */
    bool has_two_buurten;
    char buurt[LONGEST_BUURT + 1];
} Slot;

struct KmPostcodes {
    KmArena *arena;
    const KmCodeList *wijken;
    int buiten; /* index of the code `buiten` */
    Slot *slots;
    size_t n_slots, used;
    bool pc4[PC4S];
};

static int find_code(const KmCodeList *list, const char *code)
{
    for (size_t i = 0; i < list->n_codes; i++) {
        if (km_text_equal(list->codes[i].code, code)) {
            return (int)i;
        }
    }
    return KM_CODE_UNKNOWN;
}

KmPostcodes *km_postcodes_open(KmArena *arena, const KmCodeList *wijken)
{
    KmPostcodes *postcodes = KM_NEW(arena, KmPostcodes);
    postcodes->arena = arena;
    postcodes->wijken = wijken;
    postcodes->buiten = find_code(wijken, "buiten");
    postcodes->n_slots = FIRST_SLOTS;
    postcodes->slots = KM_NEW_ARRAY(arena, Slot, FIRST_SLOTS);
    return postcodes;
}

static unsigned pc4_of(const char pc6[7])
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        value = value * 10 + (unsigned)(pc6[i] - '0');
    }
    return value % PC4S;
}

/* Never 0: a postcode does not begin with 0. */
static uint64_t key_of(const char pc6[7], int64_t number)
{
    uint64_t letters = (uint64_t)(pc6[4] - 'A') * 26 + (uint64_t)(pc6[5] - 'A');
    return ((uint64_t)pc4_of(pc6) * 676 + letters) << 32 | (uint32_t)number;
}

static Slot *find(Slot *slots, size_t n_slots, uint64_t key)
{
    size_t at = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 20) & (n_slots - 1);
    while (slots[at].key != 0 && slots[at].key != key) {
        at = (at + 1) & (n_slots - 1);
    }
    return &slots[at];
}

static Slot *place(KmPostcodes *postcodes, uint64_t key, bool *ret_is_new)
{
    if (postcodes->used * 4 >= postcodes->n_slots * 3) {
        size_t n = postcodes->n_slots * 2;
        Slot *slots = KM_NEW_ARRAY(postcodes->arena, Slot, n);
        for (size_t i = 0; i < postcodes->n_slots; i++) {
            if (postcodes->slots[i].key != 0) {
                *find(slots, n, postcodes->slots[i].key) = postcodes->slots[i];
            }
        }
        postcodes->slots = slots;
        postcodes->n_slots = n;
    }
    Slot *slot = find(postcodes->slots, postcodes->n_slots, key);
    *ret_is_new = slot->key == 0;
    postcodes->used += *ret_is_new ? 1 : 0;
    slot->key = key;
    return slot;
}

static void fill(Slot *slot, int wijk, const char *buurt)
{
    slot->wijk = (int16_t)wijk;
    (void)strncpy(slot->buurt, buurt, LONGEST_BUURT);
    slot->buurt[LONGEST_BUURT] = '\0';
}

void km_postcodes_add(KmPostcodes *postcodes, const char pc6[7], int64_t number, const char *wijk,
                      const char *buurt)
{
    bool is_new;
    int code = find_code(postcodes->wijken, wijk);
    int known = code == KM_CODE_UNKNOWN ? postcodes->buiten : code;
    postcodes->pc4[pc4_of(pc6)] = true;
    if (number > 0) {
        fill(place(postcodes, key_of(pc6, number), &is_new), known, buurt);
    }
    /* The postcode as a whole: a district only when all its numbers agree. */
    Slot *whole = place(postcodes, key_of(pc6, 0), &is_new);
    if (is_new || number == 0) {
        fill(whole, known, buurt);
        return;
    }
    if (whole->wijk != known) {
        whole->wijk = AMBIGUOUS;
    }
    whole->has_two_buurten |= !km_text_equal(whole->buurt, buurt);
}

static KmAddress known_address(const KmPostcodes *postcodes, const Slot *slot)
{
    bool outside = slot->wijk == postcodes->buiten;
    return (KmAddress){KM_ADDRESS_FOUND, slot->wijk,
                       outside                 ? "buiten"
                       : slot->has_two_buurten ? ""
                                               : slot->buurt};
}

KmAddress km_postcodes_find(const KmPostcodes *postcodes, const char pc6[7], int64_t number)
{
    if (!postcodes->pc4[pc4_of(pc6)]) {
        return (KmAddress){KM_ADDRESS_OUTSIDE, postcodes->buiten, "buiten"};
    }
    const Slot *slot =
        find(postcodes->slots, postcodes->n_slots, key_of(pc6, number > 0 ? number : 0));
    if (slot->key == 0) {
        slot = find(postcodes->slots, postcodes->n_slots, key_of(pc6, 0));
    }
    if (slot->key == 0) {
        return (KmAddress){KM_ADDRESS_UNKNOWN, KM_CODE_UNKNOWN, ""};
    }
    if (slot->wijk == AMBIGUOUS) {
        return (KmAddress){KM_ADDRESS_AMBIGUOUS, KM_CODE_UNKNOWN, ""};
    }
    return known_address(postcodes, slot);
}

typedef struct {
    KmPostcodes *postcodes;
} Sink;

static void copy_text(const KmCell *cell, char *into, size_t room)
{
    size_t n = cell->type == KM_CELL_TEXT ? (size_t)cell->length : 0;
    n = n < room ? n : room - 1;
    if (n > 0) {
        memcpy(into, cell->text, n);
    }
    into[n] = '\0';
}

/* pc6, huisnummer, buurt, wijk */
static bool take_row(void *self, const KmCell *cells, size_t n_cells, KmError *err)
{
    Sink *sink = self;
    char pc6[7] = "";
    char buurt[LONGEST_BUURT + 1];
    char wijk[LONGEST_BUURT + 1];
    if (n_cells < 4) {
        return km_error_set(err, KM_ERROR_BUG, "the postcode table gave %zu cells, not 4", n_cells);
    }
    copy_text(&cells[0], pc6, sizeof pc6);
    copy_text(&cells[2], buurt, sizeof buurt);
    copy_text(&cells[3], wijk, sizeof wijk);
    if (strlen(pc6) == 6) {
        int64_t number = cells[1].type == KM_CELL_INT ? cells[1].integer : 0;
        km_postcodes_add(sink->postcodes, pc6, number, wijk, buurt);
    }
    return true;
}

bool km_postcodes_load(KmArena *arena, KmStore *store, KmDate day, const KmCodeList *wijken,
                       KmPostcodes **ret_postcodes, KmError *err)
{
    Sink sink = {.postcodes = km_postcodes_open(arena, wijken)};
    bool found = false;
    if (!km_table_scan_postcodes(store, day, (KmRowSink){&sink, take_row}, &found, err)) {
        return km_error_context(err, "while reading the postcode table");
    }
    *ret_postcodes = found ? sink.postcodes : NULL;
    return true;
}
