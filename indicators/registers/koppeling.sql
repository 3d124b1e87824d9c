-- register: koppeling
-- order: 70
-- form: table
-- title: Hoeveel kinderen een leverancier noemt, en hoeveel daarvan in het bevolkingsregister of op een school voorkomen
-- columns: contract text, leverancier text, van date, tot date, kinderen int, gekoppeld int
-- uses: bevolking, inschrijving, jgz_indicatie, ko_plaatsing, overdracht, schooladvies, ondersteuning, verzuim, regeling

-- In whole quarters, each of them once per child and deliverer: of a row only what the rows before it have
-- not covered.
WITH genoemd AS (
    SELECT 'jgz_indicatie' AS contract, leverancier, kind, van, tot FROM jgz_indicatie
    UNION ALL
    SELECT 'ko_plaatsing', leverancier, kind, van, tot FROM ko_plaatsing
    UNION ALL
    SELECT 'overdracht', leverancier, kind, van, tot FROM overdracht
    UNION ALL
    SELECT 'schooladvies', leverancier, kind, van, tot FROM schooladvies
    UNION ALL
    SELECT 'ondersteuning', leverancier, kind, van, tot FROM ondersteuning
    UNION ALL
    SELECT 'verzuim', leverancier, kind, van, tot FROM verzuim
    UNION ALL
    SELECT 'regeling', leverancier, kind, van, tot FROM regeling
),
in_kwartalen AS (
    SELECT
        contract, leverancier, kind, kwartaal(max(van, -25000)) AS van,
        kwartaal(kwartaal(min(tot, 80000) - 1) + 95) AS tot
    FROM genoemd
    WHERE kind IS NOT NULL
),
nieuw AS (
    SELECT
        contract, leverancier, kind, tot,
        max(van, coalesce(max(tot) OVER (
            PARTITION BY contract, kind, leverancier ORDER BY van, tot
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), van)) AS van
    FROM in_kwartalen
)
SELECT
    contract, leverancier, van, tot, count(*) AS kinderen,
    sum(kind IN (SELECT kind FROM bevolking WHERE kind IS NOT NULL)
        OR kind IN (SELECT kind FROM inschrijving WHERE kind IS NOT NULL)) AS gekoppeld
FROM nieuw
WHERE van < tot
GROUP BY contract, leverancier, van, tot
