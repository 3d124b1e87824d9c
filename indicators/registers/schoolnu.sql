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
-- Where schools go on as each other in turn, the row told first (of one register: the earliest day) holds
-- until the last of them begins: one that came back is itself again, and a row turned round never held.
WITH RECURSIVE regel AS (
    SELECT brin, opvolger, max(datum) AS dag, van AS verteld
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
    SELECT brin, opvolger, dag, verteld, substr(brin, 5) AS nr FROM regel WHERE length(brin) = 6
    UNION ALL
    SELECT r.brin || n.nr, r.opvolger, r.dag, r.verteld, n.nr
    FROM regel r
    CROSS JOIN nummer n
    WHERE length(r.brin) = 4 AND r.brin || n.nr NOT IN (SELECT brin FROM regel)
),
bekend AS (
    SELECT DISTINCT brin, substr(brin, 1, 4) AS school FROM locatie WHERE coalesce(brin, '') <> ''
),
stap AS (
    SELECT brin, opvolger, dag, (1000000 + verteld) || (1000000 + dag) || brin AS rang
    FROM (
        SELECT
            brin, dag, verteld,
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
-- From each row on to rows told later only, so that a circle is gone round once, from its first.
kring(brin, eerste, nu, dag) AS (
    SELECT brin, rang, opvolger, dag FROM stap
    UNION
    SELECT k.brin, k.eerste, s.opvolger, max(k.dag, s.dag)
    FROM kring k
    JOIN stap s ON s.brin = k.nu AND s.rang > k.eerste
    WHERE k.nu <> k.brin
),
geldig AS (
    SELECT s.brin, s.opvolger, s.dag, coalesce(k.dag, 99999) AS tot
    FROM stap s
    LEFT JOIN kring k ON k.brin = s.brin AND k.nu = s.brin
),
keten(brin, nu, van, tot) AS (
    SELECT brin, brin, -99999, 99999
    FROM (
        SELECT brin FROM locatie WHERE coalesce(brin, '') <> ''
        UNION
        SELECT brin FROM stap
    )
    UNION ALL
    SELECT k.brin, g.opvolger, max(k.van, g.dag), min(k.tot, g.tot)
    FROM keten k
    JOIN geldig g ON g.brin = k.nu AND g.dag < k.tot AND k.van < g.tot AND g.dag < g.tot
),
stuk AS (
    SELECT k.brin, k.nu, k.van, min(k.tot, coalesce(g.dag, 99999)) AS tot
    FROM keten k
    LEFT JOIN geldig g ON g.brin = k.nu AND g.dag < g.tot
    UNION ALL
    SELECT k.brin, k.nu, max(k.van, g.tot), k.tot
    FROM keten k
    JOIN geldig g ON g.brin = k.nu AND g.dag < g.tot
)
SELECT brin, nu, van, tot FROM stuk WHERE van < tot
