-- id: advies-gelijk-toets
-- version: 2026-11-25
-- actions: A5.2
-- order: 30
-- title: Advies naast dat van leerlingen met dezelfde toets
-- title-en: Advice beside that of pupils with the same test result
-- question: Hoeveel hoger of lager is het definitieve advies dan dat van leerlingen met hetzelfde toetsadvies?
-- question-en: How much higher or lower is the definitive advice than that of pupils with the same test advice?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen van groep 8 met een toetsadvies en een definitief advies
-- hit-text: stappen boven het gemiddelde advies van alle leerlingen met hetzelfde toetsadvies
-- time-text: in het schooljaar
-- kind: mean
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: effect
-- direction: neutral
-- sensitive: group; why: het gaat om gemiddelde verschillen tussen groepen
-- decimals: 2
-- dimensions: opleiding_ouders, inkomensklasse, geslacht, thuistaal
-- cluster: school
-- uses: schooladvies, bevolking/dimension, jgz_indicatie/dimension, inschrijving/dimension
-- sources: schoolbesturen van het basisonderwijs
-- limitation: Eén stap is één niveau van de ladder van praktijkonderwijs tot vwo; een dubbel advies is een halve
--   stap. Over alle leerlingen samen is het gemiddelde altijd nul: het cijfer gaat over verschillen tussen groepen.
-- lag: 4

-- state: het advies min het gemiddelde advies bij hetzelfde toetsadvies
WITH leerling AS (
    SELECT
        a.kind, t.trap AS toets, d.trap AS advies,
        row_number() OVER (
            PARTITION BY a.kind
            ORDER BY t.trap IS NULL OR d.trap IS NULL, a.van DESC, a.leverancier, a.regel DESC) AS nummer
    FROM schooladvies a
    LEFT JOIN advies_trap t ON t.advies = a.toetsadvies
    LEFT JOIN advies_trap d ON d.advies = a.definitief
    WHERE a.kind IS NOT NULL AND a.van < :tot AND :van < a.tot
)
SELECT kind AS unit, advies - avg(advies) OVER (PARTITION BY toets) AS waarde, 0 AS uitgesloten
FROM leerling
WHERE nummer = 1 AND toets IS NOT NULL AND advies IS NOT NULL
UNION ALL
SELECT kind, 0, 1
FROM leerling
WHERE nummer = 1 AND (toets IS NULL OR advies IS NULL)

-- example: bij havo kregen de twee een half niveau verschil; wie geen toets maakte staat apart, van twee rijen telt de hele
-- on: 2026K3
-- given schooladvies: van, tot, kind, toetsadvies, definitief
--   2025-08-01, 2026-08-01, 1, havo, havo
--   2025-08-01, 2026-08-01, 2, havo, havo-vwo
--   2025-08-01, 2026-08-01, 3, vwo, vwo
--   2025-08-01, 2026-08-01, 4, , vwo
--   2025-08-01, 2026-08-01, 5, vwo,
--   2025-08-01, 2026-08-01, 3, , vwo
--   2024-08-01, 2025-08-01, 6, vwo, havo
-- given bevolking: kind, geboortedatum, geldig_van, geslacht
--   1, 2014-01-01, 2014-01-01, v
--   2, 2014-01-01, 2014-01-01, m
--   3, 2014-01-01, 2014-01-01, m
-- expect: n=3 estimate=0 excluded=2
-- expect geslacht=v: n=1 estimate=-0.25
-- expect geslacht=m: n=2 estimate=0.125

-- example: vwo staat een half niveau boven havo/vwo
-- on: 2026K3
-- given schooladvies: van, tot, kind, toetsadvies, definitief
--   2025-08-01, 2026-08-01, 1, vwo, havo-vwo
--   2025-08-01, 2026-08-01, 2, vwo, vwo
-- given bevolking: kind, geboortedatum, geldig_van, geslacht
--   1, 2014-01-01, 2014-01-01, v
--   2, 2014-01-01, 2014-01-01, m
-- expect: n=2 estimate=0 excluded=0
-- expect geslacht=v: n=1 estimate=-0.25
-- expect geslacht=m: n=1 estimate=0.25
