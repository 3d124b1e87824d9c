/* The rules a delivered file is held to: a stable code each, what breaking it does to the row, and
 * its wording. In the texts, {veld} is the delivered header, {waarde} the class of the value, {arg}
 * the rule's own argument, {keuze} what `|` parts in it as a choice ("a, b or c"), and {is|are} one
 * word or the other as it is 1 or more. */
#ifndef IMPORTERS_FINDINGS_RULES_H
#define IMPORTERS_FINDINGS_RULES_H

#include "engine/base/arena.h"
#include "engine/figures/finding.h"

typedef enum {
    KM_RULE_NONE = 0,
    /* the file */
    KM_RULE_COLUMN_UNKNOWN,
    KM_RULE_COLUMN_NAMELESS,
    KM_RULE_COLUMN_REFUSED,
    KM_RULE_COLUMN_TWICE,
    KM_RULE_ENCODING_MIXED,
    KM_RULE_ENCODING_TWICE,
    KM_RULE_CONTENT_AGAIN,
    KM_RULE_CONTENT_WITHDRAWN,
    KM_RULE_NO_ROWS,
    KM_RULE_NO_BASE,
    KM_RULE_PERSON_WEAK,
    KM_RULE_PERSON_OWN_NUMBER,
    KM_RULE_PERSON_OLD_KEY,
    KM_RULE_PERSON_ERASED,
    KM_RULE_FILE_SHRUNK,
    KM_RULE_VERSION_OLDER,
    KM_RULE_VERSION_UNSTATED,
    KM_RULE_NOTHING_CORRECTED,
    KM_RULE_PERIOD_OTHER,
    KM_RULE_REGISTER_MISSES,
    KM_RULE_DATE_SERIAL_COLUMN,
    KM_RULE_DATE_SHORT_COLUMN,
    /* the file as a whole is refused */
    KM_RULE_FILE_REFUSED,
    KM_RULE_FILE_EMPTY,
    KM_RULE_FILE_NOT_CSV,
    KM_RULE_FILE_PACKED,
    KM_RULE_FILE_NO_TABLE,
    KM_RULE_FILE_UTF16,
    KM_RULE_FILE_ENCODING,
    KM_RULE_FILE_CHANGED,
    KM_RULE_FILE_NAME,
    KM_RULE_FILE_CONTRACT,
    KM_RULE_FILE_DELIVERER,
    KM_RULE_FILE_NO_HEADER,
    KM_RULE_FILE_COLUMN_ABSENT,
    KM_RULE_FILE_COLUMN_DOUBLE,
    KM_RULE_FILE_QUOTE_STRAY,
    KM_RULE_FILE_QUOTE_OPEN,
    KM_RULE_FILE_CAP,
    KM_RULE_FILE_SHIFTED,
    KM_RULE_FILE_WRAPPED,
    KM_RULE_FILE_CROSS_TABLE,
    KM_RULE_FILE_TURNED,
    KM_RULE_FILE_TWO_SIGNS,
    KM_RULE_FILE_DATE_ORDER,
    KM_RULE_FILE_DECIMAL,
    KM_RULE_FILE_PERCENT,
    KM_RULE_FILE_PERIOD,
    KM_RULE_FILE_OTHER_PERIOD,
    KM_RULE_FILE_KIND,
    KM_RULE_FILE_OLD_BASE,
    KM_RULE_FILE_OTHER_KEY,
    KM_RULE_FILE_AGAIN,
    KM_RULE_FILE_VERSION,
    KM_RULE_FILE_POSTCODES,
    KM_RULE_FILE_MANY_REFUSED,
    /* the row */
    KM_RULE_ROW_QUOTING,
    KM_RULE_ROW_LONG,
    KM_RULE_ROW_SHORT,
    KM_RULE_ROW_OTHER_SIGN,
    KM_RULE_ROW_TOTAL,
    KM_RULE_ROW_HEADER,
    KM_RULE_ROW_UNITS,
    KM_RULE_ROW_NOTE,
    KM_RULE_ROW_DUPLICATE,
    KM_RULE_ROW_REPLACED,
    KM_RULE_ROW_REPLACES,
    KM_RULE_ROW_OUTSIDE_PERIOD,
    KM_RULE_SITE_UNKNOWN,
    KM_RULE_SITE_CLOSED,
    KM_RULE_SITE_SUCCEEDED,
    KM_RULE_SITE_TWICE,
    KM_RULE_SPELL_BACKWARDS,
    KM_RULE_SUCCESSOR_SELF,
    KM_RULE_SUCCESSOR_OTHER,
    KM_RULE_SUCCESSOR_CIRCLE,
    KM_RULE_ANSWERS_SAME,
    KM_RULE_VALUE_LOWER,
    KM_RULE_CHANGE_UNSTATED,
    /* the value */
    KM_RULE_VALUE_MISSING,
    KM_RULE_VALUE_TOO_LONG,
    KM_RULE_VALUE_CONTROL,
    KM_RULE_VALUE_FORM,
    KM_RULE_VALUE_PERSONAL,
    KM_RULE_VALUE_SHEET_ERROR,
    KM_RULE_DATE_INVALID,
    KM_RULE_DATE_NO_DAY,
    KM_RULE_DATE_TWO_DIGIT_YEAR,
    KM_RULE_DATE_SERIAL,
    KM_RULE_DATE_TOO_LATE,
    KM_RULE_DATE_FAR,
    KM_RULE_DATE_TOO_EARLY,
    KM_RULE_DATE_OUTSIDE_WINDOW,
    KM_RULE_NUMBER_INVALID,
    KM_RULE_NUMBER_TOO_SMALL,
    KM_RULE_NUMBER_TOO_LARGE,
    KM_RULE_NUMBER_DAMAGED,
    KM_RULE_MONEY_INVALID,
    KM_RULE_PERCENT_INVALID,
    KM_RULE_PERCENT_LOW,
    KM_RULE_COUNT_INVALID,
    KM_RULE_MONTH_INVALID,
    KM_RULE_SCHOOL_YEAR_INVALID,
    KM_RULE_NUMBER_ABOVE,
    KM_RULE_CODE_UNKNOWN,
    KM_RULE_CODE_AMBIGUOUS,
    KM_RULE_CONTRACT_UNKNOWN,
    KM_RULE_CONTRACT_NOT_ONE,
    KM_RULE_PERSON_MISSING,
    KM_RULE_PERSON_INCOMPLETE,
    KM_RULE_PERSON_INVALID,
    KM_RULE_PERSON_DAMAGED,
    KM_RULE_PERSON_ODD,
    KM_RULE_PERSON_TWO_RECORDS,
    KM_RULE_PERSON_TWO_CHILDREN,
    KM_RULE_PSEUDONYM_INVALID,
    KM_RULE_BRIN_INVALID,
    KM_RULE_BRANCH_INVALID,
    KM_RULE_BRANCH_OTHER,
    KM_RULE_RIO_INVALID,
    KM_RULE_LRK_INVALID,
    KM_RULE_LRK_ODD,
    KM_RULE_POSTCODE_INVALID,
    KM_RULE_REGION_INVALID,
    KM_RULE_ADDRESS_UNKNOWN,
    KM_RULE_ADDRESS_AMBIGUOUS,
    KM_RULES
} KmRule;

typedef struct {
    const char *code;
    /* Of a mandatory or whole-row rule; an optional value that fails is dropped and the row
     * remarked. */
    KmOutcome outcome;
    const char *en;
    const char *nl;
    const char *remedy_en;
    const char *remedy_nl;
} KmRuleText;

extern const KmRuleText km_rule_texts[KM_RULES];      /* rules.c */
extern const KmRuleText km_file_rule_texts[KM_RULES]; /* rules_file.c: those of whole files */
const KmRuleText *km_rule_text(KmRule rule);
KmRule km_rule_find(const char *code); /* KM_RULE_NONE when there is no such rule */

/* A class of a value (km_value_class) in words, for the terminal: "words and digits, 16
 * characters". */
char *km_value_class_english(KmArena *arena, const char *class) KM_MUST_USE;

#endif
