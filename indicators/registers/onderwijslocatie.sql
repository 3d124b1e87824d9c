-- register: onderwijslocatie
-- order: 45
-- form: table
-- title: Scholen en ve-locaties, op de dagen dat zij dat zijn
-- columns: locatie text, rol text, soort text, brin text, houder text, ve_plaatsen real, van date,
--   tot date
-- uses: locatie, opvolging

-- A school ends on the day it goes on under another number, though the register may still list it, until it
-- comes back, if it does; an end that only the register knows is the end of its row. A childcare site in a school with that number stays.
WITH soorten AS (
    SELECT *, soort IN ('bo', 'sbo', 'so', 'vo', 'vso') AS is_school FROM locatie
),
open AS (
    SELECT
        l.locatie, l.soort, l.brin, l.houder, l.ve, l.ve_van, l.ve_tot, l.ve_plaatsen, l.is_school,
        max(l.van, coalesce(n.van, -99999)) AS van, min(l.tot, coalesce(n.tot, 99999)) AS tot
    FROM soorten l
    LEFT JOIN schoolnu n ON l.is_school AND n.brin = l.brin AND n.nu = l.brin
)
SELECT locatie, rol, soort, brin, houder, ve_plaatsen, van, tot
FROM (
    SELECT locatie, 'school' AS rol, soort, brin, houder, NULL AS ve_plaatsen, van, tot
    FROM open
    WHERE is_school
    UNION ALL
    SELECT
        locatie, 've', soort, brin, houder, ve_plaatsen,
        max(van, coalesce(ve_van, -99999)), min(tot, coalesce(ve_tot, 99999))
    FROM open
    WHERE ve = 'ja'
)
WHERE van < tot
