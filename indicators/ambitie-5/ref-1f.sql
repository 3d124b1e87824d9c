-- id: ref-1f
-- version: 2026-11-25
-- actions: A5.1, A3.1
-- order: 25
-- title: Resultaten op fundamenteel niveau 1F of hoger
-- title-en: Results at the fundamental level 1F or higher
-- question: Welk deel van de toetsresultaten haalt ten minste het fundamentele niveau 1F?
-- question-en: What share of the test results reaches at least the fundamental level 1F?
-- counts: resultaat
-- unit: resultaten
-- unit-en: results
-- population-text: resultaten van groep 8 voor rekenen en taal
-- hit-text: op 1F of hoger
-- time-text: in het schooljaar
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: SJ
-- level: effect
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om resultaten van hele groepen
-- norm: inspectorate 0.85 source: Inspectie van het Onderwijs, signaleringswaarde 1F: 85 procent
-- uses: schooladvies
-- sources: schoolbesturen van het basisonderwijs
-- limitation: Telt één schooljaar; de inspectie telt drie jaar bij elkaar. Een leerling met ontheffing heeft geen
--   resultaat en telt niet mee.
-- lag: 4

-- population: een resultaat voor een van de drie vakken
SELECT kind || ':r' AS unit, van, tot FROM schooladvies WHERE kind IS NOT NULL AND ref_rekenen <> 'onbekend'
UNION ALL
SELECT kind || ':l', van, tot FROM schooladvies WHERE kind IS NOT NULL AND ref_lezen <> 'onbekend'
UNION ALL
SELECT kind || ':t', van, tot FROM schooladvies WHERE kind IS NOT NULL AND ref_taalverzorging <> 'onbekend'

-- hit: op 1F of hoger
SELECT kind || ':r' AS unit, van, tot FROM schooladvies WHERE ref_rekenen IN ('1f', '1s', '2f')
UNION ALL
SELECT kind || ':l', van, tot FROM schooladvies WHERE ref_lezen IN ('1f', '1s', '2f')
UNION ALL
SELECT kind || ':t', van, tot FROM schooladvies WHERE ref_taalverzorging IN ('1f', '1s', '2f')

-- example: vijf resultaten van twee leerlingen, drie op 1F of hoger
-- on: 2026K3
-- given schooladvies: van, tot, kind, adviesjaar, ref_rekenen, ref_lezen, ref_taalverzorging
--   2025-08-01, 2026-08-01, 1, 2026, 1f, 2f, onder-1f
--   2025-08-01, 2026-08-01, 2, 2026, onder-1f, 1f,
-- expect: n=5 x=3

-- example: elk vak apart, en drie vakken niet gemaakt
-- on: 2026K3
-- given schooladvies: van, tot, kind, adviesjaar, ref_rekenen, ref_lezen, ref_taalverzorging
--   2025-08-01, 2026-08-01, 1, 2026, 1s, onder-1f, onder-1f
--   2025-08-01, 2026-08-01, 2, 2026, , ,
--   2025-08-01, 2026-08-01, 3, 2026, onder-1f, onder-1f, 1f
--   2025-08-01, 2026-08-01, 4, 2026, 2f, , onder-1f
--   2024-08-01, 2025-08-01, 5, 2025, 2f, 2f, 2f
-- expect: n=8 x=3
