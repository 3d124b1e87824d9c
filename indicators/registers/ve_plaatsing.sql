-- register: ve_plaatsing
-- order: 40
-- form: table
-- title: De dagen waarop een kind een ve-plaats met uren heeft, op een locatie die dan ve aanbiedt
-- columns: kind person, van date, tot date, uren_week real, uren_ma real, uren_di real,
--   uren_wo real, uren_do real, uren_vr real, dagen_week int, weken_jaar int
-- uses: ko_plaatsing, locatie

SELECT
    kind, van, tot, uren_week, uren_ma, uren_di, uren_wo, uren_do, uren_vr, dagen_week, weken_jaar
FROM (
    SELECT DISTINCT
        p.kind, p.lrk,
        max(p.van, l.van, coalesce(l.ve_van, -99999)) AS van,
        min(p.tot, l.tot, coalesce(l.ve_tot, 99999)) AS tot,
        p.uren_week, p.uren_ma, p.uren_di, p.uren_wo, p.uren_do, p.uren_vr, p.dagen_week,
        p.weken_jaar
    FROM ko_plaatsing p
    JOIN locatie l ON l.lrk = p.lrk
    WHERE p.kind IS NOT NULL AND p.ve_plaats = 'ja' AND l.ve = 'ja'
      AND (p.uren_week > 0 OR p.uren_ma > 0 OR p.uren_di > 0 OR p.uren_wo > 0 OR p.uren_do > 0
           OR p.uren_vr > 0)
)
WHERE van < tot
