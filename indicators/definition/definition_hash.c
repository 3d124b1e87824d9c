#include "engine/base/text.h"
#include "indicators/definition/readers.h"

#include <sodium.h>
#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Copies a quoted piece whole, both quotes included; returns its length. */
static size_t add_quoted(KmText *text, const char *sql)
{
    size_t n = 1;
    while (sql[n] != '\0' && sql[n] != sql[0]) {
        n++;
    }
    n += sql[n] != '\0';
    km_text_add_n(text, sql, n);
    return n;
}

static size_t comment_length(const char *sql)
{
    if (sql[0] == '-' && sql[1] == '-') {
        return strcspn(sql, "\n");
    }
    if (sql[0] == '/' && sql[1] == '*') {
        const char *end = strstr(sql + 2, "*/");
        return end == NULL ? strlen(sql) : (size_t)(end - sql) + 2;
    }
    return 0;
}

char *km_sql_normalise(KmArena *arena, const char *sql)
{
    KmText text = km_text_init(arena);
    bool pending = false;
    for (size_t i = 0; sql[i] != '\0';) {
        size_t skip = comment_length(sql + i);
        if (skip > 0 || is_blank(sql[i])) {
            i += skip > 0 ? skip : 1;
            pending = text.length > 0;
            continue;
        }
        if (pending) {
            km_text_add_char(&text, ' ');
            pending = false;
        }
        if (sql[i] == '\'' || sql[i] == '"') {
            i += add_quoted(&text, sql + i);
        } else {
            km_text_add_char(&text, sql[i++]);
        }
    }
    return text.bytes;
}

char *km_definition_canonical(KmArena *arena, const KmDefinition *definition)
{
    static const char *const sections[] = {"population", "excluded", "hit",
                                           "unknown",    "state",    "possible"};
    const KmIndicatorText *t = &definition->text;
    KmText text = km_text_init(arena);
    km_text_addf(&text, "kind %s\nform %s\ncounts %s\ngrondslag %s\ntime %s\n",
                 km_kind_name(t->kind), definition->form == KM_FORM_STATE ? "state" : "spells",
                 definition->counts, t->grondslag, km_time_name(t->time));
    if (t->delay > 0) {
        km_text_addf(&text, "delay %d\n", t->delay);
    }
    for (size_t i = 0; i < t->n_gaps; i++) {
        km_text_addf(&text, "gap %s %s %s %s %d\n", t->gap_of, t->gaps[i].dimension,
                     t->gaps[i].reference == NULL ? "ordered" : t->gaps[i].reference,
                     t->gaps[i].against, (int)t->gap_measure);
    }
    if (t->gap_standard != NULL) {
        km_text_addf(&text, "standard %s\n", t->gap_standard);
    }
    for (size_t i = 0; i < t->n_within; i++) {
        km_text_addf(&text, "within %d\n", t->within[i]);
    }
    for (size_t i = 0; i < t->n_dimensions; i++) {
        km_text_addf(&text, "dimension %s", t->dimensions[i].name);
        for (size_t c = 0; definition->category != NULL && i == 0 && c < t->dimensions[i].n_codes;
             c++) {
            km_text_addf(&text, " %s", t->dimensions[i].codes[c].code);
        }
        km_text_add_char(&text, '\n');
    }
    for (size_t i = 0; i < definition->n_crosses; i++) {
        km_text_addf(&text, "cross %s*%s\n", definition->crosses[i].dim[0],
                     definition->crosses[i].dim[1]);
    }
    if (definition->cluster != NULL) {
        km_text_addf(&text, "cluster %s\n", definition->cluster);
    }
    for (size_t i = 0; i < definition->n_sections; i++) {
        km_text_addf(&text, "%s %s\n", sections[definition->sections[i].kind],
                     km_sql_normalise(arena, definition->sections[i].sql));
    }
    return text.bytes;
}

char *km_hash16(KmArena *arena, const char *text)
{
    unsigned char full[crypto_generichash_BYTES];
    char *hex = km_alloc(arena, 17);
    /* 8 bytes are below libsodium's smallest digest, so the first 8 of 32 are taken. */
    (void)crypto_generichash(full, sizeof full, (const unsigned char *)text, strlen(text), NULL, 0);
    (void)sodium_bin2hex(hex, 17, full, 8);
    return hex;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool km_sql_names(const char *sql, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = strstr(sql, word); at != NULL; at = strstr(at + 1, word)) {
        if ((at == sql || !is_word(at[-1])) && !is_word(at[n])) {
            return true;
        }
    }
    return false;
}
