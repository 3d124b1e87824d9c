-- register: deelname_aanbod
-- order: 12
-- form: table
-- title: Welk aanbod een leverancier van deelname in een tijdvak met een nummer bedoelt, en van wiens lijst
-- columns: leverancier text, activiteit text, tijdvak date, lijst text, domein text, programma text, weken real
-- uses: deelname, activiteit

-- Every partner numbers its own activities: a number is that of the deliverer's own offer, and only
-- where it has none by that number, of another's; where several have it the list is that of the first by
-- name. What it was is what holds in the month of the participation, the last begun of two; else what
-- is nearest to it.
WITH maand AS MATERIALIZED (
    SELECT leverancier, activiteit, tijdvak, maanden_na(tijdvak, 1) AS einde
    FROM (SELECT DISTINCT leverancier, activiteit, tijdvak FROM deelname)
),
gerangschikt AS (
    SELECT
        m.leverancier, m.activiteit, m.tijdvak, a.leverancier AS lijst, a.domein, a.programma, a.weken,
        row_number() OVER (
            PARTITION BY m.leverancier, m.activiteit, m.tijdvak, a.leverancier
            ORDER BY max(a.van - m.einde + 1, m.tijdvak - a.tot + 1, 0), a.van DESC) AS rang
    FROM maand m
    JOIN activiteit a ON a.activiteit = m.activiteit
    WHERE a.leverancier = m.leverancier
       OR NOT EXISTS (
        SELECT 1 FROM activiteit e
        WHERE e.activiteit = m.activiteit AND e.leverancier = m.leverancier)
)
SELECT
    leverancier, activiteit, tijdvak, min(lijst) OVER (PARTITION BY leverancier, activiteit) AS lijst,
    domein, programma, weken
FROM gerangschikt
WHERE rang = 1
