-- effect: ve-aanwezigheid
-- version: 2026-11-25
-- actions: A1.1
-- title: Bellen bij afwezigheid op de ve
-- title-en: Ringing parents when a toddler stays away
-- question: Krijgen peuters meer van hun afgesproken ve-uren sinds hun houder belt als zij wegblijven?
-- question-en: Do toddlers get more of their agreed hours since their houder rings when they stay away?
-- outcome: ve-uren-realisatie
-- method: did
-- unit: ve-locaties
-- unit-en: sites with early education
-- start: 2025-04-01
-- before: 6
-- after: 6
-- least: 5
-- weight: cluster
-- causal: no; why: de houders kozen zelf of zij meededen, dus verschillen zij misschien ook op andere punten
-- assumption: Zonder het bellen was het deel van de uren dat peuters kregen op deze locaties evenveel
--   veranderd als op de andere ve-locaties.
-- source: Afspraak van Kleine Zwaan en Wereldkind in de werkgroep Een vliegende start, ingang 1 april 2025
-- limitation: Alleen houders die uren per kind leveren tellen mee, en alleen locaties met in elk kwartaal
--   minstens 5 peuters met een indicatie. Waarom een peuter wegbleef is niet bekend.
-- uses: locatie, ko_uren

-- treated: ve-locaties van Kleine Zwaan en Wereldkind
SELECT DISTINCT lrk AS unit FROM locatie
WHERE lrk IS NOT NULL AND ve = 'ja' AND houder IN ('kleine-zwaan', 'wereldkind')

-- comparison: ve-locaties van de andere houders
SELECT DISTINCT lrk AS unit FROM locatie
WHERE lrk IS NOT NULL AND ve = 'ja' AND houder NOT IN ('kleine-zwaan', 'wereldkind')

-- cluster: de locatie waar een peuter in het kwartaal het laatst uren had
SELECT kind AS unit, maand AS van, maanden_na(maand, 1) AS tot, lrk AS cluster
FROM ko_uren WHERE kind IS NOT NULL

-- example: de locaties die bellen stijgen 10 en 14 procentpunt, de andere 2 en 4: verschil 9
-- on: 2025K3
-- given locatie: lrk, houder, ve
--   100000001, kleine-zwaan, ja
--   100000002, wereldkind, ja
--   100000003, de-kiem, ja
--   100000004, het-molenrad, ja
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde
--   1, 2023-06-01, ja, 2023-12-01,
--   2, 2023-06-01, ja, 2023-12-01,
--   3, 2023-06-01, ja, 2023-12-01,
--   4, 2023-06-01, ja, 2023-12-01,
-- given ko_uren: kind, lrk, maand, uren_contract, uren_gerealiseerd
--   1, 100000001, 2024-10-01, 100, 80
--   1, 100000001, 2025-01-01, 100, 80
--   1, 100000001, 2025-04-01, 100, 90
--   1, 100000001, 2025-07-01, 100, 90
--   2, 100000002, 2024-10-01, 100, 70
--   2, 100000002, 2025-01-01, 100, 70
--   2, 100000002, 2025-04-01, 100, 84
--   2, 100000002, 2025-07-01, 100, 84
--   3, 100000003, 2024-10-01, 100, 80
--   3, 100000003, 2025-01-01, 100, 80
--   3, 100000003, 2025-04-01, 100, 82
--   3, 100000003, 2025-07-01, 100, 82
--   4, 100000004, 2024-10-01, 100, 90
--   4, 100000004, 2025-01-01, 100, 90
--   4, 100000004, 2025-04-01, 100, 94
--   4, 100000004, 2025-07-01, 100, 94
-- expect: estimate=0.09 treated=2 comparison=2 before=2 after=2
