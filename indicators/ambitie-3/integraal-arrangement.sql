-- id: integraal-arrangement
-- version: 2026-11-25
-- actions: A3.2
-- order: 10
-- title: Arrangementen met meer sectoren
-- title-en: Arrangements that span sectors
-- question: Bij welk deel van de kinderen met ondersteuning werken ten minste twee sectoren samen?
-- question-en: For what share of the children with support do at least two sectors work together?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen met lopende ondersteuning
-- hit-text: bij wie ten minste twee sectoren meedoen
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: KE
-- level: process
-- direction: up
-- sensitive: group; why: welke sectoren samenwerken zegt iets over de uitvoering
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Zegt niet hoe goed de sectoren samenwerken. Een leeg veld telt als één sector.
-- lag: 3

-- population: de ondersteuning loopt
SELECT kind AS unit, max(van, datum_start) AS van, tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot

-- hit: ten minste twee sectoren doen mee
SELECT kind AS unit, max(van, datum_start) AS van, tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot
  AND betrokken_sectoren LIKE '%|%'

-- example: twee sectoren tellen, één niet; begonnen en niet afgelopen
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, betrokken_sectoren, gezinssteun
--   1, 1, arrangement, individueel, 2026-03-01, 2026-04-01, , po|swv, ja
--   2, 2, arrangement, individueel, 2026-03-01, 2026-04-01, , po, nee
--   3, 3, arrangement, collectief, 2026-03-01, 2026-09-30, , po|jeugdteam, nee
--   4, 4, arrangement, individueel, 2026-03-01, 2026-10-01, , po|swv, ja
--   5, 5, arrangement, individueel, 2026-03-01, 2026-04-01, 2026-09-29, po|swv, ja
--   6, 6, opp, individueel, 2026-03-01, 2026-04-01, 2026-09-30, , ja
--   7, 7, arrangement, individueel, 2026-03-01, , , po|swv, ja
-- expect: n=4 x=2

-- example: andere ondersteuning telt niet; wat ophield voor het begon evenmin
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, datum_start, datum_einde, betrokken_sectoren
--   1, 1, arrangement, 2026-03-01, 2026-04-01, , po|swv
--   2, 2, arrangement, 2026-03-01, 2026-04-01, , po
--   3, 3, arrangement, 2026-03-01, 2026-05-01, 2026-04-15, po|vo
--   4, 4, tlv, 2026-03-01, 2026-04-01, , po|swv
--   5, 5, opp, 2026-03-01, 2026-04-01, , po|swv
--   6, 6, opp, 2026-03-01, 2026-04-01, , po
-- expect: n=4 x=2
