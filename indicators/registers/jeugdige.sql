-- register: jeugdige
-- order: 15
-- form: table
-- title: De dagen waarop een kind in de stad woont en nog geen 18 is, met de dag waarop het vier wordt
-- columns: kind person, van date, tot date, vier date
-- uses: bevolking

SELECT kind, van, tot, vier
FROM (
    SELECT
        k.kind,
        max(b.van, k.geboortedatum) AS van,
        min(b.tot, verjaardag(k.geboortedatum, 216)) AS tot,
        verjaardag(k.geboortedatum, 48) AS vier
    FROM kind k
    JOIN bevolking b ON b.kind = k.kind
    WHERE k.geboortedatum IS NOT NULL
)
WHERE van < tot
