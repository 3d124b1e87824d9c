#include "reports/elsewhere_words.h"

#include "engine/base/text.h"
#include "reports/words.h"

const char *km_elsewhere_area_nl(const KmElsewhere *row, const char *own_area_nl)
{
    return row->is_own ? own_area_nl : km_text_equal(row->area, "NL") ? "Nederland" : row->area;
}

const char *km_elsewhere_group_nl(const KmIndicatorText *text, const KmElsewhere *row)
{
    const KmDimensionText *dimension = km_dimension_text(text, row->dimension);
    return dimension == NULL ? "totaal" : km_code_label_nl(dimension, row->code);
}

char *km_elsewhere_value_nl(KmArena *arena, const KmIndicatorText *text, const KmElsewhere *row)
{
    return km_value_nl(arena, text, row->value, km_is_share(text) ? 1 : text->decimals);
}
