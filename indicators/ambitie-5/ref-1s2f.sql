-- id: ref-1s2f
-- version: 2026-11-25
-- actions: A5.1, A3.1
-- order: 20
-- title: Resultaten op streefniveau 1S of 2F
-- title-en: Results at target level 1S or 2F
-- question: Welk deel van de toetsresultaten ligt op het streefniveau?
-- question-en: What share of the test results reaches the target level?
-- counts: resultaat
-- unit: resultaten
-- unit-en: results
-- population-text: resultaten van groep 8 voor rekenen en taal
-- hit-text: op 1S (rekenen) of 2F (taal)
-- time-text: in het schooljaar
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: SJ
-- level: effect
-- direction: up
-- sensitive: group; why: het gaat om resultaten van hele groepen
-- norm: inspectorate 0.65 source: Inspectie van het Onderwijs, ambitie 1S en 2F; de norm hangt af
--   van de schoolweging
-- uses: schooladvies
-- sources: schoolbesturen van het basisonderwijs
-- limitation: Telt één schooljaar; de inspectie telt drie jaar bij elkaar. Welk niveau te
--   verwachten is, hangt af van de schoolweging.
-- lag: 4

-- population: een resultaat voor een van de drie vakken
SELECT kind || ':r' AS unit, van, tot FROM schooladvies WHERE kind IS NOT NULL AND ref_rekenen <> 'onbekend'
UNION ALL
SELECT kind || ':l', van, tot FROM schooladvies WHERE kind IS NOT NULL AND ref_lezen <> 'onbekend'
UNION ALL
SELECT kind || ':t', van, tot FROM schooladvies WHERE kind IS NOT NULL AND ref_taalverzorging <> 'onbekend'

-- hit: op streefniveau
SELECT kind || ':r' AS unit, van, tot FROM schooladvies WHERE ref_rekenen IN ('1s', '2f')
UNION ALL
SELECT kind || ':l', van, tot FROM schooladvies WHERE ref_lezen = '2f'
UNION ALL
SELECT kind || ':t', van, tot FROM schooladvies WHERE ref_taalverzorging = '2f'

-- example: vijf resultaten van twee leerlingen, drie op streefniveau
-- on: 2026K3
-- given schooladvies: van, tot, kind, adviesjaar, ref_rekenen, ref_lezen, ref_taalverzorging
--   2025-08-01, 2026-08-01, 1, 2026, 1s, 2f, 1f
--   2025-08-01, 2026-08-01, 2, 2026, onder-1f, 2f,
-- expect: n=5 x=3

-- example: onder het streefniveau, en drie vakken niet gemaakt
-- on: 2026K3
-- given schooladvies: van, tot, kind, adviesjaar, ref_rekenen, ref_lezen, ref_taalverzorging
--   2025-08-01, 2026-08-01, 1, 2026, 1f, 1f, 2f
--   2025-08-01, 2026-08-01, 2, 2026, , ,
--   2025-08-01, 2026-08-01, 3, 2026, 1f, 1f, 1f
--   2025-08-01, 2026-08-01, 4, 2026, 2f, , onder-1f
-- expect: n=8 x=2
