-- register: ve_uren
-- order: 50
-- form: table
-- title: Hoeveel ve-uren per jaar een kind krijgt, voor elke reeks dagen waarop zijn plaatsen niet veranderen
-- columns: kind person, van date, tot date, uren_zeker real, uren_hoogstens real
-- uses: ko_plaatsing, locatie

-- Hours above six a day do not count, over all sites together (Besluit basisvoorwaarden kwaliteit
-- voorschoolse educatie). Places may run a different number of weeks: the weeks of the shortest are
-- shared by all, and so on up (`trap`). Without hours per weekday a place counts its weekly hours,
-- at most six for each day a week; when the days are unknown too it counts nothing for certain and
-- at most thirty hours.
WITH grens AS (
    SELECT kind, van AS dag FROM ve_plaatsing
    UNION
    SELECT kind, tot FROM ve_plaatsing
),
stuk AS (
    SELECT kind, dag AS van, lead(dag) OVER (PARTITION BY kind ORDER BY dag) AS tot FROM grens
),
plaats AS (
    SELECT
        s.van AS stuk_van, s.tot AS stuk_tot, coalesce(p.weken_jaar, 0) AS weken,
        coalesce(p.uren_ma, p.uren_di, p.uren_wo, p.uren_do, p.uren_vr) IS NOT NULL AS per_dag, p.*
    FROM stuk s
    JOIN ve_plaatsing p ON p.kind = s.kind AND p.van <= s.van AND s.tot <= p.tot
),
trap AS (
    SELECT
        kind, stuk_van, weken,
        weken - coalesce(lag(weken) OVER (PARTITION BY kind, stuk_van ORDER BY weken), 0) AS breedte
    FROM (SELECT DISTINCT kind, stuk_van, weken FROM plaats)
),
week AS (
    SELECT
        p.kind, p.stuk_van, p.stuk_tot, t.breedte,
        min(6, coalesce(sum(uren_ma), 0)) + min(6, coalesce(sum(uren_di), 0))
            + min(6, coalesce(sum(uren_wo), 0)) + min(6, coalesce(sum(uren_do), 0))
            + min(6, coalesce(sum(uren_vr), 0))
            + sum(CASE WHEN NOT per_dag THEN min(uren_week, 6 * coalesce(dagen_week, 0))
                       ELSE 0 END) AS zeker,
        sum(CASE WHEN NOT per_dag AND coalesce(dagen_week, 0) = 0 THEN min(uren_week, 30)
                 ELSE 0 END) AS misschien
    FROM trap t
    JOIN plaats p ON p.kind = t.kind AND p.stuk_van = t.stuk_van AND p.weken >= t.weken
    GROUP BY p.kind, p.stuk_van, p.stuk_tot, t.weken, t.breedte
)
SELECT
    kind, stuk_van AS van, stuk_tot AS tot,
    sum(breedte * zeker) AS uren_zeker,
    sum(breedte * (zeker + misschien)) AS uren_hoogstens
FROM week
GROUP BY kind, stuk_van, stuk_tot
