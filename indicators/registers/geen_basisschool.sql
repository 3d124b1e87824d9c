-- register: geen_basisschool
-- order: 30
-- form: table
-- title: De dagen waarop een kind niet op een basisschool of school voor speciaal onderwijs is ingeschreven
-- columns: kind person, van date, tot date
-- uses: inschrijving

WITH school AS (
    SELECT kind, van, tot
    FROM inschrijving
    WHERE schoolsoort IN ('bo', 'sbo', 'so')
),
volgorde AS (
    SELECT
        kind, van,
        max(tot) OVER (
            PARTITION BY kind ORDER BY van, tot
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS eerder_tot
    FROM school
)
SELECT kind, coalesce(eerder_tot, -99999) AS van, van AS tot
FROM volgorde
WHERE eerder_tot IS NULL OR eerder_tot < van
UNION ALL
SELECT kind, max(tot), 99999 FROM school GROUP BY kind
UNION ALL
SELECT kind, -99999, 99999 FROM kind WHERE kind NOT IN (SELECT kind FROM school)
