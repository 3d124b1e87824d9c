-- register: partnernaam
-- order: 63
-- form: table
-- title: Onder welke woorden een partner te vinden is: zijn id en zijn naam, beide geschreven als een id
-- columns: woord text, partner text, sector text, van date, tot date
-- uses: partner

SELECT als_id(partner) AS woord, partner, sector, van, tot
FROM partner
WHERE van < tot
UNION
SELECT als_id(naam), partner, sector, van, tot
FROM partner
WHERE van < tot AND coalesce(naam, '') <> ''
