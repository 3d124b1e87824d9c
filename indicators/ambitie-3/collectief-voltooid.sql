-- id: collectief-voltooid
-- version: 2026-11-25
-- actions: A3.4
-- order: 40
-- title: Groepstrajecten die zijn voltooid
-- title-en: Group trajectories completed
-- question: Welk deel van de kinderen van wie een groepstraject eindigde, heeft het voltooid?
-- question-en: What share of the children whose group trajectory ended completed it?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van wie in het kwartaal een groepstraject eindigde
-- hit-text: klaar met het hele traject
-- time-text: in het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: KP
-- level: effect
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal kinderen dat stopte zou kinderen aanwijzen
-- norm: local-target 0.8 source: Lokale streefwaarde: 80 procent voltooit het traject
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: ondersteuning, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Voltooid is wat de aanbieder zo noemt; het zegt niet wat het kind eraan had. Groepen
--   waarvan alleen het aantal deelnemers bekend is, tellen niet mee.
-- lag: 3

-- population: een groepstraject dat begonnen was, eindigde
SELECT kind AS unit, datum_einde AS van, datum_einde + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort = 'arrangement' AND vorm = 'collectief'
  AND datum_start IS NOT NULL AND datum_einde IS NOT NULL

-- hit: het is voltooid
SELECT kind AS unit, datum_einde AS van, datum_einde + 1 AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort = 'arrangement' AND vorm = 'collectief'
  AND datum_start IS NOT NULL AND datum_einde IS NOT NULL AND einde_reden = 'voltooid'

-- example: de eerste en de laatste dag van het kwartaal tellen; alleen groepen die begonnen waren
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, einde_reden
--   1, 1, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-01, voltooid
--   2, 2, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-09-30, voltooid
--   3, 3, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-06-30, voltooid
--   4, 4, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-10-01, voltooid
--   5, 5, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-31, gestopt
--   6, 6, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-31,
--   7, 7, arrangement, individueel, 2025-08-14, 2025-09-04, 2026-07-31, voltooid
--   8, 8, opp, collectief, 2025-08-14, 2025-09-04, 2026-07-31, voltooid
--   9, 9, arrangement, collectief, 2025-08-14, , 2026-07-31, voltooid
--   10, 10, arrangement, collectief, 2025-08-14, 2025-09-04, ,
-- expect: n=4 x=2

-- example: een ander traject dat dezelfde dag is voltooid, telt niet
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, einde_reden
--   1, 1, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-31, gestopt
--   1, 2, arrangement, individueel, 2025-08-14, 2025-09-04, 2026-07-31, voltooid
--   2, 3, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-31, verhuizing
--   2, 4, opp, collectief, 2025-08-14, 2025-09-04, 2026-07-31, voltooid
--   3, 5, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-31, overig
--   3, 6, arrangement, collectief, 2025-08-14, , 2026-07-31, voltooid
-- expect: n=3 x=0
