#include "reports/effects/effects.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define CODES(list) .codes = (list), .n_codes = COUNT(list)

static const KmDatasetCode methods[] = {
    {"did", "verschil in verandering met wie niet meedeed", "difference in differences"},
    {"its", "doorgetrokken lijn van voor de start", "interrupted time series"},
    {"matched", "voor en na, vergeleken met gelijke eenheden",
     "before and after with a matched comparison"}};

static const KmDatasetCode measures[] = {
    {"effect", "gemiddelde over de tijd na de start", "mean over the time after the start"},
    {"level", "sprong bij de start (tijdreeks)", "jump at the start (series)"},
    {"slope", "verandering van de helling per stap (tijdreeks)",
     "change of the slope per step (series)"},
    {"drift", "helling per stap voor de start; bij did van het verschil tussen de groepen",
     "slope per step before the start; for did that of the difference between the groups"},
    {"moment",
     "één kwartaal of maand, vergeleken met het laatste voor de start; bij its met de lijn van "
     "ervoor",
     "one quarter or month, against the last one before the start; for its against the line of "
     "before"}};

static const KmDatasetCode units[] = {
    {"share-difference", "verschil tussen twee aandelen", "difference of two shares"},
    {"ratio-difference", "verschil tussen twee verhoudingen", "difference of two ratios"},
    {"mean-difference", "verschil tussen twee gemiddelden", "difference of two means"}};

static const KmDatasetCode checks[] = {
    {"none", "niet gevraagd bij deze methode", "not asked by this method"},
    {"too-little", "te weinig gegevens om na te gaan", "too little data to tell"},
    {"alike", "geen verschil in verandering gevonden (geen bewijs)",
     "no difference in change found (no proof)"},
    {"differs", "de groepen gingen niet gelijk op: geen causale uitspraak",
     "the groups did not go alike: no causal claim"}};

static const KmDatasetCode statuses[] = {
    {"shown", "getoond", "shown"},
    {"protected", "afgeschermd", "protected"},
    {"undefined", "niet te bepalen: zie reason", "not defined: see reason"}};

static const KmDatasetCode steps[] = {{"quarter", "kwartaal", "quarter"},
                                      {"month", "maand", "month"}};

