#include "reports/charts/drawing/svg.h"

#include "engine/base/text.h"

#include <stdlib.h>
#include <string.h>

/* The picture as kept lines; the marker definitions apart, since only the used ones stay. */
typedef struct {
    KmArena *arena;
    const KmSvgParts *parts;
    const char **lines;
    size_t n_lines, line_capacity;
    const char **markers;
    size_t n_markers, marker_capacity;
    bool ok;
} Picture;

static const char *const fonts =
    "'Open Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/* Invisible marks that turn the reading order around have no place in a label. */
static bool is_bidi_mark(const unsigned char *p)
{
    return p[0] == 0xe2 && ((p[1] == 0x80 && p[2] >= 0xaa && p[2] <= 0xae) ||
                            (p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9));
}

static const char *printable(KmArena *arena, const char *text)
{
    size_t length = strlen(text);
    bool valid = km_utf8_valid(text, length);
    char *copy = km_strdup(arena, text);
    for (size_t i = 0; i < length; i++) {
        if (!valid && (unsigned char)copy[i] >= 0x80) {
            copy[i] = '?';
        } else if (i + 2 < length && is_bidi_mark((const unsigned char *)copy + i)) {
            memset(copy + i, ' ', 3);
        }
    }
    return copy;
}

static void add_words(KmText *out, const char *text)
{
    km_text_add_html(out, printable(out->arena, text));
}

static bool is_opening(const char *line)
{
    return km_text_starts_with(line, "<g") && !km_text_ends_with(line, "/>") &&
           strstr(line, "</g>") == NULL;
}

static void keep(Picture *p, const char *line)
{
    bool closes = km_text_equal(line, "</g>");
    if (closes && p->n_lines > 0 && is_opening(p->lines[p->n_lines - 1])) {
        p->n_lines--; /* an empty group: gnuplot writes many */
        return;
    }
    KM_GROW(p->arena, p->lines, p->n_lines, p->line_capacity);
    p->lines[p->n_lines++] = line;
}

static void keep_marker(Picture *p, const char *line)
{
    KM_GROW(p->arena, p->markers, p->n_markers, p->marker_capacity);
    p->markers[p->n_markers++] = line;
}

/* `<text>km~3~</text>` → the third text. */
static const char *word_line(Picture *p, const char *token)
{
    char *end = NULL;
    unsigned long at = strtoul(token + strlen("km~"), &end, 10);
    if (end == NULL || *end != '~' || at >= p->parts->n_words) {
        p->ok = false;
        return "";
    }
    const KmSvgWord *word = &p->parts->words[at];
    KmText out = km_text_init(p->arena);
    km_text_add(&out, word->bold ? "<text font-weight=\"600\">" : "<text>");
    add_words(&out, word->text);
    km_text_add(&out, "</text>");
    return out.bytes;
}

/* Cuts `from` up to and with the next `to` out of the line. */
static char *without(KmArena *arena, const char *line, const char *from, const char *to)
{
    const char *start = strstr(line, from);
    const char *stop = start == NULL ? NULL : strstr(start + strlen(from), to);
    if (stop == NULL) {
        return km_strdup(arena, line);
    }
    return km_format(arena, "%.*s%s", (int)(start - line), line, stop + strlen(to));
}

/* gnuplot's own ids (`gpPt6`) get the prefix of this chart. */
static char *with_prefix(Picture *p, const char *line)
{
    KmText out = km_text_init(p->arena);
    for (const char *rest = line; *rest != '\0';) {
        const char *id = strstr(rest, "gpPt");
        if (id == NULL) {
            km_text_add(&out, rest);
            break;
        }
        km_text_add_n(&out, rest, (size_t)(id - rest));
        km_text_addf(&out, "%s-p", p->parts->id_prefix);
        rest = id + strlen("gpPt");
    }
    return out.bytes;
}

static bool is_marker_line(const char *line)
{
    return strstr(line, " id='gpPt") != NULL;
}

/* gnuplot writes `fill = 'x'`; we write fill="x" everywhere. Its lines hold no text of ours. */
static char *tidy_quotes(KmArena *arena, const char *line)
{
    KmText out = km_text_init(arena);
    for (const char *p = line; *p != '\0'; p++) {
        if (km_text_starts_with(p, " = '")) {
            km_text_add(&out, "=\"");
            p += strlen(" = '") - 1;
        } else {
            km_text_add_char(&out, *p == '\'' ? '"' : *p);
        }
    }
    while (out.length > 0 && out.bytes[out.length - 1] == ' ') {
        out.bytes[--out.length] = '\0';
    }
    return out.bytes;
}

/* One line of gnuplot, without its indent. */
static void take(Picture *p, char *line)
{
    const char *token = strstr(line, "<text>km~");
    if (token != NULL) {
        keep(p, word_line(p, strstr(token, "km~")));
    } else if (is_marker_line(line)) {
        keep_marker(p, line);
    } else if (km_text_starts_with(line, "<g id=")) {
        keep(p, "<g>"); /* its title is the script's text */
    } else if (km_text_starts_with(line, "<path") && km_text_ends_with(line, "</g>")) {
        char *path = km_strndup(p->arena, line, strlen(line) - strlen("</g>"));
        keep(p, tidy_quotes(p->arena, path));
        keep(p, "</g>");
    } else if (km_text_starts_with(line, "<g transform")) {
        keep(p, without(p->arena, line, " font-family=\"", "\""));
    } else {
        keep(p, tidy_quotes(p->arena, with_prefix(p, line)));
    }
}

