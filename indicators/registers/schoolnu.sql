-- register: schoolnu
-- order: 40
-- form: table
-- title: Onder welk nummer een school verdergaat; van de dag van de opvolging af, nooit eerder
-- columns: brin text, nu text, van date, tot date
-- uses: locatie, opvolging

-- Before the day of a merger a school is itself, so that what was told of it then stays what it was: told
-- again under the merged school, a figure less the other school's would give this one's away. From
-- that day on its code means the successor, or what that one went on under in turn. Of a day that was told
-- twice the newest register counts.
WITH RECURSIVE stap AS (
    SELECT brin, opvolger, max(datum) AS dag
    FROM opvolging o
    WHERE brin <> opvolger AND van = (SELECT max(van) FROM opvolging n WHERE n.brin = o.brin)
    GROUP BY brin
),
keten(brin, nu, dag, diepte) AS (
    SELECT brin, opvolger, dag, 1 FROM stap
    UNION ALL
    SELECT k.brin, s.opvolger, max(k.dag, s.dag), k.diepte + 1
    FROM keten k
    JOIN stap s ON s.brin = k.nu
    WHERE k.diepte < 9 AND s.opvolger <> k.brin
),
stuk AS (
    SELECT
        brin, nu, dag AS van,
        coalesce(lead(dag) OVER (PARTITION BY brin ORDER BY dag, diepte), 99999) AS tot
    FROM keten
    UNION ALL
    SELECT b.brin, b.brin, -99999, coalesce(s.dag, 99999)
    FROM (
        SELECT brin FROM locatie WHERE coalesce(brin, '') <> ''
        UNION
        SELECT brin FROM stap
    ) b
    LEFT JOIN stap s ON s.brin = b.brin
)
SELECT brin, nu, van, tot FROM stuk WHERE van < tot
