-- id: doorgaande_lijn
-- version: 2026-11-25
-- actions: A1.3
-- order: 30
-- title: Doorgaande lijn
-- title-en: Continuous line
-- question: Welk deel had vve en gaat nu naar school?
-- question-en: Welk deel had vve en gaat nu naar school?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 48 tot 72 maanden met een indicatie
-- hit-text: die ooit met vve begonnen en nu op school zitten
-- time-text: op de dag na het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: KE
-- level: output
-- direction: up
-- sensitive: miss; why: als in de vergelijking
-- decimals: 1
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: jgz, opvang/hit, school/hit
-- sources: de vergelijking
-- limitation: Alleen om de snelheid te meten.

-- population: heeft op de dag na het kwartaal een indicatie
SELECT kind AS unit, indicatiedatum - 1 AS van, 99999 AS tot FROM jgz WHERE indicatie = 'ja' AND indicatiedatum IS NOT NULL

-- population: is 48 tot 72 maanden
SELECT kind AS unit, verjaardag(geboortedatum, 48) - 1 AS van, verjaardag(geboortedatum, 72) - 1 AS tot FROM jgz

-- hit: is ooit met vve begonnen
SELECT kind AS unit, min(startdatum) - 1 AS van, 99999 AS tot FROM opvang WHERE vve = 'ja' GROUP BY kind

-- hit: zit op school
SELECT kind AS unit, van - 1 AS van, tot - 1 AS tot
FROM school

-- example: wie met vve begon en nu op school zit
-- on: 2025K3
-- given jgz: kind, geboortedatum, indicatie, indicatiedatum
--   1, 2021-10-01, ja, 2023-01-01
--   2, 2021-10-01, ja, 2023-01-01
--   3, 2019-10-01, ja, 2023-01-01
-- given opvang: kind, startdatum, einddatum, uren, vve
--   1, 2023-01-01, 2023-02-01, 8, ja
--   2, 2023-01-01, 2023-02-01, 8, nee
-- given school: kind, leerjaar, inschrijfdatum, uitschrijfdatum
--   1, 1, 2025-10-01,
--   2, 1, 2025-09-01,
-- expect: n=2 x=1
