-- id: collectief-verhouding
-- version: 2026-11-25
-- actions: A3.4
-- order: 20
-- title: Deel van de ondersteuning in een groep
-- title-en: Share of support given in groups
-- question: Welk deel van de kinderen met ondersteuning krijgt die in een groep?
-- question-en: What share of the children with support gets it in a group?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen met lopende ondersteuning
-- hit-text: met ondersteuning in een groep
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: KE
-- level: process
-- direction: up
-- sensitive: group; why: in een groep of alleen is gewoon
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Groepen waarvan alleen het aantal deelnemers is geleverd, tellen niet mee: het is
--   niet bekend om welke kinderen het gaat. Zij staan wel in de hoogst mogelijke waarde.
-- lag: 3

-- population: de ondersteuning loopt
SELECT kind AS unit, max(van, datum_start) AS van, tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot

-- hit: in een groep
SELECT kind AS unit, max(van, datum_start) AS van, tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot
  AND vorm = 'collectief'

-- possible: groep waarvan alleen het aantal deelnemers is geleverd
SELECT leverancier || ' ' || dossier AS unit, max(van, datum_start) AS van, tot, deelnemers_max AS waarde
FROM ondersteuning
WHERE kind IS NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot
  AND vorm = 'collectief' AND deelnemers_max IS NOT NULL

-- example: een van de vier krijgt ondersteuning in een groep
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, betrokken_sectoren, gezinssteun
--   1, 1, arrangement, individueel, 2026-03-01, 2026-04-01, , po|swv, ja
--   2, 2, arrangement, individueel, 2026-03-01, 2026-04-01, , po, nee
--   3, 3, arrangement, collectief, 2026-03-01, 2026-09-30, , po|jeugdteam, nee
--   4, 4, arrangement, individueel, 2026-03-01, 2026-10-01, , po|swv, ja
--   5, 5, arrangement, individueel, 2026-03-01, 2026-04-01, 2026-09-29, po|swv, ja
--   6, 6, opp, individueel, 2026-03-01, 2026-04-01, 2026-09-30, , ja
--   7, 7, arrangement, individueel, 2026-03-01, , , po|swv, ja
-- expect: n=4 x=1

-- example: andere ondersteuning telt niet; wat ophield voor het begon evenmin
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, datum_start, datum_einde, vorm
--   1, 1, arrangement, 2026-03-01, 2026-04-01, , collectief
--   2, 2, arrangement, 2026-03-01, 2026-04-01, , individueel
--   3, 3, arrangement, 2026-03-01, 2026-05-01, 2026-04-15, collectief
--   4, 4, tlv, 2026-03-01, 2026-04-01, , collectief
--   5, 5, opp, 2026-03-01, 2026-04-01, , collectief
--   6, 6, opp, 2026-03-01, 2026-04-01, , individueel
-- expect: n=4 x=2

-- example: van een groep is alleen het aantal bekend: een tot vier van de zes kunnen ook meedoen
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, deelnemers_min, deelnemers_max
--   1, 1, arrangement, individueel, 2026-03-01, 2026-04-01, , ,
--   2, 2, arrangement, individueel, 2026-03-01, 2026-04-01, , ,
--   3, 3, arrangement, individueel, 2026-03-01, 2026-04-01, , ,
--   4, 4, arrangement, individueel, 2026-03-01, 2026-04-01, , ,
--   5, 5, arrangement, individueel, 2026-03-01, 2026-04-01, , ,
--   6, 6, arrangement, collectief, 2026-03-01, 2026-04-01, , ,
--   , 7, arrangement, collectief, 2026-03-01, 2026-09-30, , 1, 4
--   , 8, arrangement, collectief, 2026-03-01, 2026-10-01, , 30, 30
--   , 9, arrangement, collectief, 2026-03-01, 2026-04-01, 2026-09-29, 30, 30
--   , 10, tlv, collectief, 2026-03-01, 2026-04-01, , 30, 30
--   , 11, arrangement, individueel, 2026-03-01, 2026-04-01, , 30, 30
--   , 12, opp, collectief, 2026-03-01, , , 30, 30
--   , 13, arrangement, collectief, 2026-03-01, 2026-05-01, 2026-04-15, 30, 30
--   , 14, arrangement, collectief, 2026-03-01, 2026-04-01, , ,
--   6, 15, arrangement, collectief, 2026-03-01, 2026-04-01, , 30, 30
-- given bevolking: kind, geboortedatum, geldig_van, wijk
--   1, 2016-05-01, 2016-05-01, WK054603
-- expect: n=6 x=1 lowest=0.1667 highest=0.8333
-- expect wijk=WK054603: n=1 x=0 lowest=0 highest=1

-- example: twee groepen tellen samen op, ook die van een opp; meer dan iedereen kan niet
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, deelnemers_min, deelnemers_max
--   1, 1, arrangement, individueel, 2026-03-01, 2026-04-01, , ,
--   2, 2, arrangement, individueel, 2026-03-01, 2026-04-01, , ,
--   3, 3, arrangement, individueel, 2026-03-01, 2026-04-01, , ,
--   4, 4, arrangement, collectief, 2026-03-01, 2026-04-01, , ,
--   , 5, opp, collectief, 2026-03-01, 2026-04-01, 2026-09-30, 1, 1
--   , 6, arrangement, collectief, 2026-03-01, 2026-04-01, , 1, 1
-- expect: n=4 x=1 lowest=0.25 highest=0.75
