-- id: brede-brugklas
-- version: 2026-11-25
-- actions: A5.2
-- order: 70
-- title: Instroom in een brede brugklas
-- title-en: Intake into a mixed first-year class
-- question: Welk deel van de leerlingen begint het voortgezet onderwijs in een klas met meer niveaus?
-- question-en: What share of the pupils begin secondary school in a class of more than one level?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen in leerjaar 1 van het voortgezet onderwijs
-- hit-text: in een klas met twee of meer niveaus
-- time-text: op 1 oktober
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: OKT
-- level: input
-- tier: additional
-- direction: up
-- sensitive: group; why: in welke klas een leerling zit, is in de school bekend
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders, organisatie, school
-- cluster: school
-- uses: inschrijving, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen van het voortgezet onderwijs
-- limitation: Een dakpanklas heeft twee niveaus, een brede klas meer; hier tellen beide. Hoe lang de klas zo
--   blijft, is niet bekend. Is het soort klas niet geleverd, dan is de uitkomst onbekend.
-- lag: 3

-- population: zit in leerjaar 1, niet in een schakelklas of de internationale schakelklas
SELECT kind AS unit, van, tot
FROM inschrijving
WHERE kind IS NOT NULL AND jaargroep = 'lj1' AND klastype NOT IN ('schakel', 'isk')

-- hit: in een klas met twee of meer niveaus
SELECT kind AS unit, van, tot FROM inschrijving WHERE klastype IN ('dakpan', 'breed')

-- unknown: het soort klas is niet geleverd
SELECT kind AS unit, van, tot FROM inschrijving WHERE klastype = 'onbekend'

-- example: dakpan en breed tellen, homogeen niet
-- on: 2025K4
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, klastype, geslacht
--   1, 2025-08-01, 2026-07-31, lj1, brugklas, dakpan, m
--   2, 2025-08-01, 2026-07-31, lj1, brugklas, breed, m
--   3, 2025-08-01, 2026-07-31, lj1, havo, homogeen, m
--   4, 2025-08-01, 2026-07-31, lj1, brugklas, , v
--   5, 2025-08-01, 2026-07-31, lj2, brugklas, breed, v
--   6, 2025-08-01, 2026-07-31, lj1, isk, isk, v
--   7, 2025-08-01, 2026-07-31, lj1, brugklas, schakel, v
--   8, 2025-10-02, 2026-07-31, lj1, brugklas, breed, v
--   9, 2025-08-01, 2025-09-30, lj1, brugklas, breed, v
--   10, 2025-10-01, 2025-10-01, lj1, brugklas, breed, v
--   11, 2025-08-01, 2026-07-31, lj1, vwo, homogeen, v
-- expect: n=6 x=3 unknown=1
-- expect geslacht=m: n=3 x=2
