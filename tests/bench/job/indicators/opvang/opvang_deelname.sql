-- id: opvang_deelname
-- version: 2026-11-25
-- actions: A1.3
-- order: 20
-- title: Deelname aan opvang
-- title-en: Participation
-- question: Welk deel gaat naar de opvang?
-- question-en: Welk deel gaat naar de opvang?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen tot 48 maanden
-- hit-text: met een plaats
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

-- population: is jonger dan 48 maanden
SELECT kind AS unit, geboortedatum - 1 AS van, verjaardag(geboortedatum, 48) - 1 AS tot FROM jgz

-- hit: heeft een plaats
SELECT kind AS unit, startdatum - 1 AS van, max(startdatum - 1, coalesce(einddatum, 99999)) AS tot
FROM opvang

-- example: de laatste dag telt nog mee
-- on: 2025K3
-- given jgz: kind, geboortedatum, indicatie
--   1, 2025-10-01, nee
--   2, 2025-10-02, nee
--   3, 2021-10-02, ja
--   4, 2021-10-01, ja
-- given opvang: kind, startdatum, einddatum, uren, vve
--   1, 2025-10-01, , 8, nee
--   3, 2024-10-01, 2025-10-01, 8, nee
-- expect: n=2 x=2
