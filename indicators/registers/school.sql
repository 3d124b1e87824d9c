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
SELECT
    i.kind AS unit, max(i.van, coalesce(n.van, -99999)) AS van, min(i.tot, coalesce(n.tot, 99999)) AS tot,
    i.leverancier || '/' || coalesce(n.nu, i.brin) AS code
FROM inschrijving i
LEFT JOIN schoolnu n ON n.brin = i.brin AND n.van < i.tot AND i.van < n.tot
WHERE i.kind IS NOT NULL AND coalesce(i.brin, '') <> ''
