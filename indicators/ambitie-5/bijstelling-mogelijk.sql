-- id: bijstelling-mogelijk
-- version: 2026-11-25
-- actions: A5.2
-- order: 20
-- title: Toets hoger dan het voorlopige advies
-- title-en: Test above the provisional advice
-- question: Bij welk deel van de leerlingen viel de doorstroomtoets hoger uit dan het voorlopige
--   advies?
-- question-en: For what share of the pupils did the test come out above the provisional advice?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen van groep 8 met een voorlopig advies en een toetsadvies
-- hit-text: met een toetsadvies boven het voorlopige advies
-- time-text: in het schooljaar
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: SJ
-- level: process
-- direction: down
-- sensitive: hit; why: een klein aantal te laag geadviseerde leerlingen zou leerlingen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: schooladvies, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: schoolbesturen van het basisonderwijs
-- limitation: Een toets is één moment: een hoger toetsadvies wil niet zeggen dat het eerste advies
--   fout was.
-- lag: 4

-- population: kreeg een voorlopig advies en een toetsadvies
SELECT a.kind AS unit, a.van, a.tot
FROM schooladvies a
LEFT JOIN advies_trap t ON t.advies = a.toetsadvies
LEFT JOIN advies_trap v ON v.advies = a.voorlopig
WHERE a.kind IS NOT NULL AND t.trap IS NOT NULL AND v.trap IS NOT NULL

-- hit: de toets viel hoger uit
SELECT a.kind AS unit, a.van, a.tot
FROM schooladvies a
LEFT JOIN advies_trap t ON t.advies = a.toetsadvies
LEFT JOIN advies_trap v ON v.advies = a.voorlopig
WHERE a.kind IS NOT NULL AND t.trap > v.trap

-- example: twee van de vier
-- on: 2026K3
-- given schooladvies: van, tot, kind, adviesjaar, voorlopig, toetsadvies, definitief, ontheffing
--   2025-08-01, 2026-08-01, 1, 2026, vmbo-gt, havo, havo, nee
--   2025-08-01, 2026-08-01, 2, 2026, vmbo-gt, vmbo-gt-havo, vmbo-gt, nee
--   2025-08-01, 2026-08-01, 3, 2026, havo, vmbo-gt, havo, nee
--   2025-08-01, 2026-08-01, 4, 2026, havo, havo, havo, nee
--   2025-08-01, 2026-08-01, 5, 2026, , havo, havo, nee
--   2025-08-01, 2026-08-01, 6, 2026, pro, , pro, ja
--   2024-08-01, 2025-08-01, 7, 2025, vmbo-gt, havo, havo, nee
-- expect: n=4 x=2

-- example: elke stap op de ladder, ook die naar een dubbel advies, is een hogere toets
-- on: 2026K3
-- given schooladvies: van, tot, kind, adviesjaar, voorlopig, toetsadvies, definitief, ontheffing
--   2025-08-01, 2026-08-01, 1, 2026, pro, vmbo-bb, pro, nee
--   2025-08-01, 2026-08-01, 2, 2026, vmbo-bb, vmbo-bb-kb, vmbo-bb, nee
--   2025-08-01, 2026-08-01, 3, 2026, vmbo-bb-kb, vmbo-kb, vmbo-bb-kb, nee
--   2025-08-01, 2026-08-01, 4, 2026, vmbo-kb, vmbo-kb-gt, vmbo-kb, nee
--   2025-08-01, 2026-08-01, 5, 2026, vmbo-kb-gt, vmbo-gt, vmbo-kb-gt, nee
--   2025-08-01, 2026-08-01, 6, 2026, vmbo-gt, vmbo-gt-havo, vmbo-gt, nee
--   2025-08-01, 2026-08-01, 7, 2026, vmbo-gt-havo, havo, vmbo-gt-havo, nee
--   2025-08-01, 2026-08-01, 8, 2026, havo, havo-vwo, havo, nee
--   2025-08-01, 2026-08-01, 9, 2026, havo-vwo, vwo, havo-vwo, nee
--   2025-08-01, 2026-08-01, 10, 2026, vwo, havo-vwo, vwo, nee
-- expect: n=10 x=9
