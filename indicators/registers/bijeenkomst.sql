-- register: bijeenkomst
-- order: 78
-- form: table
-- title: Welke gehouden scholing een leverancier met een nummer bedoelt, van zijn eigen kalender of die van een ander
-- columns: leverancier text, sessie text, bijeenkomst text, thema text, datum date, capaciteit int
-- uses: scholing, scholing_deelname

-- Every deliverer numbers its own sessions: a number is that of its own calendar, and only where that
-- has none by that number, of another's: the first by name. Two calendars that have one number on one
-- day for one theme tell of one session.
WITH bedoeld AS (
    SELECT w.leverancier, w.sessie, coalesce(eigen.leverancier, min(ander.leverancier)) AS kalender
    FROM (
        SELECT leverancier, sessie FROM scholing
        UNION
        SELECT leverancier, sessie FROM scholing_deelname) w
    JOIN scholing ander ON ander.sessie = w.sessie
    LEFT JOIN scholing eigen ON eigen.sessie = w.sessie AND eigen.leverancier = w.leverancier
    GROUP BY w.leverancier, w.sessie
),
gehouden AS (
    SELECT
        leverancier, sessie, thema, datum, capaciteit,
        min(leverancier) OVER (PARTITION BY sessie, datum, thema) || ' ' || sessie AS bijeenkomst
    FROM scholing
    WHERE status = 'gehouden' AND van = datum
)
SELECT b.leverancier, b.sessie, g.bijeenkomst, g.thema, g.datum, g.capaciteit
FROM bedoeld b
JOIN gehouden g ON g.sessie = b.sessie AND g.leverancier = b.kalender
