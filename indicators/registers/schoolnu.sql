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
-- Four characters are the whole school: each site but those with a row of their own. As successor, the site
-- of the same number if the register knows it or knows no site of that school at all, else site 00.
WITH RECURSIVE regel AS (
    SELECT brin, opvolger, max(datum) AS dag
    FROM opvolging o
    WHERE brin <> opvolger AND van = (SELECT max(van) FROM opvolging n WHERE n.brin = o.brin)
    GROUP BY brin
),
nummer(nr) AS (
    SELECT '00'
    UNION ALL
    SELECT substr('0' || (nr + 1), -2) FROM nummer WHERE nr < '99'
),
vestiging AS (
    SELECT brin, opvolger, dag, substr(brin, 5) AS nr FROM regel WHERE length(brin) = 6
    UNION ALL
    SELECT r.brin || n.nr, r.opvolger, r.dag, n.nr
    FROM regel r
    CROSS JOIN nummer n
    WHERE length(r.brin) = 4 AND r.brin || n.nr NOT IN (SELECT brin FROM regel)
),
bekend AS (
    SELECT DISTINCT brin, substr(brin, 1, 4) AS school FROM locatie WHERE coalesce(brin, '') <> ''
),
stap AS (
    SELECT brin, opvolger, dag
    FROM (
        SELECT
            brin, dag,
            CASE
                WHEN length(opvolger) = 6 THEN opvolger
                WHEN opvolger || nr <> brin
                 AND (opvolger || nr IN (SELECT brin FROM bekend)
                      OR opvolger NOT IN (SELECT school FROM bekend)) THEN opvolger || nr
                ELSE opvolger || '00'
            END AS opvolger
        FROM vestiging
    )
    WHERE brin <> opvolger
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
