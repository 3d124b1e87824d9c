-- register: schoollocatie
-- order: 60
-- form: table
-- title: Schoollocaties, uit het eigen locatieregister en anders uit het register van DUO
-- columns: brin text, locatie text, naam text, soort text, wijk text, van date, tot date
-- uses: locatie, duo_vestiging

SELECT brin, locatie, naam, soort, coalesce(wijk, 'onbekend') AS wijk, van, tot
FROM locatie
WHERE coalesce(brin, '') <> '' AND van < tot
UNION ALL
SELECT brin, NULL, naam, 'onbekend', 'onbekend', van, tot
FROM duo_vestiging
WHERE van < tot AND brin NOT IN (SELECT brin FROM locatie WHERE brin IS NOT NULL)
