#include "engine/base/text.h"
#include "engine/stats/calc/families.h"
#include "engine/stats/calc/input.h"

#include <string.h>

size_t km_method_count(void)
{
    size_t n = 0;
    for (size_t f = 0; f < km_family_count; f++) {
        n += *km_families[f].count;
    }
    return n;
}

const KmMethod *km_method_at(size_t i)
{
    for (size_t f = 0; f < km_family_count; f++) {
        if (i < *km_families[f].count) {
            return &km_families[f].methods[i];
        }
        i -= *km_families[f].count;
    }
    return NULL;
}

const KmMethod *km_method_find(const char *name)
{
    for (size_t i = 0; i < km_method_count(); i++) {
        if (strcmp(km_method_at(i)->name, name) == 0) {
            return km_method_at(i);
        }
    }
    return NULL;
}

static bool unknown_method(KmArena *arena, const char *name, KmError *err)
{
    size_t n = km_method_count();
    const char **names = KM_NEW_ARRAY(arena, const char *, n);
    for (size_t i = 0; i < n; i++) {
        names[i] = km_method_at(i)->name;
    }
    const char *nearest = km_text_nearest(name, names, n);
    (void)km_error_set(err, KM_ERROR_USAGE, "no method '%.60s'", name);
    return nearest == NULL ? km_error_hint(err, "see: kansmeter calc --list")
                           : km_error_hint(err, "did you mean %s?", nearest);
}

static bool is_numbered(const KmInputSpec *spec)
{
    return spec->name[strlen(spec->name) - 1] == '*';
}

static bool matches(const KmInputSpec *spec, const char *name)
{
    if (!is_numbered(spec)) {
        return strcmp(spec->name, name) == 0;
    }
    size_t stem = strlen(spec->name) - 1;
    size_t digits = strlen(name) > stem ? strspn(name + stem, "0123456789") : 0;
    return strncmp(name, spec->name, stem) == 0 && digits > 0 && digits < 6 &&
           name[stem + digits] == '\0';
}

static const KmInputSpec *spec_of(const KmMethod *method, const char *name)
{
    for (size_t i = 0; i < KM_MOST_INPUTS && method->inputs[i].name != NULL; i++) {
        if (matches(&method->inputs[i], name)) {
            return &method->inputs[i];
        }
    }
    return NULL;
}

static bool unknown_input(const KmMethod *method, const char *name, KmError *err)
{
    const char *names[KM_MOST_INPUTS];
    char all[400] = "";
    size_t n = 0;
    size_t at = 0;
    for (; n < KM_MOST_INPUTS && method->inputs[n].name != NULL; n++) {
        names[n] = method->inputs[n].name;
        size_t length = strlen(names[n]);
        if (at + length + 3 < sizeof all) {
            memcpy(all + at, names[n], length);
            memcpy(all + at + length, ", ", 3);
            at += length + 2;
        }
    }
    all[at > 2 ? at - 2 : 0] = '\0';
    const char *nearest = km_text_nearest(name, names, n);
    (void)km_error_set(err, KM_ERROR_USAGE, "%s has no input '%.60s'; it takes %s", method->name,
                       name, all);
    return nearest == NULL ? km_error_hint(err, "see: kansmeter calc --help %s", method->name)
                           : km_error_hint(err, "did you mean %s=?", nearest);
}

static bool add_input(KmCall *call, const char *name, const char *text, KmError *err)
{
    const KmInputSpec *spec = spec_of(call->method, name);
    if (spec == NULL) {
        return unknown_input(call->method, name, err);
    }
    for (size_t i = 0; i < call->n_inputs; i++) {
        if (strcmp(call->inputs[i].name, name) == 0) {
            return km_error_set(err, KM_ERROR_USAGE, "%s is given twice", name);
        }
    }
    return km_input_read(call->arena, name, spec->kind, text, &call->inputs[call->n_inputs++], err);
}

static bool read_inputs(KmCall *call, const char *inputs, KmError *err)
{
    for (const char *at = inputs; *at != '\0';) {
        size_t length = strcspn(at, ";");
        const char *equals = memchr(at, '=', length);
        if (length > 0 && equals == NULL) {
            return km_error_set(err, KM_ERROR_USAGE, "'%.*s' is no input; write name=value",
                                (int)(length > 60 ? 60 : length), at);
        }
        if (length > 0) {
            const char *name = km_strndup(call->arena, at, (size_t)(equals - at));
            const char *text =
                km_strndup(call->arena, equals + 1, length - (size_t)(equals - at) - 1);
            if (!add_input(call, name, text, err)) {
                return false;
            }
        }
        at += length + (at[length] == ';');
    }
    return true;
}

static bool is_given(const KmCall *call, const KmInputSpec *spec)
{
    for (size_t i = 0; i < call->n_inputs; i++) {
        if (matches(spec, call->inputs[i].name)) {
            return true;
        }
    }
    return false;
}

static bool fill_in(KmCall *call, KmError *err)
{
    const KmMethod *method = call->method;
    for (size_t i = 0; i < KM_MOST_INPUTS && method->inputs[i].name != NULL; i++) {
        const KmInputSpec *spec = &method->inputs[i];
        if (is_given(call, spec)) {
            continue;
        }
        if (spec->otherwise == NULL) {
            (void)km_error_set(err, KM_ERROR_USAGE, "%s needs %s (%s)", method->name, spec->name,
                               spec->meaning);
            return km_error_hint(err, "see: kansmeter calc --help %s", method->name);
        }
        if (spec->otherwise[0] != '\0' && !add_input(call, spec->name, spec->otherwise, err)) {
            return false;
        }
    }
    return true;
}

bool km_calc(KmArena *arena, const char *method, const char *inputs, const char *folder,
             KmCall **ret_call, KmError *err)
{
    KmCall *call = KM_NEW(arena, KmCall);
    call->arena = arena;
    call->folder = folder;
    call->method = km_method_find(method);
    if (call->method == NULL) {
        return unknown_method(arena, method, err);
    }
    size_t most = KM_MOST_INPUTS + 1;
    for (const char *p = inputs; *p != '\0'; p++) {
        most += *p == ';';
    }
    call->inputs = KM_NEW_ARRAY(arena, struct KmInput, most);
    if (!read_inputs(call, inputs, err) || !fill_in(call, err) || !call->method->run(call, err)) {
        return false;
    }
    *ret_call = call;
    return true;
}
