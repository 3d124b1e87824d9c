-- register: peuter
-- order: 40
-- form: table
-- title: De dagen waarop een kind in de stad woont, 2½ tot 5 jaar is en niet op school zit
-- columns: kind person, van date, tot date
-- uses: bevolking, inschrijving

SELECT kind, van, tot
FROM (
    SELECT
        k.kind,
        max(b.van, g.van, verjaardag(k.geboortedatum, 30)) AS van,
        min(b.tot, g.tot, verjaardag(k.geboortedatum, 60)) AS tot
    FROM kind k
    JOIN bevolking b ON b.kind = k.kind
    JOIN geen_basisschool g ON g.kind = k.kind
    WHERE k.geboortedatum IS NOT NULL
)
WHERE van < tot
