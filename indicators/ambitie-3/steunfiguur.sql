-- id: steunfiguur
-- version: 2026-11-25
-- actions: A3.3
-- order: 30
-- title: Kind met een steunfiguur
-- title-en: Child with a support person
-- question: Welk deel van de kinderen met ondersteuning heeft een vaste steunfiguur?
-- question-en: What share of the children with support has a named support person?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen met lopende ondersteuning
-- hit-text: met een steunfiguur
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: KE
-- level: output
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal kinderen zonder steunfiguur zou kinderen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Een leeg veld telt als nee.
-- lag: 3

-- population: de ondersteuning loopt
SELECT kind AS unit, max(van, datum_start) AS van, tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot

-- hit: het kind heeft een steunfiguur
SELECT kind AS unit, max(van, datum_start) AS van, tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort IN ('arrangement', 'opp') AND datum_start IS NOT NULL
  AND max(van, datum_start) < tot
  AND steunfiguur = 'ja'

-- example: nee en leeg tellen niet
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, datum_start, steunfiguur
--   1, 1, arrangement, 2026-03-01, 2026-04-01, ja
--   2, 2, arrangement, 2026-03-01, 2026-04-01, nee
--   3, 3, opp, 2026-03-01, 2026-09-30,
--   4, 4, arrangement, 2026-03-01, 2026-10-01, ja
-- expect: n=3 x=1

-- example: andere ondersteuning telt niet; wat ophield voor het begon evenmin
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, datum_start, datum_einde, steunfiguur
--   1, 1, arrangement, 2026-03-01, 2026-04-01, 2026-09-30, ja
--   2, 2, opp, 2026-03-01, 2026-04-01, 2026-09-29, ja
--   3, 3, arrangement, 2026-03-01, 2026-05-01, 2026-04-15, ja
--   4, 4, verzoek, 2026-03-01, 2026-04-01, , ja
--   5, 5, opp, 2026-03-01, , , ja
--   6, 6, arrangement, 2026-03-01, 2026-04-01, , ja
--   7, 7, arrangement, 2026-03-01, 2026-04-01, , nee
-- expect: n=3 x=2
