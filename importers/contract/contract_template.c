/* What a deliverer's system builder gets: a file to fill in and the bare schema of it. */
#include "engine/base/text.h"
#include "importers/contract/contract_inner.h"
#include "importers/contract/json_read.h"

#include <stdlib.h>
#include <string.h>

/* UTF-8 as Windows-1252; what that does not know becomes `?`. */
static size_t to_cp1252(const char *utf8, char *into)
{
    size_t n = 0;
    const unsigned char *p = (const unsigned char *)utf8;
    while (*p != '\0') {
        if (*p < 0x80) {
            into[n++] = (char)*p++;
        } else if ((*p & 0xe0) == 0xc0 && p[1] != '\0') {
            unsigned point = (unsigned)(*p & 0x1f) << 6 | (unsigned)(p[1] & 0x3f);
            into[n++] = (char)(point >= 0xa0 && point <= 0xff ? point : '?');
            p += 2;
        } else {
            into[n++] = '?';
            do {
                p++;
            } while ((*p & 0xc0) == 0x80);
        }
    }
    return n;
}

bool km_contract_template(KmArena *arena, const KmContracts *contracts, const char *name,
                          KmBytes *ret_bytes, KmError *err)
{
    const KmContract *contract;
    if (!km_contracts_need(arena, contracts, name, &contract, err)) {
        return false;
    }
    KmText header = km_text_init(arena);
    KmText row = km_text_init(arena);
    for (size_t i = 0; i < contract->n_fields; i++) {
        const KmField *field = &contract->fields[i];
        if (!field->in_template) {
            continue;
        }
        if (header.length > 0) {
            km_text_add_char(&header, ';');
            km_text_add_char(&row, ';');
        }
        km_text_add_csv(&header, field->name, ';');
        km_text_add_csv(&row, field->example, ';');
    }
    const char *utf8 = km_format(arena, "%s\r\n%s\r\n", header.bytes, row.bytes);
    ret_bytes->bytes = km_alloc(arena, strlen(utf8) + 1);
    ret_bytes->length = to_cp1252(utf8, ret_bytes->bytes);
    return true;
}

static void copy_plain(const json_t *from, json_t *into)
{
    for (void *at = json_object_iter((json_t *)(uintptr_t)from); at != NULL;
         at = json_object_iter_next((json_t *)(uintptr_t)from, at)) {
        const char *key = json_object_iter_key(at);
        if (!km_text_starts_with(key, "km:") && !km_text_equal(key, "fields")) {
            (void)json_object_set(into, key, json_object_iter_value(at));
        }
    }
}

/* Only what the standard knows, and only the columns of the template, in its order: a file that
 * this schema passes is always accepted. */
static json_t *bare_schema(const json_t *root)
{
    json_t *schema = json_object();
    json_t *fields = json_array();
    copy_plain(root, schema);
    (void)json_object_del(schema, "name");
    (void)json_object_set_new(schema, "fields", fields);
    const json_t *items = json_object_get(root, "fields");
    for (size_t i = 0; i < json_array_size(items); i++) {
        const json_t *item = json_array_get(items, i);
        if (json_is_false(json_object_get(item, "km:template"))) {
            continue;
        }
        json_t *field = json_object();
        copy_plain(item, field);
        (void)json_array_append_new(fields, field);
    }
    return schema;
}

bool km_contract_schema(KmArena *arena, const KmContracts *contracts, const char *name,
                        const char **ret_json, KmError *err)
{
    const KmContract *contract;
    if (!km_contracts_need(arena, contracts, name, &contract, err)) {
        return false;
    }
    json_error_t fault;
    json_t *root = json_loads(contract->text, 0, &fault);
    if (root == NULL) {
        return km_error_at(err, KM_ERROR_BUG, contract->file, fault.line, 0,
                           "a contract that was read cannot be read again");
    }
    json_t *schema = bare_schema(root);
    char *text = json_dumps(schema, JSON_INDENT(2));
    *ret_json = text == NULL ? "" : km_format(arena, "%s\n", text);
    free(text);
    json_decref(schema);
    json_decref(root);
    return true;
}
