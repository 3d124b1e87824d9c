-- register: kind
-- order: 10
-- form: table
-- title: Eén rij per kind dat in een levering voorkomt
-- columns: kind person, geboortedatum date, geslacht text
-- uses: bevolking, jgz_indicatie, ko_plaatsing, inschrijving

-- What never changes of a child. Per attribute the best source that has it: bevolking, then JGZ,
-- then childcare, then schools; within a source the newest row.
WITH rij AS (
    SELECT kind, geboortedatum, geslacht, 1 AS rang, van, leverancier, regel FROM bevolking
    UNION ALL
    SELECT kind, geboortedatum, geslacht, 2, van, leverancier, regel FROM jgz_indicatie
    UNION ALL
    SELECT kind, geboortedatum, geslacht, 3, van, leverancier, regel FROM ko_plaatsing
    UNION ALL
    SELECT kind, geboortedatum, geslacht, 4, van, leverancier, regel FROM inschrijving
)
SELECT DISTINCT
    kind,
    first_value(geboortedatum) OVER (
        PARTITION BY kind
        ORDER BY geboortedatum IS NULL, rang, van DESC, leverancier, regel DESC) AS geboortedatum,
    first_value(coalesce(geslacht, 'onbekend')) OVER (
        PARTITION BY kind
        ORDER BY coalesce(geslacht, 'onbekend') = 'onbekend', rang, van DESC, leverancier,
                 regel DESC) AS geslacht
FROM rij
WHERE kind IS NOT NULL
