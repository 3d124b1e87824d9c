-- register: deelname_aanbod
-- order: 12
-- form: table
-- title: Welk aanbod een leverancier van deelname met een nummer bedoelt, en van wiens lijst
-- columns: leverancier text, activiteit text, lijst text, domein text, programma text, weken real, van date, tot date
-- uses: deelname, activiteit

-- Every partner numbers its own activities: a number is that of the deliverer's own offer, and only
-- where it has none by that number, of another's: the first by name where several have it.
SELECT
    d.leverancier, d.activiteit, min(a.leverancier) OVER (PARTITION BY d.leverancier, d.activiteit) AS lijst,
    a.domein, a.programma, a.weken, a.van, a.tot
FROM (SELECT DISTINCT leverancier, activiteit FROM deelname) d
JOIN activiteit a ON a.activiteit = d.activiteit
WHERE a.leverancier = d.leverancier
   OR NOT EXISTS (
    SELECT 1 FROM activiteit e
    WHERE e.activiteit = d.activiteit AND e.leverancier = d.leverancier)
