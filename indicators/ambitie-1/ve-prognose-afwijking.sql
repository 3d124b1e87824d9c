-- id: ve-prognose-afwijking
-- version: 2026-11-25
-- actions: A1.1
-- order: 60
-- tier: additional
-- title: Geplaatste peuters naast de prognose
-- title-en: Placed toddlers beside the forecast
-- question: Zijn er ongeveer zoveel peuters geplaatst als de houders bij hun aanvraag verwachtten?
-- question-en: Were about as many toddlers placed as the providers forecast in their application?
-- counts: locatie
-- unit: peuters in de prognose, elke maand geteld
-- unit-en: forecast toddlers, counted each month
-- population-text: peuters in de prognose van de ve-locaties, elke maand geteld
-- hit-text: peuters die er die maand een ve-plaats hadden
-- time-text: in de maanden van het kwartaal
-- kind: rate
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- direction: target
-- sensitive: group; why: het gaat om totalen van locaties, niet om een kind
-- decimals: 2
-- norm: local-target 1 source: Lokale streefwaarde: zoveel peuters als begroot, met 10 procent speling
-- uses: ko_uren_aggregaat
-- sources: houders van kinderopvang
-- limitation: Waar <5 is geleverd, rekent het cijfer met het midden; de laagst en hoogst mogelijke waarde
--   rekenen met 1 en 4. Maanden waarvoor geen prognose is geleverd, staan apart.
-- lag: 3

-- state: geplaatste en verwachte peuters per locatie, de maanden samen
SELECT
    lrk AS unit,
    sum(geplaatst_min + geplaatst_max) / 2.0 AS waarde,
    sum(geplaatst_min) AS laag,
    sum(geplaatst_max) AS hoog,
    sum(prognose_min + prognose_max) / 2.0 AS noemer,
    sum(prognose_min) AS noemer_laag,
    sum(prognose_max) AS noemer_hoog,
    0 AS uitgesloten
FROM ko_uren_aggregaat
WHERE maand >= :van AND maand < :tot AND prognose_min IS NOT NULL
GROUP BY lrk
UNION ALL
SELECT lrk || ' zonder prognose', 0, NULL, NULL, 1, NULL, NULL, 1
FROM ko_uren_aggregaat
WHERE maand >= :van AND maand < :tot AND prognose_min IS NULL
GROUP BY lrk

-- example: 20,5 op 25: de ene <5 is 1 tot 4 peuters, de andere 1 tot 4 in de prognose
-- on: 2026K3
-- given ko_uren_aggregaat: lrk, maand, geplaatst_min, geplaatst_max, prognose_min, prognose_max
--   100000001, 2026-07-01, 8, 8, 10, 10
--   100000001, 2026-09-01, 6, 6, 8, 8
--   100000002, 2026-08-01, 1, 4, 4, 5
--   100000003, 2026-08-01, 4, 4, 1, 4
--   100000004, 2026-08-01, 12, 12, ,
--   100000001, 2026-06-01, 100, 100, 10, 10
--   100000001, 2026-10-01, 100, 100, 10, 10
--   100000004, 2026-06-01, 12, 12, ,
--   100000004, 2026-10-01, 12, 12, ,
-- expect: n=25 sum=20.5 excluded=1 estimate=0.82 lowest=0.7037 highest=0.9565

-- example: alles precies geleverd: geen speling
-- on: 2026K3
-- given ko_uren_aggregaat: lrk, maand, geplaatst_min, geplaatst_max, prognose_min, prognose_max
--   100000001, 2026-07-01, 11, 11, 10, 10
-- expect: n=10 sum=11 estimate=1.1 lowest=1.1 highest=1.1
