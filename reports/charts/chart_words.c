#include "reports/charts/chart_words.h"

#include "engine/base/number.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

bool km_is_share(const KmIndicatorText *text)
{
    return km_text_is_share(text);
}

bool km_is_points(const KmIndicatorText *text)
{
    return text->kind == KM_KIND_GAP && km_is_share(text);
}

char *km_value_nl(KmArena *arena, const KmIndicatorText *text, double value, int decimals)
{
    if (km_is_points(text)) {
        return km_format(arena, "%s procentpunt", km_dutch_decimal(arena, value * 100.0, decimals));
    }
    return km_is_share(text) ? km_dutch_percent(arena, value, decimals)
                             : km_dutch_decimal(arena, value, decimals);
}

char *km_tick_nl(KmArena *arena, const KmIndicatorText *text, double value, int decimals)
{
    return km_is_points(text) ? km_dutch_decimal(arena, value * 100.0, decimals)
                              : km_value_nl(arena, text, value, decimals);
}

char *km_quantity_nl(KmArena *arena, const KmIndicatorText *text, double value, int decimals)
{
    char *number = km_value_nl(arena, text, value, decimals);
    return text->kind == KM_KIND_DURATION ? km_format(arena, "%s dagen", number) : number;
}

void km_two_values_nl(KmArena *arena, const KmIndicatorText *text, int decimals,
                      const double value[2], char *ret_text[2])
{
    int from = km_is_share(text) ? 0 : decimals;
    for (int d = from; d <= decimals; d++) {
        ret_text[0] = km_value_nl(arena, text, value[0], d);
        ret_text[1] = km_value_nl(arena, text, value[1], d);
        if (!km_text_equal(ret_text[0], ret_text[1])) {
            return;
        }
    }
}

char *km_counts_nl(KmArena *arena, const KmPublishedFigure *figure)
{
    KmIndicatorKind kind = figure->indicator->kind;
    if (!figure->has_counts || kind == KM_KIND_MEAN || kind == KM_KIND_COUNT ||
        kind == KM_KIND_DURATION) {
        return NULL;
    }
    int64_t above = kind == KM_KIND_RATE ? llround(figure->sum) : figure->x;
    return km_format(arena, "%s %s %s", km_dutch_count(arena, above),
                     km_is_share(figure->indicator) ? "van" : "op",
                     km_dutch_count(arena, figure->n));
}

char *km_coverage_nl(KmArena *arena, const KmPublishedFigure *figure)
{
    return km_format(arena, "%d van %d geleverd", figure->delivered, figure->expected);
}

char *km_since_nl(KmArena *arena, const KmPeriod *quarter)
{
    static const char *const parts[4] = {"begin", "medio", "najaar", "eind"};
    KmCivil c = km_civil_from_date(quarter->from);
    return km_format(arena, "%s %d", parts[(c.month - 1) / 3], c.year);
}

char *km_list_nl(KmArena *arena, const char *const *items, size_t n)
{
    KmText out = km_text_init(arena);
    for (size_t i = 0; i < n; i++) {
        km_text_add(&out, i == 0 ? "" : i + 1 == n ? " en " : ", ");
        km_text_add(&out, items[i]);
    }
    return out.bytes;
}

char *km_small_nl(KmArena *arena, const char *text)
{
    char *copy = km_strdup(arena, text);
    if (isupper((unsigned char)copy[0]) != 0 && islower((unsigned char)copy[1]) != 0) {
        copy[0] = (char)tolower((unsigned char)copy[0]);
    }
    return copy;
}

char *km_capital_nl(KmArena *arena, const char *text)
{
    char *copy = km_strdup(arena, text);
    copy[0] = (char)toupper((unsigned char)copy[0]);
    return copy;
}

char *km_number_word_nl(KmArena *arena, size_t n)
{
    static const char *const words[] = {"nul",   "één",  "twee",  "drie", "vier", "vijf",  "zes",
                                        "zeven", "acht", "negen", "tien", "elf",  "twaalf"};
    return n < sizeof words / sizeof words[0] ? km_strdup(arena, words[n])
                                              : km_dutch_count(arena, (int64_t)n);
}

const char *km_norm_name_nl(KmNormType type)
{
    switch (type) {
    case KM_NORM_LEGAL:
        return "de wettelijke norm";
    case KM_NORM_INSPECTORATE:
        return "de norm van de inspectie";
    case KM_NORM_NATIONAL_MEAN:
        return "het landelijk gemiddelde";
    case KM_NORM_LOCAL_TARGET:
        break;
    }
    return "het streefcijfer";
}

