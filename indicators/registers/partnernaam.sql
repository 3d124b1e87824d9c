-- register: partnernaam
-- order: 63
-- form: table
-- title: Onder welke woorden een partner te vinden is: zijn id en zijn naam, in kleine letters
-- columns: woord text, partner text, sector text, van date, tot date
-- uses: partner

SELECT lower(partner) AS woord, partner, sector, van, tot
FROM partner
WHERE van < tot
UNION
SELECT lower(trim(naam)), partner, sector, van, tot
FROM partner
WHERE van < tot AND coalesce(naam, '') <> ''
