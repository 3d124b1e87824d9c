#include "reports/pages/whole.h"

#include <ctype.h>
#include <string.h>

typedef struct {
    KmText *out;
    const KmWholePage *pages;
    size_t n_pages;
    const char *name; /* of the page being copied */
} Copy;

typedef struct {
    const char *at;
    size_t length;
} Piece;

static bool piece_is(Piece piece, const char *word)
{
    return strlen(word) == piece.length && memcmp(piece.at, word, piece.length) == 0;
}

/* Attributes whose value is one id or several. */
static bool holds_ids(Piece name)
{
    static const char *const names[] = {"id", "for", "headers", "aria-labelledby",
                                        "aria-describedby"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (piece_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

static void copy_ids(Copy *c, Piece value)
{
    bool begins = true;
    for (size_t i = 0; i < value.length; i++) {
        if (begins && value.at[i] != ' ') {
            km_text_addf(c->out, "%s-", c->name);
        }
        begins = value.at[i] == ' ';
        km_text_add_char(c->out, value.at[i]);
    }
}

/* "ambitie-1.html#vve-bereik" → "#ambitie-1-vve-bereik"; a file that is no page stays. */
static void copy_link(Copy *c, Piece value)
{
    if (value.length > 0 && value.at[0] == '#') {
        km_text_addf(c->out, "#%s-%.*s", c->name, (int)value.length - 1, value.at + 1);
        return;
    }
    for (size_t i = 0; i < c->n_pages; i++) {
        size_t n = strlen(c->pages[i].name);
        if (value.length < n + 5 || memcmp(value.at, c->pages[i].name, n) != 0 ||
            memcmp(value.at + n, ".html", 5) != 0) {
            continue;
        }
        km_text_addf(c->out, "#%s", c->pages[i].name);
        if (value.length > n + 6 && value.at[n + 5] == '#') {
            km_text_addf(c->out, "-%.*s", (int)(value.length - n - 6), value.at + n + 6);
        }
        return;
    }
    km_text_add_n(c->out, value.at, value.length);
}

static void copy_url(Copy *c, Piece value)
{
    static const char url[] = "url(#";
    for (size_t i = 0; i < value.length; i++) {
        km_text_add_char(c->out, value.at[i]);
        if (i + 1 >= sizeof url - 1 &&
            memcmp(value.at + i + 2 - sizeof url, url, sizeof url - 1) == 0) {
            km_text_addf(c->out, "%s-", c->name);
        }
    }
}

static void copy_value(Copy *c, Piece name, Piece value)
{
    if (holds_ids(name)) {
        copy_ids(c, value);
    } else if (piece_is(name, "href") || piece_is(name, "xlink:href")) {
        copy_link(c, value);
    } else {
        copy_url(c, value);
    }
}

/* One tag, from `<` to its `>`; returns where it ends. */
static const char *copy_tag(Copy *c, const char *at, const char *end)
{
    const char *name = at;
    while (at < end && *at != '>') {
        if (*at != '"' && *at != '\'') {
            if (isspace((unsigned char)*at)) {
                name = at + 1;
            }
            km_text_add_char(c->out, *at++);
            continue;
        }
        const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
        if (close == NULL) {
            break;
        }
        size_t length = (size_t)(at - name);
        km_text_add_char(c->out, *at);
        copy_value(c, (Piece){name, length > 0 ? length - 1 : 0},
                   (Piece){at + 1, (size_t)(close - at - 1)});
        km_text_add_char(c->out, *at);
        at = close + 1;
    }
    return at;
}

static void copy_body(Copy *c, const char *at, const char *end)
{
    while (at < end) {
        if (*at == '<') {
            at = copy_tag(c, at, end);
        } else {
            km_text_add_char(c->out, *at++);
        }
    }
}

static const char *after_tag(const char *html, const char *tag)
{
    const char *at = strstr(html, tag);
    at = at == NULL ? NULL : strchr(at, '>');
    return at == NULL ? NULL : at + 1;
}

KmText km_page_whole(KmArena *arena, const KmWholePage *pages, size_t n_pages)
{
    KmText out = km_text_init(arena);
    Copy copy = {.out = &out, .pages = pages, .n_pages = n_pages};
    const char *first = pages[0].html->bytes;
    const char *begin = after_tag(first, "<main");
    km_text_add_n(&out, first, (size_t)(begin - first));
    for (size_t i = 0; i < n_pages; i++) {
        const char *body = after_tag(pages[i].html->bytes, "<main");
        const char *end = strstr(body, "</main>");
        copy.name = pages[i].name;
        km_text_addf(&out, "<div class=\"sheet\" id=\"%s\">\n", pages[i].name);
        copy_body(&copy, body, end);
        km_text_add(&out, "</div>\n");
    }
    km_text_add(&out, strstr(begin, "</main>"));
    return out;
}