/* The body: after the definitions, before the end. */
static void read_body(Picture *p, char *body)
{
    for (char *line = strtok_r(body, "\n", &body); line != NULL;
         line = strtok_r(NULL, "\n", &body)) {
        line += strspn(line, " \t");
        if (*line != '\0') {
            take(p, line);
        }
    }
}

static bool is_used(const Picture *p, const char *marker_id)
{
    char *reference = km_format(p->arena, "#%s-p%s\"", p->parts->id_prefix, marker_id);
    for (size_t i = 0; i < p->n_lines; i++) {
        if (strstr(p->lines[i], reference) != NULL) {
            return true;
        }
    }
    return false;
}

/* The number in ` id='gpPt12'`. */
static const char *marker_number(KmArena *arena, const char *line, const char *before)
{
    const char *at = strstr(line, before);
    if (at == NULL) {
        return "";
    }
    at += strlen(before);
    return km_strndup(arena, at, strcspn(at, "'"));
}

/* Last to first: a later marker may be made of an earlier one. */
static void mark_used(Picture *p, bool *used)
{
    for (size_t i = p->n_markers; i-- > 0;) {
        const char *id = marker_number(p->arena, p->markers[i], " id='gpPt");
        used[i] = used[i] || is_used(p, id);
        const char *base = marker_number(p->arena, p->markers[i], "xlink:href='#gpPt");
        for (size_t j = 0; used[i] && *base != '\0' && j < i; j++) {
            used[j] =
                used[j] || km_text_equal(base, marker_number(p->arena, p->markers[j], " id='gpPt"));
        }
    }
}

static void add_markers(Picture *p, KmText *out)
{
    bool *used = KM_NEW_ARRAY(p->arena, bool, p->n_markers);
    mark_used(p, used);
    for (size_t i = 0; i < p->n_markers; i++) {
        if (used[i]) {
            km_text_addf(out, "<defs>%s</defs>\n",
                         tidy_quotes(p->arena, with_prefix(p, p->markers[i])));
        }
    }
}

static void add_head(Picture *p, KmText *out)
{
    const KmSvgParts *parts = p->parts;
    const char *id = parts->id_prefix;
    km_text_addf(out,
                 "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                 "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%d\" height=\"%d\" "
                 "viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-title\" "
                 "aria-describedby=\"%s-desc\" font-family=\"%s\">\n",
                 parts->width, parts->height, parts->width, parts->height, id, id, fonts);
    km_text_addf(out, "<title id=\"%s-title\">", id);
    add_words(out, parts->title);
    km_text_addf(out, "</title>\n<desc id=\"%s-desc\">", id);
    add_words(out, parts->description);
    km_text_add(out, "</desc>\n");
}

static bool is_prefix(const char *text)
{
    return text != NULL && *text >= 'a' && *text <= 'z' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(text);
}

bool km_svg_finish(KmArena *arena, const char *raw, const KmSvgParts *parts, char **ret_svg,
                   size_t *ret_length, KmError *err)
{
    if (!is_prefix(parts->id_prefix)) {
        return km_error_set(err, KM_ERROR_BUG,
                            "the id prefix of a chart holds only a-z, 0-9 and - and starts with a "
                            "letter");
    }
    const char *defs = strstr(raw, "<defs>");
    const char *after = defs == NULL ? NULL : strstr(defs, "</defs>");
    const char *end = after == NULL ? NULL : strstr(after, "</svg>");
    if (end == NULL) {
        return km_error_set(err, KM_ERROR_SYSTEM, "gnuplot gave no complete SVG picture");
    }
    Picture p = {.arena = arena, .parts = parts, .ok = true};
    char *definitions = km_strndup(arena, defs, (size_t)(after - defs));
    for (char *line = strtok_r(definitions, "\n", &definitions); line != NULL;
         line = strtok_r(NULL, "\n", &definitions)) {
        if (is_marker_line(line)) {
            keep_marker(&p, line + strspn(line, " \t"));
        }
    }
    after += strlen("</defs>");
    read_body(&p, km_strndup(arena, after, (size_t)(end - after)));
    KmText out = km_text_init(arena);
    add_head(&p, &out);
    km_text_addf(&out, "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", parts->width,
                 parts->height);
    add_markers(&p, &out);
    /* The canvas group was opened before the definitions: its close stands last. */
    for (size_t i = 0; i + 1 < p.n_lines; i++) {
        km_text_addf(&out, "%s\n", p.lines[i]);
    }
    km_text_add(&out, "</svg>\n");
    if (!p.ok) {
        return km_error_set(err, KM_ERROR_BUG, "a chart holds a token without a text");
    }
    *ret_svg = out.bytes;
    *ret_length = out.length;
    return true;
}
