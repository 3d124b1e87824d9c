/* The commands, in the order in which --help lists them: the order of a quarter. */
#include "cli/options.h"

extern const KmCommand km_cmd_init, km_cmd_import, km_cmd_withdraw, km_cmd_status, km_cmd_compute,
    km_cmd_report, km_cmd_chart, km_cmd_dataset, km_cmd_explain, km_cmd_contract, km_cmd_indicator,
    km_cmd_calc, km_cmd_effect, km_cmd_log, km_cmd_key, km_cmd_doctor, km_cmd_help,
    km_cmd_evaluation, km_cmd_diff, km_cmd_erase, km_cmd_backup, km_cmd_restore;

const KmCommand *const km_commands[] = {
    &km_cmd_init,   &km_cmd_import,     &km_cmd_withdraw,  &km_cmd_status,  &km_cmd_compute,
    &km_cmd_report, &km_cmd_evaluation, &km_cmd_chart,     &km_cmd_dataset, &km_cmd_explain,
    &km_cmd_diff,   &km_cmd_contract,   &km_cmd_indicator, &km_cmd_effect,  &km_cmd_calc,
    &km_cmd_log,    &km_cmd_key,        &km_cmd_erase,     &km_cmd_backup,  &km_cmd_restore,
    &km_cmd_doctor, &km_cmd_help,
};
const size_t km_command_count = sizeof km_commands / sizeof km_commands[0];
