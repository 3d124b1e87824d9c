-- register: ve_locatie
-- order: 46
-- form: table
-- title: Op welke locatie een kind zijn ve-plaats heeft; bij meer locaties de eerste naar code
-- columns: kind person, van date, tot date, code text
-- uses: ko_plaatsing, locatie

WITH plaats AS (
    SELECT
        p.kind, p.leverancier || '/' || l.locatie AS code,
        max(p.van, l.van, coalesce(l.ve_van, -99999)) AS van,
        min(p.tot, l.tot, coalesce(l.ve_tot, 99999)) AS tot
    FROM ko_plaatsing p
    JOIN locatie l ON l.lrk = p.lrk
    WHERE p.kind IS NOT NULL AND p.ve_plaats = 'ja' AND l.ve = 'ja'
      AND (p.uren_week > 0 OR p.uren_ma > 0 OR p.uren_di > 0 OR p.uren_wo > 0 OR p.uren_do > 0
           OR p.uren_vr > 0)
),
grens AS (
    SELECT kind, van AS dag FROM plaats
    UNION
    SELECT kind, tot FROM plaats
),
stuk AS (
    SELECT kind, dag AS van, lead(dag) OVER (PARTITION BY kind ORDER BY dag) AS tot FROM grens
)
SELECT s.kind, s.van, s.tot, min(p.code) AS code
FROM stuk s
JOIN plaats p ON p.kind = s.kind AND p.van <= s.van AND s.tot <= p.tot
GROUP BY s.kind, s.van, s.tot
