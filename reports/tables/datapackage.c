#include "reports/output.h"
#include "reports/tables/dataset.h"

/* A small JSON writer: `key` at the current place, with the comma that belongs before it. */
typedef struct {
    KmText *out;
    int depth;
    bool first;
} Json;

static void item(Json *j)
{
    km_text_add(j->out, j->first ? "\n" : ",\n");
    for (int i = 0; i < j->depth; i++) {
        km_text_add(j->out, "  ");
    }
    j->first = false;
}

static void key(Json *j, const char *name)
{
    item(j);
    km_text_add_json(j->out, name);
    km_text_add(j->out, ": ");
}

static void begin(Json *j, const char *name, char bracket)
{
    if (name == NULL) {
        item(j);
    } else {
        key(j, name);
    }
    km_text_add_char(j->out, bracket);
    j->depth++;
    j->first = true;
}

static void end(Json *j, char bracket)
{
    j->depth--;
    j->first = true;
    item(j);
    km_text_add_char(j->out, bracket);
}

static void string(Json *j, const char *name, const char *value)
{
    key(j, name);
    km_text_add_json(j->out, value == NULL ? "" : value);
}

static void label(Json *j, const char *code, const char *nl, const char *en)
{
    begin(j, NULL, '{');
    string(j, "code", code);
    string(j, "label_nl", nl);
    string(j, "label_en", en);
    end(j, '}');
}

static void constraints(Json *j, const KmDatasetColumn *column)
{
    begin(j, "constraints", '{');
    key(j, "required");
    km_text_add(j->out, column->required ? "true" : "false");
    if (column->codes != NULL) {
        begin(j, "enum", '[');
        for (size_t i = 0; i < column->n_codes; i++) {
            item(j);
            km_text_add_json(j->out, column->codes[i].code);
        }
        end(j, ']');
    }
    end(j, '}');
}

static void field(Json *j, const KmDatasetColumn *column)
{
    begin(j, NULL, '{');
    string(j, "name", column->name);
    string(j, "type", column->type);
    string(j, "title", column->title_en);
    string(j, "description", column->description_en);
    string(j, "km:title_nl", column->title_nl);
    string(j, "km:description_nl", column->description_nl);
    constraints(j, column);
    if (column->codes != NULL) {
        begin(j, "km:codes", '[');
        for (size_t i = 0; i < column->n_codes; i++) {
            label(j, column->codes[i].code, column->codes[i].label_nl, column->codes[i].label_en);
        }
        end(j, ']');
    }
    end(j, '}');
}

static void schema(Json *j, const KmDatasetTable *table)
{
    begin(j, "schema", '{');
    begin(j, "fields", '[');
    for (size_t c = 0; c < table->n_columns; c++) {
        field(j, &table->columns[c]);
    }
    end(j, ']');
    begin(j, "missingValues", '[');
    item(j);
    km_text_add_json(j->out, "");
    end(j, ']');
    begin(j, "primaryKey", '[');
    item(j);
    km_text_add_json(j->out, table->key);
    end(j, ']');
    end(j, '}');
}

static void resource(Json *j, const KmDatasetTable *table)
{
    const KmText *csv = table->csv;
    begin(j, NULL, '{');
    string(j, "name", table->name);
    string(j, "path", km_format(j->out->arena, "%s.csv", table->name));
    string(j, "profile", "tabular-data-resource");
    string(j, "format", "csv");
    string(j, "mediatype", "text/csv");
    string(j, "encoding", "utf-8");
    begin(j, "dialect", '{');
    string(j, "delimiter", ",");
    string(j, "lineTerminator", "\n");
    string(j, "quoteChar", "\"");
    key(j, "doubleQuote");
    km_text_add(j->out, "true");
    key(j, "header");
    km_text_add(j->out, "true");
    end(j, '}');
    key(j, "bytes");
    km_text_addf(j->out, "%zu", csv->length);
    key(j, "hash");
    km_text_addf(j->out, "\"sha256:%s\"", km_hash_sha256(j->out->arena, csv->bytes, csv->length));
    schema(j, table);
    end(j, '}');
}

static void dimension(Json *j, const KmDimensionText *d)
{
    begin(j, NULL, '{');
    string(j, "name", d->name);
    string(j, "label_nl", d->label_nl);
    string(j, "label_en", d->label_en);
    begin(j, "codes", '[');
    for (size_t i = 0; i < d->n_codes; i++) {
        label(j, d->codes[i].code, d->codes[i].label_nl, d->codes[i].label_en);
    }
    for (size_t i = 0; i < d->n_mergers; i++) {
        label(j, d->mergers[i].id, d->mergers[i].label_nl, d->mergers[i].label_nl);
    }
    end(j, ']');
    end(j, '}');
}