const KmDatasetColumn km_effect_columns[] = {
    {"run", "string", true, "Run", "Run", "Kenmerk van de berekening, 12 hexadecimale cijfers",
     "Id of the computation, 12 hexadecimal digits", NULL, 0},
    {"effect", "string", true, "Opzet", "Design", "Id van de opzet, voor `kansmeter effect show`",
     "Id of the design, for `kansmeter effect show`", NULL, 0},
    {"design_version", "string", true, "Versie van de opzet", "Design version",
     "Datum van de opzet", "Date of the design", NULL, 0},
    {"design_hash", "string", true, "Kenmerk van de opzet", "Design hash",
     "Verandert met alles in de opzet of de uitkomst dat het cijfer kan veranderen",
     "Changes with everything in the design or its outcome that may change the figure", NULL, 0},
    {"action", "string", true, "Actie", "Action", "Actie van het plan", "Action of the plan", NULL,
     0},
    {"outcome", "string", true, "Uitkomst", "Outcome", "Indicator die de uitkomst is",
     "Indicator that is the outcome", NULL, 0},
    {"method", "string", true, "Methode", "Method", "Hoe is vergeleken", "How it was compared",
     CODES(methods)},
    {"first_quarter", "string", false, "Eerste periode", "First period",
     "Eerste bekeken kwartaal of maand", "First quarter or month looked at", NULL, 0},
    {"last_quarter", "string", false, "Laatste periode", "Last period",
     "Laatste bekeken kwartaal of maand", "Last quarter or month looked at", NULL, 0},
    {"knowledge_date", "date", true, "Bekend op", "As known on",
     "Leveringen die later kwamen zijn niet gebruikt", "Deliveries received later were not used",
     NULL, 0},
    {"placebo_quarters", "integer", true, "Verzonnen start", "Placebo start",
     "Kwartalen die de start als proef is vervroegd; 0: de echte start",
     "Quarters by which the start was moved back as a placebo; 0: the real start", NULL, 0},
    {"measure", "string", true, "Maat", "Measure", "Wat er in deze rij staat",
     "What this row holds", CODES(measures)},
    {"moment", "integer", false, "Moment", "Moment",
     "Kwartalen of maanden sinds de start (zie step); leeg: geen moment",
     "Quarters or months since the start (see step); empty: no moment", NULL, 0},
    {"unit", "string", true, "Eenheid", "Unit", "Eenheid van het verschil, zijn fout en marge",
     "Unit of the difference, its error and interval", CODES(units)},
    {"estimate", "number", false, "Verschil", "Estimate", "Het verschil; leeg: zie status",
     "The difference; empty: see status", NULL, 0},
    {"low", "number", false, "Ondergrens", "Low", "Ondergrens van de marge van 95%",
     "Lower end of the 95% interval", NULL, 0},
    {"high", "number", false, "Bovengrens", "High", "Bovengrens van de marge van 95%",
     "Upper end of the 95% interval", NULL, 0},
    {"p", "number", false, "p-waarde", "p value",
     "Tweezijdig, op drie decimalen; 0 is kleiner dan 0,0005",
     "Two-sided, to three decimals; 0 is below 0.0005", NULL, 0},
    {"df", "number", false, "Vrijheidsgraden", "Degrees of freedom",
     "Van Student's t; bij did en matched volgens Satterthwaite",
     "Of Student's t; Satterthwaite's for did and matched", NULL, 0},
    {"pre_trend", "string", true, "Gelijk op voor de start", "Pre-trend",
     "Gingen de groepen voor de start gelijk op?", "Did the groups go alike before the start?",
     CODES(checks)},
    {"pre_trend_p", "number", false, "p-waarde voor de start", "Pre-trend p value",
     "Toets van alle momenten voor de start samen; leeg: niet getoetst",
     "Test of all moments before the start together; empty: not tested", NULL, 0},
    {"clusters_treated", "integer", false, "Clusters die meededen", "Treated clusters",
     "Locaties of groepen die meededen; bij een moment: die het hebben",
     "Sites or groups that were treated; for a moment: those that have it", NULL, 0},
    {"clusters_comparison", "integer", false, "Clusters ter vergelijking", "Comparison clusters",
     "Locaties of groepen waarmee is vergeleken", "Sites or groups compared with", NULL, 0},
    {"units_treated", "integer", false, "Eenheden die meededen", "Treated units",
     "Afgerond zoals het profiel doet", "Rounded as the profile does", NULL, 0},
    {"units_comparison", "integer", false, "Eenheden ter vergelijking", "Comparison units",
     "Afgerond zoals het profiel doet", "Rounded as the profile does", NULL, 0},
    {"causal", "boolean", true, "Causaal", "Causal",
     "De opzet draagt een causale uitspraak, als de groepen gelijk op gingen",
     "The design carries a causal claim, provided that the groups went alike", NULL, 0},
    {"status", "string", true, "Status", "Status", "Waarom er een waarde staat of niet; nooit leeg",
     "Why there is a value or not; never empty", CODES(statuses)},
    {"reason", "string", false, "Reden", "Reason", "Waarom er geen uitkomst of geen marge is",
     "Why there is no result or no interval", NULL, 0},
    {"note_nl", "string", true, "Toelichting", "Note",
     "De uitkomst in woorden, met wat er niet mee gezegd is",
     "The result in words, with what it does not claim (Dutch)", NULL, 0},
    {"step", "string", true, "Stap", "Step", "Waarin moment, slope en drift tellen",
     "In what moment, slope and drift count", CODES(steps)},
    {"se", "number", false, "Standaardfout", "Standard error",
     "low en high zijn estimate min en plus t(df) keer se, voor afronding; did en matched: CR2 per "
     "cluster, its: Newey-West of de gewone als die groter is",
     "low and high are estimate minus and plus t(df) times se, before rounding; did and matched: "
     "CR2 "
     "by cluster, its: Newey-West or the classical one where larger",
     NULL, 0},
    {"ci_level", "number", false, "Niveau van de marge", "Interval level",
     "Betrouwbaarheidsniveau; leeg: geen marge", "Confidence level; empty: no interval", NULL, 0},
    {"steps_before", "integer", false, "Stappen ervoor", "Steps before",
     "Kwartalen of maanden voor de start die zijn gebruikt",
     "Quarters or months before the start that were used", NULL, 0},
    {"steps_after", "integer", false, "Stappen erna", "Steps after",
     "Kwartalen of maanden na de start die zijn gebruikt",
     "Quarters or months after the start that were used", NULL, 0},
    {"row_id", "string", true, "Kenmerk", "Row id", "Kenmerk van de rij: opzet, maat en moment",
     "Id of the row: design, measure and moment", NULL, 0},
};

const size_t km_effect_column_count = COUNT(km_effect_columns);
