-- id: dataset-doorlooptijd
-- version: 2026-11-27
-- actions: M2
-- order: 40
-- title: Doorlooptijd van een datasetverzoek
-- title-en: Time until a requested dataset is delivered
-- question: Hoeveel dagen duurt het van een verzoek om gegevens tot de onderzoeker ze heeft?
-- question-en: How many days pass between a request for data and its delivery to the researcher?
-- counts: verzoek
-- unit: verzoeken
-- unit-en: requests
-- population-text: verzoeken om gegevens van de laatste twaalf maanden
-- hit-text: geleverd
-- time-text: voor verzoeken van de laatste twaalf maanden
-- kind: duration
-- form: spells
-- grondslag: locatie
-- time: R12
-- within: 28, 56
-- level: process
-- tier: additional
-- direction: down
-- sensitive: none; why: het gaat om verzoeken in het register, niet om personen
-- norm: local-target 28 source: Lokale streefwaarde: de helft binnen 20 werkdagen, dat zijn 28 dagen
-- uses: actie_voortgang
-- sources: academische werkplaats
-- limitation: Dagen, ook weekenden en feestdagen. Een verzoek dat is gestopt of nog
--   loopt, telt mee zolang het liep; daarna weten we het niet. Een verzoek zonder Startdatum telt niet mee.
-- lag: 2

-- population: een verzoek, tot het stopt
SELECT
    leverancier || ' ' || regel_id AS unit, startdatum AS van,
    coalesce(max(startdatum, min(CASE WHEN status = 'gestopt' THEN datum_stand END)), 99999) AS tot
FROM actie_voortgang
WHERE soort = 'datasetverzoek' AND startdatum IS NOT NULL
GROUP BY leverancier, regel_id, startdatum

-- hit: de gegevens zijn geleverd
SELECT leverancier || ' ' || regel_id AS unit, min(max(geleverd_op, startdatum)) AS van, 99999 AS tot
FROM actie_voortgang
WHERE soort = 'datasetverzoek' AND geleverd_op IS NOT NULL AND startdatum IS NOT NULL
GROUP BY leverancier, regel_id

-- example: één stopt na vijf dagen; van de vier die blijven wacht na 20 dagen de helft, tot dag 28: het midden is 24
-- on: 2026K3
-- given actie_voortgang: regel_id, actie, werkgroep, soort, status, datum_stand, startdatum, geleverd_op
--   1, M2, overgangen, datasetverzoek, gereed, 2026-03-31, 2026-03-01, 2026-03-11
--   2, M2, overgangen, datasetverzoek, gereed, 2026-03-31, 2026-03-01, 2026-03-21
--   3, M2, overgangen, datasetverzoek, gereed, 2026-03-31, 2026-03-01, 2026-03-29
--   3, M2, overgangen, datasetverzoek, gereed, 2026-06-30, 2026-03-01, 2026-04-02
--   4, M2, overgangen, datasetverzoek, op-schema, 2026-09-30, 2026-03-01,
--   5, M2, overgangen, onderzoek, gereed, 2026-03-31, 2026-03-01, 2026-03-02
--   6, M2, overgangen, datasetverzoek, gestopt, 2026-03-06, 2026-03-01,
--   6, M2, overgangen, datasetverzoek, gestopt, 2026-05-01, 2026-03-01,
-- expect: n=5 x=3 estimate=24
-- expect binnen=28: estimate=0.75

-- example: van wie begon in het jaar; van dag 0 tot dag 28 wacht precies de helft, en het midden daarvan is 14
-- on: 2026K3
-- given actie_voortgang: regel_id, actie, werkgroep, soort, status, datum_stand, startdatum, geleverd_op
--   1, M2, overgangen, datasetverzoek, gereed, 2025-12-31, 2025-10-01, 2025-10-01
--   2, M2, overgangen, datasetverzoek, gereed, 2025-12-31, 2025-09-30, 2025-10-08
--   3, M2, overgangen, datasetverzoek, gestopt, 2026-09-05, 2026-09-01,
--   4, M2, overgangen, datasetverzoek, gereed, 2026-09-30, 2026-09-01, 2026-09-29
--   5, M2, overgangen, datasetverzoek, gereed, 2026-09-30, 2026-09-30, 2026-09-20
--   6, M2, overgangen, datasetverzoek, gereed, 2026-09-30, , 2026-09-20
--   7, M2, overgangen, datasetverzoek, gestopt, 2026-08-01, 2026-09-01,
-- expect: n=4 x=3 estimate=14
