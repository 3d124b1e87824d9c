#include "importers/contract/pattern.h"

#include "engine/base/text.h"

#include <regex.h>
#include <string.h>

enum { BYTES = 256, LONGEST_VALUE = 4096 };

struct KmPattern {
    bool is_simple; /* `.*[0-9A-Za-z].*`: somewhere one of these */
    bool holds[BYTES];
    bool never; /* what does not compile fits nothing */
    regex_t compiled;
};

static const char simple_head[] = ".*[";
static const char simple_tail[] = "].*";

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Reads the ranges of `.*[0-9A-Za-z].*`; false when the text is anything else. */
static bool read_simple(const char *text, bool holds[BYTES])
{
    const char *at = text + strlen(simple_head);
    if (!km_text_starts_with(text, simple_head)) {
        return false;
    }
    while (is_word(at[0]) && at[1] == '-' && is_word(at[2])) {
        for (int byte = at[0]; byte <= at[2]; byte++) {
            holds[byte] = true;
        }
        at += 3;
    }
    return km_text_equal(at, simple_tail);
}

static bool compile(KmArena *arena, const char *text, regex_t *ret_compiled)
{
    const char *anchored = km_format(arena, "^(%s)$", text);
    return regcomp(ret_compiled, anchored, REG_EXTENDED | REG_NOSUB) == 0;
}

const char *km_pattern_fault(KmArena *arena, const char *text)
{
    regex_t compiled;
    const char *backslash = strchr(text, '\\');
    for (; backslash != NULL && backslash[1] != '\0'; backslash = strchr(backslash + 2, '\\')) {
        if (is_word(backslash[1])) {
            return "write kinds of characters out: [0-9], not \\d";
        }
    }
    if (strstr(text, "(?") != NULL || strstr(text, "*?") != NULL || strstr(text, "+?") != NULL) {
        return "it holds a '?' that not all readers of regular expressions know";
    }
    if (!compile(arena, text, &compiled)) {
        return "it is no regular expression";
    }
    regfree(&compiled);
    return NULL;
}

KmPattern *km_pattern_open(KmArena *arena, const char *text)
{
    KmPattern *pattern = KM_NEW(arena, KmPattern);
    pattern->is_simple = read_simple(text, pattern->holds);
    pattern->never = !pattern->is_simple && !compile(arena, text, &pattern->compiled);
    return pattern;
}

void km_pattern_close(KmPattern *pattern)
{
    if (pattern != NULL && !pattern->is_simple && !pattern->never) {
        regfree(&pattern->compiled);
    }
}

bool km_pattern_is_simple(const KmPattern *pattern)
{
    return pattern->is_simple;
}

bool km_pattern_fits(const KmPattern *pattern, KmSlice value)
{
    char text[LONGEST_VALUE];
    if (pattern->is_simple) {
        for (size_t i = 0; i < value.length; i++) {
            if (pattern->holds[(unsigned char)value.bytes[i]]) {
                return true;
            }
        }
        return false;
    }
    if (pattern->never || value.length >= sizeof text) {
        return false;
    }
    memcpy(text, value.bytes, value.length);
    text[value.length] = '\0';
    return regexec(&pattern->compiled, text, 0, NULL, 0) == 0;
}
