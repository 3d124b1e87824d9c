-- id: vve_bereik
-- version: 2026-11-25
-- actions: A1.3
-- order: 10
-- title: Vve-bereik
-- title-en: Reach
-- question: Welk deel heeft een plaats?
-- question-en: Welk deel heeft een plaats?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen van 30 tot 48 maanden met een indicatie
-- hit-text: met vve van 16 uur of meer
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
-- uses: jgz, opvang/hit
-- sources: de vergelijking
-- limitation: Alleen om de snelheid te meten.

-- population: heeft op de dag na het kwartaal een indicatie
SELECT kind AS unit, indicatiedatum - 1 AS van, 99999 AS tot FROM jgz WHERE indicatie = 'ja' AND indicatiedatum IS NOT NULL

-- population: is 30 tot 48 maanden
SELECT kind AS unit, verjaardag(geboortedatum, 30) - 1 AS van, verjaardag(geboortedatum, 48) - 1 AS tot FROM jgz

-- hit: heeft een plaats met vve van 16 uur of meer
SELECT kind AS unit, startdatum - 1 AS van, max(startdatum - 1, coalesce(einddatum, 99999)) AS tot
FROM opvang WHERE vve = 'ja' AND uren >= 16

-- example: alleen een plaats met vve van 16 uur of meer telt; de dag na het kwartaal beslist
-- on: 2025K3
-- given jgz: kind, geboortedatum, geslacht, indicatie, indicatiedatum
--   1, 2022-10-01, m, ja, 2024-01-01
--   2, 2022-10-01, v, ja, 2025-10-01
--   3, 2022-10-01, m, ja, 2025-10-02
--   4, 2021-10-01, v, ja, 2024-01-01
--   5, 2023-04-01, v, ja, 2024-01-01
--   6, 2023-04-02, v, ja, 2024-01-01
--   7, 2022-10-01, m, nee, 2024-01-01
-- given opvang: kind, startdatum, einddatum, uren, vve
--   1, 2025-10-01, , 16, ja
--   2, 2024-10-01, 2025-10-01, 12, ja
--   5, 2024-10-01, 2025-09-30, 16, ja
-- expect: n=3 x=1
