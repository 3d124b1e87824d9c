-- register: kind
-- order: 10
-- form: table
-- title: Eén rij per kind dat in een levering voorkomt
-- columns: kind person, geboortedatum date, geslacht text
-- uses: bevolking, jgz_indicatie, ko_plaatsing, inschrijving

-- What never changes of a child. Per attribute the best source that has it: bevolking, then JGZ,
-- then childcare, then schools; within a source the newest row.
WITH wie AS (
    SELECT kind FROM bevolking
    UNION
    SELECT kind FROM jgz_indicatie
    UNION
    SELECT kind FROM ko_plaatsing WHERE kind IS NOT NULL
    UNION
    SELECT kind FROM inschrijving
)
SELECT
    w.kind,
    coalesce(
        (SELECT b.geboortedatum FROM bevolking b
         WHERE b.kind = w.kind AND b.geboortedatum IS NOT NULL
         ORDER BY b.van DESC, b.leverancier, b.regel DESC LIMIT 1),
        (SELECT j.geboortedatum FROM jgz_indicatie j
         WHERE j.kind = w.kind AND j.geboortedatum IS NOT NULL
         ORDER BY j.van DESC, j.leverancier, j.regel DESC LIMIT 1),
        (SELECT p.geboortedatum FROM ko_plaatsing p
         WHERE p.kind = w.kind AND p.geboortedatum IS NOT NULL
         ORDER BY p.van DESC, p.leverancier, p.regel DESC LIMIT 1),
        (SELECT i.geboortedatum FROM inschrijving i
         WHERE i.kind = w.kind AND i.geboortedatum IS NOT NULL
         ORDER BY i.van DESC, i.leverancier, i.regel DESC LIMIT 1)) AS geboortedatum,
    coalesce(
        (SELECT b.geslacht FROM bevolking b
         WHERE b.kind = w.kind AND b.geslacht <> 'onbekend'
         ORDER BY b.van DESC, b.leverancier, b.regel DESC LIMIT 1),
        (SELECT j.geslacht FROM jgz_indicatie j
         WHERE j.kind = w.kind AND j.geslacht <> 'onbekend'
         ORDER BY j.van DESC, j.leverancier, j.regel DESC LIMIT 1),
        (SELECT p.geslacht FROM ko_plaatsing p
         WHERE p.kind = w.kind AND p.geslacht <> 'onbekend'
         ORDER BY p.van DESC, p.leverancier, p.regel DESC LIMIT 1),
        (SELECT i.geslacht FROM inschrijving i
         WHERE i.kind = w.kind AND i.geslacht <> 'onbekend'
         ORDER BY i.van DESC, i.leverancier, i.regel DESC LIMIT 1),
        'onbekend') AS geslacht
FROM wie w
