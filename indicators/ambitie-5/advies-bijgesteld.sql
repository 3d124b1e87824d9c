-- id: advies-bijgesteld
-- version: 2026-11-25
-- actions: A5.2
-- order: 10
-- title: Advies bijgesteld na een hogere toets
-- title-en: Advice raised after a higher test result
-- question: Is het schooladvies verhoogd als de doorstroomtoets hoger uitviel?
-- question-en: Was the advice raised when the transition test came out higher?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen van groep 8 met een toetsadvies boven het voorlopige advies
-- hit-text: met een definitief advies boven het voorlopige
-- time-text: in het schooljaar
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: SJ
-- level: effect
-- direction: up
-- sensitive: miss; why: een klein aantal leerlingen zonder bijstelling zou leerlingen aanwijzen
-- norm: national-mean 0.75 from 2024-01-01 source: Ministerie van OCW, bijgestelde adviezen in 2024
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: schooladvies, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: schoolbesturen van het basisonderwijs
-- limitation: Leerlingen zonder toets of zonder voorlopig advies tellen niet mee en staan apart.
--   Niet verhogen kan in het belang van de leerling zijn. Sinds 2023-2024 geldt de doorstroomtoets;
--   eerdere jaren zijn niet te vergelijken.
-- lag: 4

-- population: kreeg een schooladvies, en de toets viel niet lager of gelijk uit
WITH rij AS (
    SELECT a.kind, a.van, a.tot, a.adviesjaar, t.trap AS toets, v.trap AS voorlopig
    FROM schooladvies a
    LEFT JOIN advies_trap t ON t.advies = a.toetsadvies
    LEFT JOIN advies_trap v ON v.advies = a.voorlopig
    WHERE a.kind IS NOT NULL
)
SELECT kind AS unit, van, tot
FROM rij
WHERE toets > voorlopig
UNION ALL
SELECT kind, max(van), min(tot)
FROM rij
GROUP BY kind, adviesjaar
HAVING max(toets IS NOT NULL AND voorlopig IS NOT NULL) = 0

-- excluded: geen toets, geen voorlopig advies, of een advies buiten de ladder
SELECT a.kind AS unit, max(a.van) AS van, min(a.tot) AS tot
FROM schooladvies a
LEFT JOIN advies_trap t ON t.advies = a.toetsadvies
LEFT JOIN advies_trap v ON v.advies = a.voorlopig
WHERE a.kind IS NOT NULL
GROUP BY a.kind, a.adviesjaar
HAVING max(t.trap IS NOT NULL AND v.trap IS NOT NULL) = 0

-- hit: het definitieve advies is hoger dan het voorlopige
SELECT a.kind AS unit, a.van, a.tot
FROM schooladvies a
JOIN advies_trap v ON v.advies = a.voorlopig
JOIN advies_trap d ON d.advies = a.definitief
WHERE d.trap > v.trap

-- example: een halve stap hoger is hoger; zonder toets of voorlopig advies staat apart; na een wissel van school telt de volledige regel
-- on: 2026K3
-- given schooladvies: van, tot, kind, adviesjaar, voorlopig, toetsadvies, definitief, ontheffing
--   2025-08-01, 2026-08-01, 1, 2026, vmbo-gt, havo, havo, nee
--   2025-08-01, 2026-08-01, 2, 2026, vmbo-gt, vmbo-gt-havo, vmbo-gt, nee
--   2025-08-01, 2026-08-01, 3, 2026, havo, vmbo-gt, havo, nee
--   2025-08-01, 2026-08-01, 4, 2026, havo, havo, havo, nee
--   2025-08-01, 2026-08-01, 5, 2026, , havo, havo, nee
--   2025-08-01, 2026-08-01, 6, 2026, pro, , pro, ja
--   2024-08-01, 2025-08-01, 7, 2025, vmbo-gt, havo, havo, nee
--   2025-08-01, 2026-08-01, 8, 2026, havo, , , nee
--   2025-08-01, 2026-08-01, 8, 2026, havo, vwo, vwo, nee
-- expect: n=3 x=2 excluded=2
