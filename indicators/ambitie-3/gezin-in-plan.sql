-- id: gezin-in-plan
-- version: 2026-11-25
-- actions: A3.3
-- order: 10
-- title: Steun uit het gezin in het plan
-- title-en: Family support in the plan
-- question: Bij welk deel van de kinderen met ondersteuning staat in het plan wat het gezin zelf
--   kan doen?
-- question-en: For what share of the children with support does the plan say what the family can
--   do?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen met lopende ondersteuning
-- hit-text: met steun uit het gezin in het plan
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: KE
-- level: process
-- direction: up
-- sensitive: group; why: het gaat om wat in plannen is vastgelegd, niet om het gezin
-- norm: local-target 0.9 source: Lokale streefwaarde: 90 procent van de plannen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Zegt niet of de steun er ook komt. Een leeg veld telt als nee.
-- lag: 3

-- population: de ondersteuning loopt
SELECT kind AS unit, max(van, datum_start) AS van, tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot

-- hit: steun uit het gezin staat in het plan
SELECT kind AS unit, max(van, datum_start) AS van, tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot
  AND gezinssteun = 'ja'

-- example: nee en leeg tellen niet
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
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, gezinssteun
--   1, 1, arrangement, individueel, 2026-03-01, 2026-04-01, , ja
--   2, 2, arrangement, individueel, 2026-03-01, 2026-04-01, , nee
--   3, 3, arrangement, individueel, 2026-03-01, 2026-05-01, 2026-04-15, ja
--   4, 4, verzoek, individueel, 2026-03-01, 2026-04-01, , ja
--   5, 5, opp, individueel, 2026-03-01, 2026-04-01, , ja
-- expect: n=3 x=2
