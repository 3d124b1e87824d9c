-- register: deelname_jaar
-- order: 16
-- form: table
-- title: Hoe vaak een kind in een schooljaar in een van de zes gebieden meedeed, per leverancier
-- columns: kind person, domein text, begin date, leverancier text, keren int
-- uses: deelname, activiteit

WITH RECURSIVE jaar (begin) AS (
    SELECT dag('2010-08-01')
    UNION ALL
    SELECT maanden_na(begin, 12) FROM jaar WHERE begin < dag('2060-08-01')
),
maand AS MATERIALIZED (
    SELECT tijdvak, (SELECT max(begin) FROM jaar WHERE begin <= tijdvak) AS begin
    FROM (SELECT DISTINCT tijdvak FROM deelname)
),
gebied AS MATERIALIZED (
    SELECT DISTINCT leverancier, activiteit, tijdvak, domein FROM deelname_aanbod
    WHERE domein IN ('sport', 'cultuur', 'cognitief', 'sociaal', 'orientatie-zelf',
                     'orientatie-wereld')
)
SELECT d.kind, g.domein, m.begin, d.leverancier, sum(d.sessies_aanwezig) AS keren
FROM deelname d
JOIN maand m ON m.tijdvak = d.tijdvak
JOIN gebied g
    ON g.activiteit = d.activiteit AND g.leverancier = d.leverancier AND g.tijdvak = d.tijdvak
WHERE d.kind IS NOT NULL AND d.van = d.tijdvak AND d.sessies_aanwezig > 0 AND m.begin IS NOT NULL
GROUP BY d.kind, g.domein, m.begin, d.leverancier
