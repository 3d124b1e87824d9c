-- register: thuiszitten
-- order: 40
-- form: table
-- title: De dagen waarop een kind thuiszit: absoluut verzuim, of langer dan vier weken verzuim
-- columns: kind person, van date, tot date, sinds date
-- uses: verzuim

-- Reports of one child that overlap, or lie at most fourteen days apart, are one episode. Relative
-- absence counts from its 29th day, absolute absence from its first.
WITH melding AS (
    SELECT
        kind, datum_begin AS van, max(tot) AS tot,
        CASE WHEN soort = 'absoluut' THEN datum_begin ELSE datum_begin + 28 END AS telt
    FROM verzuim
    WHERE kind IS NOT NULL AND soort IN ('absoluut', 'langdurig-relatief')
      AND datum_begin IS NOT NULL
    GROUP BY kind, melding
),
eerder AS (
    SELECT
        m.*,
        max(tot) OVER (
            PARTITION BY kind ORDER BY van, tot
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS eerder_tot
    FROM melding m
),
reeks AS (
    SELECT
        e.*,
        sum(CASE WHEN eerder_tot IS NULL OR van - eerder_tot > 14 THEN 1 ELSE 0 END)
            OVER (PARTITION BY kind ORDER BY van, tot) AS nummer
    FROM eerder e
)
SELECT kind, min(telt) AS van, max(tot) AS tot, min(van) AS sinds
FROM reeks
GROUP BY kind, nummer
HAVING min(telt) < max(tot)
