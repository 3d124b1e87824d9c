-- id: aanbod-dichtheid
-- version: 2026-11-27
-- actions: A2.1, A2.2
-- order: 50
-- title: Plekken per kind
-- title-en: Places per child
-- question: Hoeveel plekken zijn er voor elk kind bij activiteiten buiten de les?
-- question-en: How many places are there for each child in activities outside lessons?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 4 tot en met 17 jaar die op 31 juli in de stad wonen
-- hit-text: plekken bij activiteiten in de zes gebieden
-- time-text: in het schooljaar
-- kind: rate
-- form: state
-- grondslag: wonend
-- time: SJ
-- decimals: 2
-- level: input
-- tier: additional
-- direction: up
-- sensitive: group; why: het aantal plekken is openbaar; alleen een kleine groep kinderen is gevoelig
-- dimensions: wijk
-- uses: bevolking, activiteit/hit
-- sources: gemeente, partners met aanbod
-- limitation: Plekken staan in de wijk van de activiteit, kinderen in de wijk waar zij wonen. Een plek
--   voor vijf weken telt even zwaar als een plek voor een jaar. Plekken waarvan het aantal niet bekend is,
--   tellen niet mee.
-- lag: 2

-- state: plekken in het schooljaar, en de kinderen in de stad
SELECT
    'plek:' || leverancier || ' ' || activiteit AS unit, max(coalesce(plekken, 0)) AS waarde,
    0 AS noemer,
    coalesce(max(wijk), 'onbekend') AS wijk
FROM activiteit
WHERE van < :tot AND :van < tot
  AND domein IN ('sport', 'cultuur', 'cognitief', 'sociaal', 'orientatie-zelf', 'orientatie-wereld')
  AND (leeftijd_van IS NULL OR leeftijd_van < 18) AND (leeftijd_tot IS NULL OR leeftijd_tot >= 4)
GROUP BY leverancier, activiteit
UNION ALL
SELECT DISTINCT kind, 0, 1, NULL
FROM jeugdige
WHERE van <= :peildatum AND tot > :peildatum AND vier <= :peildatum

-- example: plekken tellen in de wijk van de activiteit; de bibliotheek en aanbod voor peuters niet
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2022-07-31, 2022-07-31, , WK054603
--   2, 2022-08-01, 2022-08-01, , WK054603
--   3, 2008-08-01, 2008-08-01, , WK054605
--   4, 2008-07-31, 2008-07-31, , WK054605
--   5, 2016-05-01, 2016-05-01, 2026-07-30, WK054605
--   6, 2016-05-01, 2026-07-31, , WK054605
--   7, 2016-05-01, 2016-05-01, 2026-07-31, WK054605
-- given activiteit: activiteit, aanbieder, domein, wijk, leeftijd_van, leeftijd_tot, plekken, begindatum, einddatum
--   A1, a, sport, WK054603, 4, 12, 1, 2025-09-01, 2026-06-20
--   A2, a, cultuur, WK054605, 17, 23, 2, 2024-09-01, 2025-08-01
--   A3, a, sociaal, WK054605, 2, 4, 4, 2026-07-31,
--   A4, a, sport, , , , 8, 2025-09-01,
--   A5, a, sport, WK054605, 2, 3, 16, 2025-09-01,
--   A6, a, sport, WK054605, 18, 23, 32, 2025-09-01,
--   A7, a, bieb, WK054605, 0, 17, 64, 2025-09-01,
--   A8, a, sport, WK054605, 4, 17, 128, 2024-09-01, 2025-07-31
--   A9, a, sport, WK054605, 4, 17, 256, 2026-08-01,
--   A10, a, sport, WK054605, 4, 17, , 2025-09-01,
-- expect: n=4 sum=15 estimate=3.75
-- expect wijk=WK054603: n=1 sum=1
-- expect wijk=WK054605: n=3 sum=6

-- example: twee partners met hetzelfde nummer zijn twee keer aanbod
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, wijk
--   1, 2016-05-01, 2016-05-01, WK054603
-- given activiteit: leverancier, activiteit, aanbieder, domein, plekken, begindatum, einddatum
--   hockey, 1, hockey, sport, 20, 2025-09-01, 2026-06-30
--   muziek, 1, muziek, cultuur, 15, 2025-09-01, 2026-06-30
-- expect: n=1 sum=35
