-- id: advies_havo_plus
-- version: 2026-11-25
-- actions: A1.3
-- order: 40
-- title: Advies havo of hoger
-- title-en: Advice havo or higher
-- question: Welk deel kreeg havo of hoger?
-- question-en: Welk deel kreeg havo of hoger?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: leerlingen van groep 8 met een advies
-- hit-text: met havo of hoger
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
-- uses: school
-- sources: de vergelijking
-- limitation: Alleen om de snelheid te meten.

-- population: zit in groep 8 en heeft een advies
SELECT kind AS unit, van - 1 AS van, tot - 1 AS tot
FROM school WHERE leerjaar = 8 AND advies <> 'onbekend'

-- hit: havo of hoger
SELECT kind AS unit, van - 1 AS van, tot - 1 AS tot
FROM school WHERE leerjaar = 8 AND advies IN ('havo', 'havo-vwo', 'vwo')

-- example: alleen groep 8 met een advies
-- on: 2025K3
-- given school: kind, leerjaar, inschrijfdatum, uitschrijfdatum, advies
--   1, 8, 2025-08-01, , havo
--   2, 8, 2025-08-01, , vmbo-t-havo
--   3, 8, 2025-08-01, ,
--   4, 7, 2025-08-01, , vwo
-- expect: n=2 x=1
