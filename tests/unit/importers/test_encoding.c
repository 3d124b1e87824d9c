#include "importers/reading/encoding.h"

#include "tests/unit/importers/run.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *bytes;
    size_t length;
    const char *encoding;
    int64_t undefined_line;
} Named;

#define BYTES(text) text, sizeof text - 1

static const Named named[] = {
    {"plain letters are ascii", BYTES("a;b\n"), "ascii", 0},
    {"well-formed sequences are UTF-8", BYTES("Zo\xc3\xab\n"), "utf-8", 0},
    {"a mark is seen",
     BYTES("\xef\xbb\xbf"
           "a;b\n"),
     "utf-8 met BOM", 0},
    {"a mark with letters", BYTES("\xef\xbb\xbfZo\xc3\xab\n"), "utf-8 met BOM", 0},
    {"lone high bytes are Windows-1252", BYTES("Zo\xeb;\x96mer\n"), "windows-1252", 0},
    {"both in one file are said", BYTES("Zo\xc3\xab\nZo\xeb\n"),
     "utf-8 en windows-1252 door elkaar", 0},
    {"letters that were encoded twice", BYTES("Zo\xc3\x83\xc2\xab\n"), "utf-8, dubbel gecodeerd",
     0},
    {"a capital that was, through Windows-1252", BYTES("\xc3\x83\xe2\x80\xb0\xc3\x83\xc2\xa9n\n"),
     "utf-8, dubbel gecodeerd", 0},
    {"an A with a tilde is a letter", BYTES("S\xc3\xa3o \xc3\x83 \xc3\x83\n"), "utf-8", 0},
    {"overlong forms are no UTF-8", BYTES("\xc0\xaf\n"), "windows-1252", 0},
    {"surrogates are no UTF-8", BYTES("\xed\xa0\x80\n"), "windows-1252", 0},
    {"values above 10FFFF are no UTF-8", BYTES("\xf4\x90\x80\x80\n"), "windows-1252", 1},
    {"a sequence cut off at the end is stray", BYTES("abc\xc3"), "windows-1252", 0},
    {"bytes that neither knows are named by line", BYTES("a\nb\nx\x81y\n"), "windows-1252", 3},
};

START_TEST(encodings_are_told_apart)
{
    const Named *c = &named[_i];
    for (size_t chunk = 1; chunk <= c->length; chunk++) {
        KmEncodingWatch watch = {0};
        for (size_t at = 0; at < c->length;) {
            /* The mark is looked for in the first piece, of which a file gives three bytes. */
            size_t wanted = at == 0 && chunk < 3 ? 3 : chunk;
            size_t n = c->length - at < wanted ? c->length - at : wanted;
            km_encoding_watch(&watch, c->bytes + at, n);
            at += n;
        }
        km_encoding_watch_end(&watch);
        ck_assert_msg(strcmp(km_encoding_name(&watch), c->encoding) == 0, "%s (chunk %zu): %s",
                      c->name, chunk, km_encoding_name(&watch));
        ck_assert_msg(watch.undefined_line == c->undefined_line, "%s (chunk %zu): line %lld",
                      c->name, chunk, (long long)watch.undefined_line);
    }
}
END_TEST

/* Some thousand bytes, mostly ASCII, with now and then a letter or half of one. */
static size_t make_text(char *text, size_t room, uint32_t seed)
{
    static const char *const parts[] = {"een cel zonder meer;", "\n",   "\xc3\xab", "\xeb",
                                        "\xc3\x83\xc2\xab",     "\x81", "\xe2\x82", "x"};
    size_t n = 0;
    while (n + 32 < room) {
        seed = seed * UINT32_C(1103515245) + 12345;
        uint32_t draw = seed >> 16 & 0x1f;
        const char *part = parts[draw < 8 ? draw : draw % 2 * 7];
        memcpy(text + n, part, strlen(part));
        n += strlen(part);
    }
    return n;
}

START_TEST(a_text_is_seen_alike_whole_and_byte_by_byte)
{
    char text[4096] = "";
    size_t length = make_text(text, sizeof text - (size_t)_i * 37, 1 + (uint32_t)_i);
    KmEncodingWatch whole = {0};
    KmEncodingWatch bytes = {0};
    km_encoding_watch(&whole, text, length);
    for (size_t i = 0; i < length; i++) {
        km_encoding_watch(&bytes, text + i, 1);
    }
    km_encoding_watch_end(&whole);
    km_encoding_watch_end(&bytes);
    ck_assert(whole.lines == bytes.lines && whole.bytes == bytes.bytes);
    ck_assert(whole.wide == bytes.wide && whole.stray == bytes.stray);
    ck_assert(whole.twice == bytes.twice && whole.undefined_line == bytes.undefined_line);
    ck_assert(whole.lines > 0 && whole.wide > 0 && whole.stray > 0);
}
END_TEST

typedef struct {
    const char *name;
    const char *cell;
    const char *utf8;
} Turned;

static const Turned turned[] = {
    {"ascii stays", "Jan", "Jan"},
    {"UTF-8 stays", "Zo\xc3\xab", "Zo\xc3\xab"},
    {"latin letters", "Zo\xeb \xd6mer", "Zo\xc3\xab \xc3\x96mer"},
    {"a curly apostrophe",
     "D\x92"
     "Arcy",
     "D\xe2\x80\x99"
     "Arcy"},
    {"the euro sign", "\x80 5", "\xe2\x82\xac 5"},
    {"encoded twice", "Zo\xc3\x83\xc2\xab", "Zo\xc3\xab"},
    {"encoded twice by way of Latin-1", "\xc3\x83\xc2\x89\xc3\x83\xc2\xa9n", "\xc3\x89\xc3\xa9n"},
    {"encoded twice by way of Windows-1252", "\xc3\x83\xe2\x80\xb0\xc3\x83\xc2\xa9n",
     "\xc3\x89\xc3\xa9n"},
    {"a euro and a quote encoded twice",
     "\xc3\xa2\xe2\x80\x9a\xc2\xac 5 \xc3\xa2\xe2\x82\xac\xe2\x84\xa2",
     "\xe2\x82\xac 5 \xe2\x80\x99"},
    {"a tilde that is meant", "S\xc3\xa3o \xc3\x83", "S\xc3\xa3o \xc3\x83"},
    {"a capital before a dash is no other script", "\xc3\x89\xe2\x80\x93", "\xc3\x89\xe2\x80\x93"},
    {"degrees stay",
     "20 \xc2\xb0"
     "C",
     "20 \xc2\xb0"
     "C"},
    {"other scripts stay", "\xd0\x96\xc3\x83\xc2\xab", "\xd0\x96\xc3\x83\xc2\xab"},
};

START_TEST(cells_become_utf8)
{
    const Turned *c = &turned[_i];
    char into[64];
    size_t n = km_encoding_to_utf8((KmSlice){c->cell, strlen(c->cell)}, into);
    ck_assert_msg(n == strlen(c->utf8) && memcmp(into, c->utf8, n) == 0, "%s", c->name);
}
END_TEST

int main(void)
{
    TCase *tcase = tcase_create("encoding");
    tcase_add_loop_test(tcase, encodings_are_told_apart, 0, COUNT(named));
    tcase_add_loop_test(tcase, a_text_is_seen_alike_whole_and_byte_by_byte, 0, 50);
    tcase_add_loop_test(tcase, cells_become_utf8, 0, COUNT(turned));
    return run_case(tcase, "encoding");
}
