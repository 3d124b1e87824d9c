-- effect: vve-toeleiding-wijken
-- version: 2026-11-25
-- actions: A1.3
-- title: Toeleiding naar de ve in Leiden-Noord en het Morsdistrict
-- title-en: Guidance to early education in two districts
-- question: Zitten er meer peuters met een indicatie op de ve sinds de toeleiding in twee wijken begon?
-- question-en: Are more indicated toddlers in early education since guidance began in two districts?
-- outcome: vve-bereik
-- method: did
-- unit: wijken
-- unit-en: districts
-- start: 2025-04-01
-- before: 6
-- after: 3
-- delay: 3
-- least: 10
-- weight: cluster
-- causal: no; why: de wijken zijn gekozen omdat het bereik er achterbleef, dus was het misschien vanzelf gestegen
-- assumption: Zonder de toeleiding was het bereik in deze twee wijken evenveel veranderd als in de andere
--   wijken.
-- source: Afspraak in de werkgroep Een vliegende start, ingang 1 april 2025
-- limitation: Met twee wijken is de marge ruim. Peuters die verhuizen tellen in de wijk waar zij op de laatste
--   dag van het kwartaal wonen. Wijken met in een kwartaal minder dan 10 peuters met een indicatie tellen niet
--   mee.
-- uses: bevolking

-- treated: Leiden-Noord en het Morsdistrict
SELECT DISTINCT wijk AS unit FROM bevolking WHERE wijk IN ('WK054603', 'WK054606')

-- comparison: de andere wijken
SELECT DISTINCT wijk AS unit FROM bevolking
WHERE wijk LIKE 'WK0546%' AND wijk NOT IN ('WK054603', 'WK054606')

-- cluster: de wijk waar een peuter woont
SELECT kind AS unit, van, tot, wijk AS cluster FROM bevolking

-- example: de twee wijken stijgen van 50 en 0 naar 100%, de andere blijven 50% en gaan van 0 naar 50%
-- on: 2026K1
-- given bevolking: kind, geboortedatum, geldig_van, wijk
--   1, 2022-06-01, 2022-06-01, WK054603
--   2, 2022-06-01, 2022-06-01, WK054603
--   3, 2022-06-01, 2022-06-01, WK054606
--   4, 2022-06-01, 2022-06-01, WK054606
--   5, 2022-06-01, 2022-06-01, WK054601
--   6, 2022-06-01, 2022-06-01, WK054601
--   7, 2022-06-01, 2022-06-01, WK054602
--   8, 2022-06-01, 2022-06-01, WK054602
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2024-06-01, ja, 2024-12-01
--   2, 2024-06-01, ja, 2024-12-01
--   3, 2024-06-01, ja, 2024-12-01
--   4, 2024-06-01, ja, 2024-12-01
--   5, 2024-06-01, ja, 2024-12-01
--   6, 2024-06-01, ja, 2024-12-01
--   7, 2024-06-01, ja, 2024-12-01
--   8, 2024-06-01, ja, 2024-12-01
-- given locatie: locatie, lrk, ve
--   L001, 100000001, ja
-- given ko_plaatsing: kind, lrk, begindatum, ve_plaats, uren_week
--   1, 100000001, 2024-12-01, ja, 16
--   2, 100000001, 2025-09-01, ja, 16
--   3, 100000001, 2025-06-01, ja, 16
--   4, 100000001, 2025-10-01, ja, 16
--   5, 100000001, 2024-12-01, ja, 16
--   7, 100000001, 2026-01-15, ja, 16
-- expect: estimate=0.5 treated=2 comparison=2 before=2 after=1
