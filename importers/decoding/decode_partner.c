#include "engine/base/text.h"
#include "importers/decoding/decoder_inner.h"

#include <string.h>

/* The registers name a partner as its files do, whatever capitals, dots or accents people type: two
 * spellings of one name are one deliverer. `|` parts several names. */
void km_decode_partner(KmDecoder *d, int field, KmSlice utf8)
{
    KmArenaMark mark = km_arena_mark(d->scratch);
    KmText names = km_text_init(d->scratch);
    for (size_t at = 0; at <= utf8.length;) {
        size_t end = at;
        while (end < utf8.length && utf8.bytes[end] != '|') {
            end++;
        }
        const char *name =
            km_text_slug(d->scratch, km_strndup(d->scratch, utf8.bytes + at, end - at));
        km_text_addf(&names, "%s%s", name[0] == '\0' || names.length == 0 ? "" : "|", name);
        at = end + 1;
    }
    if (names.length == 0) {
        km_decoder_reject(d, field, KM_RULE_VALUE_MISSING, NULL);
    } else {
        km_decoder_put_text(d, field, names.bytes, names.length);
    }
    km_arena_reset(d->scratch, mark);
}
