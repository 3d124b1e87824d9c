#include "engine/stats/calc/families.h"

extern const KmMethod km_proportion_methods[];
extern const size_t km_proportion_method_count;
extern const KmMethod km_table_methods[];
extern const size_t km_table_method_count;
extern const KmMethod km_rate_methods[];
extern const size_t km_rate_method_count;
extern const KmMethod km_sample_methods[];
extern const size_t km_sample_method_count;
extern const KmMethod km_inequality_methods[];
extern const size_t km_inequality_method_count;
extern const KmMethod km_control_methods[];
extern const size_t km_control_method_count;
extern const KmMethod km_survival_methods[];
extern const size_t km_survival_method_count;
extern const KmMethod km_regression_methods[];
extern const size_t km_regression_method_count;
extern const KmMethod km_effect_methods[];
extern const size_t km_effect_method_count;
extern const KmMethod km_shrinkage_methods[];
extern const size_t km_shrinkage_method_count;

const KmFamily km_families[] = {
    {km_proportion_methods, &km_proportion_method_count},
    {km_table_methods, &km_table_method_count},
    {km_rate_methods, &km_rate_method_count},
    {km_sample_methods, &km_sample_method_count},
    {km_inequality_methods, &km_inequality_method_count},
    {km_control_methods, &km_control_method_count},
    {km_survival_methods, &km_survival_method_count},
    {km_regression_methods, &km_regression_method_count},
    {km_effect_methods, &km_effect_method_count},
    {km_shrinkage_methods, &km_shrinkage_method_count},
};
const size_t km_family_count = sizeof km_families / sizeof km_families[0];
