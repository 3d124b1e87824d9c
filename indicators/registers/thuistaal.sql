-- register: thuistaal
-- order: 100
-- form: spells
-- dimension: thuistaal
-- unit: kind
-- list: thuistaal
-- title: Thuistaal
-- title-en: Home language
-- uses: jgz_indicatie, inschrijving

-- JGZ knows best: its latest decision that says it, from that day on. Before that, and for children
-- JGZ says nothing of, what the school has on record.
WITH jgz AS (
    SELECT kind, datum_bepaling AS van, thuistaal AS code, leverancier, regel
    FROM jgz_indicatie
    WHERE kind IS NOT NULL AND coalesce(thuistaal, 'onbekend') <> 'onbekend'
),
reeks AS (
    SELECT
        kind, van, code,
        lead(van, 1, 99999) OVER (PARTITION BY kind ORDER BY van, leverancier, regel) AS tot
    FROM jgz
),
eerste AS (
    SELECT kind, min(van) AS van FROM jgz GROUP BY kind
)
SELECT kind AS unit, van, tot, code FROM reeks WHERE van < tot
UNION ALL
SELECT i.kind, i.van, min(i.tot, coalesce(e.van, 99999)), i.thuistaal
FROM inschrijving i
LEFT JOIN eerste e ON e.kind = i.kind
WHERE i.kind IS NOT NULL
  AND coalesce(i.thuistaal, 'onbekend') <> 'onbekend'
  AND i.van < min(i.tot, coalesce(e.van, 99999))