static bool has_article(const char *population)
{
    static const char *const starts[] = {"de ", "het ", "alle ", "elke "};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        if (km_text_starts_with(population, starts[i])) {
            return true;
        }
    }
    return false;
}

char *km_measure_nl(KmArena *arena, const KmIndicatorText *text)
{
    char *population = km_small_nl(arena, text->population_nl);
    switch (text->kind) {
    case KM_KIND_DURATION:
        return km_format(arena, "Het aantal dagen waarna de helft zover was (%s); %s", text->hit_nl,
                         population);
    case KM_KIND_MEAN:
        return km_format(arena, "Gemiddelde per %s: %s", population, text->hit_nl);
    case KM_KIND_COUNT:
        return km_format(arena, "Aantal %s: %s", population, text->hit_nl);
    case KM_KIND_PROPORTION:
    case KM_KIND_RATE:
    case KM_KIND_DISTRIBUTION:
    case KM_KIND_GAP:
        break;
    }
    if (!km_is_share(text)) {
        return km_format(arena, "%s, gedeeld door het aantal %s",
                         km_capital_nl(arena, text->hit_nl), population);
    }
    return km_format(arena, "Van %s%s: het aandeel %s", has_article(population) ? "" : "de ",
                     population, text->hit_nl);
}

char *km_measure_when_nl(KmArena *arena, const KmIndicatorText *text)
{
    char *measure = km_measure_nl(arena, text);
    bool is_told = strstr(measure, text->time_nl) != NULL;
    return is_told ? measure : km_format(arena, "%s, %s", measure, text->time_nl);
}

char *km_measure_by_quarter_nl(KmArena *arena, const KmIndicatorText *text)
{
    return text->delay == 0 ? km_measure_nl(arena, text) : km_measure_when_nl(arena, text);
}

char *km_source_nl(KmArena *arena, const KmPublished *published, const KmIndicatorText *text)
{
    const KmReleaseText *release = km_published_release(published);
    return km_format(arena, "Bron: %s; stand %s.", text->sources_nl,
                     km_date_dutch(arena, release->knowledge));
}

const char *km_group_noun_nl(const KmDimensionText *dimension, bool plural)
{
    static const char *const places[][3] = {{"wijk", "district", "districten"},
                                            {"buurt", "buurt", "buurten"},
                                            {"locatie", "locatie", "locaties"},
                                            {"school", "school", "scholen"},
                                            {"organisatie", "schoolbestuur", "schoolbesturen"},
                                            {"houder", "houder", "houders"}};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (km_text_equal(dimension->name, places[i][0])) {
            return places[i][plural ? 2 : 1];
        }
    }
    return plural ? "groepen" : "groep";
}

char *km_by_group_nl(KmArena *arena, const KmDimensionText *dimension)
{
    const char *noun = km_group_noun_nl(dimension, false);
    return km_text_equal(noun, "groep")
               ? km_format(arena, "naar %s", km_small_nl(arena, dimension->label_nl))
               : km_format(arena, "per %s", noun);
}

bool km_has_flag(const KmPublishedFigure *figure, const char *flag)
{
    size_t length = strlen(flag);
    for (const char *p = figure->flags; p != NULL && *p != '\0'; p += strspn(p, ", ")) {
        size_t word = strcspn(p, ",");
        if (word == length && strncmp(p, flag, length) == 0) {
            return true;
        }
        p += word;
    }
    return false;
}

int km_better(const KmIndicatorText *text, int verdict)
{
    switch (text->direction) {
    case KM_DIRECTION_UP:
        return verdict;
    case KM_DIRECTION_DOWN:
        return -verdict;
    case KM_DIRECTION_TARGET:
    case KM_DIRECTION_NEUTRAL:
        break;
    }
    return 0;
}

const char *km_behind_nl(KmArena *arena, KmPublishedRows rows, const char *area_nl,
                         const char *otherwise)
{
    enum { MOST = 3 }; /* more names make no title */
    const char *behind[MOST];
    size_t n = 0;
    for (size_t i = 0; i < rows.count; i++) {
        const KmPublishedFigure *f = rows.figures[i];
        if (!f->city.exists || km_better(f->indicator, f->city.verdict) >= 0) {
            continue;
        }
        if (n == MOST) {
            return otherwise;
        }
        behind[n++] = f->label_nl;
    }
    return n == 0
               ? otherwise
               : km_format(arena, "%s: %s %s achter bij %s", rows.figures[0]->indicator->title_nl,
                           km_list_nl(arena, behind, n), n == 1 ? "blijft" : "blijven", area_nl);
}