static void indicator(Json *j, const KmIndicatorText *text)
{
    begin(j, NULL, '{');
    string(j, "id", text->id);
    string(j, "version", text->version);
    string(j, "actions", text->actions);
    string(j, "kind", km_kind_name(text->kind));
    string(j, "tier", km_tier_name(text->tier));
    string(j, "direction", km_direction_name(text->direction));
    string(j, "title_nl", text->title_nl);
    string(j, "title_en", text->title_en);
    string(j, "question_nl", text->question_nl);
    string(j, "question_en", text->question_en);
    string(j, "population_nl", text->population_nl);
    string(j, "hit_nl", text->hit_nl);
    string(j, "time_nl", text->time_nl);
    string(j, "unit_nl", text->unit_nl);
    string(j, "unit_en", text->unit_en);
    string(j, "limitation_nl", text->limitation_nl);
    string(j, "sources_nl", text->sources_nl);
    string(j, "definition_hash", text->definition_hash);
    begin(j, "dimensions", '[');
    for (size_t i = 0; i < text->n_dimensions; i++) {
        dimension(j, &text->dimensions[i]);
    }
    end(j, ']');
    end(j, '}');
}

static void design(Json *j, const KmEffectText *text)
{
    begin(j, NULL, '{');
    string(j, "id", text->id);
    string(j, "version", text->version);
    string(j, "design_hash", text->definition_hash);
    string(j, "actions", text->actions);
    string(j, "outcome", text->outcome->id);
    string(j, "method", km_effect_method_name(text->method));
    string(j, "start", km_date_iso(j->out->arena, text->start));
    string(j, "title_nl", text->title_nl);
    string(j, "title_en", text->title_en);
    string(j, "question_nl", text->question_nl);
    string(j, "question_en", text->question_en);
    string(j, "unit_nl", text->unit_nl);
    string(j, "unit_en", text->unit_en);
    string(j, "treated_nl", text->treated_nl);
    string(j, "comparison_nl", text->comparison_nl);
    string(j, "strata_nl", text->strata_nl);
    string(j, "assumption_nl", text->assumption_nl);
    key(j, "causal");
    km_text_add(j->out, text->is_causal ? "true" : "false");
    string(j, "causal_nl", text->causal_nl);
    string(j, "limitation_nl", text->limitation_nl);
    string(j, "source_nl", text->source_nl);
    end(j, '}');
}

static void about(Json *j, const KmDatasetPackage *package)
{
    const KmReleaseText *release = package->release;
    KmArena *arena = j->out->arena;
    string(j, "profile", "tabular-data-package");
    string(j, "name", package->name);
    string(j, "title", km_format(arena, "%s of %s", package->title_en, release->area_nl));
    string(j, "description", package->description_en);
    string(j, "km:title_nl", km_format(arena, "%s van %s", package->title_nl, release->area_nl));
    string(j, "km:description_nl", package->description_nl);
    string(j, "km:run", release->run);
    string(j, "km:program", release->program);
    string(j, "km:profile", release->profile);
    string(j, "km:rules_nl", release->rules_nl);
    string(j, "km:as_known_on", km_date_iso(arena, release->knowledge));
}

KmText km_datapackage_json(KmArena *arena, const KmDatasetPackage *package)
{
    KmText out = km_text_init(arena);
    Json j = {.out = &out, .depth = 1, .first = true};
    km_text_add_char(&out, '{');
    about(&j, package);
    begin(&j, "resources", '[');
    for (size_t t = 0; t < package->n_tables; t++) {
        resource(&j, &package->tables[t]);
    }
    end(&j, ']');
    if (package->published != NULL) {
        begin(&j, "km:indicators", '[');
        for (size_t i = 0; i < km_published_indicator_count(package->published); i++) {
            indicator(&j, km_published_indicator_at(package->published, i));
        }
        end(&j, ']');
    }
    if (package->effects != NULL) {
        begin(&j, "km:designs", '[');
        for (size_t i = 0; i < km_published_effects_count(package->effects); i++) {
            design(&j, km_published_effects_at(package->effects, i)->text);
        }
        end(&j, ']');
    }
    km_text_add(&out, "\n}\n");
    return out;
}
