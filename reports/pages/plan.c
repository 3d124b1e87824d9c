#include "reports/pages/plan.h"

#include <jansson.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/text.h"

enum { PLAN_CAP = 1 << 20 };

static bool refuse(const char *path, KmError *err, const char *what)
{
    return km_error_at(err, KM_ERROR_DEFINITION, path, 0, 0, "the plan register: %s", what);
}

/* A text: a string, or an object with "nl". */
static const char *text_of(KmArena *arena, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_object(value)) {
        value = json_object_get(value, "nl");
    }
    return json_is_string(value) ? km_strdup(arena, json_string_value(value)) : "";
}

static bool read_actions(KmArena *arena, const json_t *list, KmPlanPart *part)
{
    size_t n = json_array_size(list);
    KmPlanAction *actions = KM_NEW_ARRAY(arena, KmPlanAction, n);
    for (size_t i = 0; i < n; i++) {
        const json_t *item = json_array_get(list, i);
        actions[i] = (KmPlanAction){text_of(arena, item, "id"), text_of(arena, item, "title")};
        if (actions[i].id[0] == '\0' || actions[i].title_nl[0] == '\0') {
            return false;
        }
    }
    part->actions = actions;
    part->n_actions = n;
    return true;
}

static bool read_ambition(KmArena *arena, const json_t *item, KmPlanPart *part)
{
    const char *id = text_of(arena, item, "id");
    const char *slug = km_text_slug(arena, id);
    *part =
        (KmPlanPart){.page = km_format(arena, "ambitie-%s", slug),
                     .name_nl = km_format(arena, "Ambitie %s", id),
                     .title_nl = text_of(arena, item, "title"),
                     .workgroup = text_of(arena, item, "workgroup"),
                     .workgroup_code = text_of(arena, json_object_get(item, "workgroup"), "code")};
    return slug[0] != '\0' && part->title_nl[0] != '\0' &&
           read_actions(arena, json_object_get(item, "actions"), part);
}

static bool read_plan(KmArena *arena, const json_t *root, const char *path, KmPlan *ret_plan,
                      KmError *err)
{
    const json_t *ambitions = json_object_get(root, "ambitions");
    size_t n = json_array_size(ambitions);
    if (n == 0) {
        return refuse(path, err, "there is no list \"ambitions\"");
    }
    KmPlanPart *parts = KM_NEW_ARRAY(arena, KmPlanPart, n + 1);
    for (size_t i = 0; i < n; i++) {
        if (!read_ambition(arena, json_array_get(ambitions, i), &parts[i])) {
            return refuse(path, err, "an ambition needs id, title and actions with id and title");
        }
    }
    KmPlanPart measures = {.page = "maatregelen",
                           .name_nl = "Maatregelen",
                           .title_nl = "Ondersteunende maatregelen",
                           .workgroup = "",
                           .workgroup_code = ""};
    if (!read_actions(arena, json_object_get(root, "measures"), &measures)) {
        return refuse(path, err, "a measure needs id and title");
    }
    parts[n] = measures;
    const char *title = text_of(arena, root, "title");
    *ret_plan = (KmPlan){.title_nl = title[0] == '\0' ? "Evaluatie" : title,
                         .parts = parts,
                         .n_parts = n + (measures.n_actions > 0 ? 1 : 0)};
    return true;
}

bool km_plan_read(KmArena *arena, const char *path, KmPlan *ret_plan, KmError *err)
{
    KmBytes bytes;
    if (!km_file_read(arena, path, PLAN_CAP, &bytes, err)) {
        return km_error_context(err, "while reading the plan register");
    }
    json_error_t fault;
    json_t *root = json_loadb(bytes.bytes, bytes.length, JSON_REJECT_DUPLICATES, &fault);
    if (root == NULL) {
        return km_error_at(err, KM_ERROR_DEFINITION, path, fault.line, fault.column,
                           "the plan register is not JSON: %s", fault.text);
    }
    bool ok = read_plan(arena, root, path, ret_plan, err);
    json_decref(root);
    return ok;
}
