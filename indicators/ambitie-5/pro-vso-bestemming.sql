-- id: pro-vso-bestemming
-- version: 2026-11-26
-- actions: A5.2
-- order: 75
-- title: Passende bestemming na praktijkonderwijs, vso of entree
-- title-en: A fitting destination after practical, special or entry-level education
-- question: Welk deel van de leerlingen die het praktijkonderwijs, vso of de entreeopleiding verlieten, heeft een
--   half jaar later onderwijs, werk of dagbesteding?
-- question-en: What share of those who left practical training, secondary special education or entry-level
--   vocational education is in education, work or a structured day activity half a year later?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die van het praktijkonderwijs, vso of de entreeopleiding (mbo 1) afgingen
-- hit-text: een half jaar later op een school, aan het werk of in dagbesteding
-- time-text: voor wie vertrok in de twaalf maanden tot een half jaar geleden, zodat het halve jaar voorbij is
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: R12
-- delay: 2
-- level: effect
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal jongeren zonder bestemming zou jongeren aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: inschrijving, verzuim, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen, regionaal bureau leerplicht
-- limitation: Van wie geen bestemming is gemeld en die nergens staat ingeschreven, is de bestemming onbekend; dat
--   maakt de marge breed. Wie verhuisde, naar het buitenland ging of overleed, telt niet mee en staat apart.
-- lag: 2

-- state: wie van school ging, en waar die een half jaar later is
WITH laatst AS (
    SELECT
        kind, max(tot) AS dag,
        reden_uitschrijving IN ('verhuizing', 'buitenland', 'overleden') AS weg -- van die dag
    FROM inschrijving i
    WHERE kind IS NOT NULL AND tot >= :van AND tot < :tot
      AND (schoolsoort IN ('pro', 'vso') OR niveau = 'mbo-1')
      AND NOT EXISTS (
        SELECT 1 FROM inschrijving n
        WHERE n.kind = i.kind AND n.van <= i.tot AND i.tot < n.tot
          AND (n.schoolsoort IN ('pro', 'vso') OR n.niveau = 'mbo-1'))
    GROUP BY kind
),
gemeld AS (
    SELECT l.kind, z.bestemming, max(z.datum_begin) AS dag
    FROM laatst l
    JOIN verzuim z ON z.kind = l.kind AND z.bestemming <> 'onbekend'
        AND z.datum_begin >= l.dag - 183 AND z.datum_begin <= l.dag + 183
    GROUP BY l.kind
),
waar AS (
    SELECT
        l.kind, l.dag, l.weg, g.bestemming,
        EXISTS (
            SELECT 1 FROM inschrijving n
            WHERE n.kind = l.kind AND n.van <= l.dag + 183 AND l.dag + 183 < n.tot) AS op_school
    FROM laatst l
    LEFT JOIN gemeld g ON g.kind = l.kind
)
SELECT
    kind AS unit,
    op_school OR coalesce(bestemming IN ('onderwijs', 'werk', 'dagbesteding'), 0) AS hit,
    weg AS uitgesloten,
    NOT op_school AND bestemming IS NULL AS onbekend,
    dag
FROM waar

-- example: op school, aan het werk, nergens, en onbekend
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, schoolsoort, niveau, reden_uitschrijving
--   1, 2024-08-01, 2025-07-31, pro, , overig
--   1, 2025-08-20, , mbo, mbo-2,
--   2, 2024-08-01, 2025-07-31, vso, , overig
--   3, 2024-08-01, 2025-07-31, pro, , overig
--   4, 2024-08-01, 2025-07-31, mbo, mbo-1, overig
--   5, 2024-08-01, 2025-07-31, pro, , verhuizing
--   6, 2024-08-01, 2025-07-31, vmbo-b, , overig
--   7, 2024-08-01, 2025-07-31, pro, ,
--   7, 2025-08-01, , pro, ,
--   8, 2024-08-01, 2025-07-31, pro, , overig
--   8, 2025-08-20, 2026-01-30, mbo, mbo-2,
--   9, 2024-08-01, 2025-07-31, vso, , overig
--   10, 2024-08-01, 2025-07-31, mbo, mbo-3, overig
--   11, 2024-08-01, 2025-07-31, pro, , buitenland
--   12, 2024-08-01, 2025-07-31, pro, , overleden
--   13, 2024-08-01, 2025-07-31, pro, ,
--   13, 2025-08-01, , vso, ,
--   14, 2024-08-01, 2025-07-31, vso, ,
--   14, 2025-08-01, , mbo, mbo-1,
-- given verzuim: kind, melding, soort, datum_begin, bestemming
--   2, 1, vsv, 2025-09-01, werk
--   3, 2, vsv, 2025-09-01, geen
--   9, 3, vsv, 2025-06-01, geen
--   9, 4, vsv, 2025-11-01, dagbesteding
-- expect: n=6 x=3 excluded=3 unknown=2

-- example: wie vertrok van 1 april tot en met 31 maart; een melding telt een half jaar ervoor en erna
-- on: 2026K3
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, schoolsoort, reden_uitschrijving
--   1, 2024-08-01, 2025-03-31, pro, overig
--   2, 2024-08-01, 2025-03-30, pro, overig
--   3, 2024-08-01, 2026-03-30, pro, overig
--   4, 2024-08-01, 2026-03-31, pro, overig
--   5, 2024-08-01, 2025-06-30, pro, overig
--   6, 2024-08-01, 2025-06-30, pro, overig
--   7, 2024-08-01, 2025-06-30, pro, overig
--   8, 2024-08-01, 2025-06-30, pro, overig
--   9, 2024-08-01, 2025-06-30, pro, overig
--   9, 2025-12-31, , havo,
--   10, 2024-08-01, 2025-06-30, pro, overig
--   10, 2026-01-01, , havo,
--   11, 2024-08-01, 2025-06-30, pro, overig
--   11, 2025-09-01, 2025-12-30, havo,
--   12, 2024-08-01, 2025-04-29, pro, overig
--   12, 2025-06-01, 2026-03-29, pro, overig
--   13, 2024-08-01, 2025-04-29, pro, verhuizing
--   13, 2025-06-01, 2025-12-30, pro, overig
--   14, 2024-08-01, 2025-06-30, pro, overig
--   14, 2025-09-01, 2025-12-31, havo,
-- given verzuim: kind, melding, soort, datum_begin, bestemming
--   1, 1, vsv, 2025-04-01, werk
--   3, 2, vsv, 2026-04-01, onderwijs
--   5, 3, vsv, 2024-12-30, werk
--   6, 4, vsv, 2024-12-29, werk
--   7, 5, vsv, 2025-12-31, dagbesteding
--   8, 6, vsv, 2026-01-01, werk
--   8, 7, vsv, 2025-12-01, zorg
--   12, 8, vsv, 2024-11-15, werk
-- expect: n=12 x=6 unknown=5
