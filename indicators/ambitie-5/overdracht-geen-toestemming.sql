-- id: overdracht-geen-toestemming
-- version: 2026-11-26
-- actions: A5.1
-- order: 40
-- title: Overdracht zonder toestemming van de ouders
-- title-en: Handover without the parents' consent
-- question: Bij welk deel van de kinderen gaven de ouders geen toestemming voor een overdracht?
-- question-en: For what share of the children did the parents not consent to a handover?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen die voor het eerst naar school gingen en van wie de ouders om toestemming voor
--   een overdracht is gevraagd
-- hit-text: van wie de ouders nee zeiden
-- time-text: geteld in het kwartaal nadat zij naar school gingen
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: COH
-- delay: 1
-- level: process
-- tier: additional
-- direction: down
-- sensitive: hit; why: een klein aantal weigeringen zou gezinnen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, overdracht, bevolking/dimension, jgz_indicatie/dimension
-- sources: houders van kinderopvang, schoolbesturen
-- limitation: Ouders mogen nee zeggen. Een hoog aandeel vraagt om een gesprek over wat er wordt gedeeld, niet om
--   aandringen. Wie niet is gevraagd, telt niet mee.
-- lag: 3

-- population: de eerste schooldag op een basisschool
SELECT kind AS unit, min(inschrijfdatum) AS van, min(inschrijfdatum) + 1 AS tot
FROM inschrijving
WHERE kind IS NOT NULL AND schoolsoort IN ('bo', 'sbo', 'so')
GROUP BY kind

-- population: de ouders is om toestemming gevraagd
SELECT kind AS unit, -99999 AS van, 99999 AS tot
FROM overdracht
WHERE kind IS NOT NULL AND soort = 've-po' AND toestemming <> 'onbekend'

-- hit: de ouders zeiden nee
SELECT kind AS unit, -99999 AS van, 99999 AS tot
FROM overdracht
WHERE kind IS NOT NULL AND soort = 've-po' AND toestemming = 'nee'

-- example: ja, nee of niet gevraagd
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, schoolsoort, geslacht
--   1, 2026-04-01, bo, m
--   2, 2026-06-30, sbo, m
--   3, 2026-05-04, so, v
--   4, 2026-05-04, bo, v
--   5, 2026-05-04, bo, v
--   6, 2026-03-31, bo, v
--   6, 2026-05-04, bo, v
--   7, 2026-07-01, bo, v
--   8, 2026-05-04, onbekend, v
--   9, 2026-05-04, bo, v
--   10, 2026-03-01, onbekend, v
--   10, 2026-05-04, bo, v
-- given overdracht: kind, soort, datum, toestemming
--   1, ve-po, 2026-04-01, ja
--   2, ve-po, 2026-06-01, nee
--   3, ve-po, 2026-07-10, nee
--   4, ve-po, 2026-04-01,
--   5, po-vo, 2026-04-01, nee
--   6, ve-po, 2026-04-01, nee
--   7, ve-po, 2026-04-01, nee
--   8, ve-po, 2026-04-01, nee
--   9, ve-po, 2026-04-01, ja
--   9, po-vo, 2026-04-02, nee
--   10, ve-po, 2026-04-01, ja
-- expect: n=5 x=2
-- expect geslacht=m: n=2 x=1
