/* Names that a contract may not give: the tables and views made from it have their own. */
#include "engine/base/text.h"
#include "engine/store/table.h"
#include "importers/contract/contract_loading.h"

#include <string.h>

typedef struct {
    const char *name;
    const char *is; /* what bears the name already */
    const char *instead;
} Taken;

/* Of every row, whatever the contract: engine/store/table.h, indicators/worktables/worktables.h. */
static const Taken columns_taken[] = {
    {"levering", "the number of the delivery", "leveringsdatum"},
    {"regel", "the line in the file", "regelnummer"},
    {"leverancier", "who delivered the row", "aanbieder"},
    {"periode", "the period of the delivery", "tijdvak"},
    {"van", "the first day on which the row holds", "geldig_van"},
    {"tot", "the first day on which the row holds no longer", "geldig_tot"},
    {"rowid", "the number that SQL gives a row", "rijnummer"},
    {KM_LINK_COLUMN, "the hash that links children without a number", "koppeling"},
    {KM_ROW_KEY_COLUMN, "the hash of the row's key", "sleutel"},
};

/* Of every store and every computation. */
static const char *const tables_taken[] = {
    "act",
    "audit",
    "code",
    "contract_column",
    "contract_table",
    "contract_text",
    "definition",
    "delivery",
    "delivery_current",
    "figure",
    "figure_current",
    "figure_readable",
    "finding",
    "finding_count",
    "key_change",
    "person",
    "person_link",
    "person_provisional",
    "release",
    "setting",
    "geleverd",
    "leveringen",
    "termijnen",
    "effectopzet",
    "koppelzekerheid",
};

bool km_contract_check_name(const KmContractLoading *loading, const char *name, KmError *err)
{
    bool taken = km_text_starts_with(name, "src_") || km_text_starts_with(name, "sqlite_");
    for (size_t i = 0; i < sizeof tables_taken / sizeof tables_taken[0]; i++) {
        taken = taken || km_text_equal(name, tables_taken[i]);
    }
    if (taken) {
        (void)km_json_fault(&loading->json, err, "name",
                            "a contract cannot be called '%.60s': a table has that name already",
                            name);
        return km_error_hint(err, "give it another name, such as '%.60s_lijst'",
                             km_text_starts_with(name, "src_") ? name + 4 : name);
    }
    return true;
}

static bool check_taken(const KmContractLoading *loading, const KmField *field, KmError *err)
{
    for (size_t i = 0; i < sizeof columns_taken / sizeof columns_taken[0]; i++) {
        const Taken *taken = &columns_taken[i];
        if (km_text_equal(field->column, taken->name)) {
            (void)km_json_fault(&loading->json, err, field->name,
                                "field '%.60s' cannot have the column '%s': in every view that is "
                                "%s",
                                field->name, field->column, taken->is);
            return km_error_hint(err, "give it another 'km:column', such as '%s'", taken->instead);
        }
    }
    if (field->kind != KM_KIND_PERSON && km_text_equal(field->column, KM_PERSON_COLUMN)) {
        (void)km_json_fault(&loading->json, err, field->name,
                            "field '%.60s' cannot have the column '" KM_PERSON_COLUMN
                            "': that is the person, and this field is no personal number",
                            field->name);
        return km_error_hint(err, "give it another 'km:column'");
    }
    return true;
}

/* The name that the table has: a person always the same. */
static const char *table_name(const KmColumn *column)
{
    return column->type == KM_COLUMN_PERSON ? KM_PERSON_COLUMN : column->name;
}

bool km_contract_check_columns(const KmContractLoading *loading, const KmField *field, KmError *err)
{
    if (!check_taken(loading, field, err)) {
        return false;
    }
    /* A small count has two. */
    for (size_t mine = (size_t)field->cell; field->cell >= 0 && mine < loading->n_columns; mine++) {
        for (int above = 0; above < field->cell; above++) {
            const char *name = table_name(&loading->columns[mine]);
            if (km_text_equal(table_name(&loading->columns[above]), name)) {
                (void)km_json_fault(&loading->json, err, field->name,
                                    "field '%.60s' has the column '%s', and so has a field above "
                                    "it",
                                    field->name, name);
                return km_error_hint(err, "give one of them another 'km:column'");
            }
        }
    }
    return true;
}
