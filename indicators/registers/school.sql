-- register: school
-- order: 170
-- form: spells
-- dimension: school
-- unit: kind
-- codes: *
-- names: locatie, brin, naam
-- within: organisatie
-- class: schoolweging, 25, 30, 35
-- title: School
-- title-en: School
-- uses: inschrijving, locatie, opvolging

-- A school under another board is another school here: a series that goes on would compare the two.
-- Under a code that has a successor a pupil is at that one from the day of the merger on.
WITH verder AS (
    SELECT brin, nu, van, tot FROM schoolnu WHERE nu <> brin
),
einde AS (
    SELECT brin, min(van) AS dag FROM verder GROUP BY brin
)
SELECT
    i.kind AS unit, i.van, min(i.tot, coalesce(e.dag, 99999)) AS tot,
    i.leverancier || '/' || i.brin AS code
FROM inschrijving i
LEFT JOIN einde e ON e.brin = i.brin
WHERE i.kind IS NOT NULL AND coalesce(i.brin, '') <> '' AND i.van < coalesce(e.dag, 99999)
UNION ALL
SELECT i.kind, max(i.van, v.van), min(i.tot, v.tot), i.leverancier || '/' || v.nu
FROM verder v
JOIN inschrijving i ON i.brin = v.brin AND i.van < v.tot AND v.van < i.tot
WHERE i.kind IS NOT NULL
