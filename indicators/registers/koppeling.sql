-- register: koppeling
-- order: 70
-- form: table
-- title: Hoeveel kinderen een leverancier noemt, en hoeveel daarvan in het bevolkingsregister of op een school voorkomen
-- columns: contract text, leverancier text, van date, tot date, kinderen int, gekoppeld int
-- uses: bevolking, inschrijving, jgz_indicatie, ko_plaatsing, overdracht, schooladvies, ondersteuning, verzuim, regeling

WITH genoemd AS (
    SELECT 'jgz_indicatie' AS contract, leverancier, kind, min(van) AS van, max(tot) AS tot
    FROM jgz_indicatie GROUP BY kind, leverancier
    UNION ALL
    SELECT 'ko_plaatsing', leverancier, kind, min(van), max(tot)
    FROM ko_plaatsing GROUP BY kind, leverancier
    UNION ALL
    SELECT 'overdracht', leverancier, kind, min(van), max(tot)
    FROM overdracht GROUP BY kind, leverancier
    UNION ALL
    SELECT 'schooladvies', leverancier, kind, min(van), max(tot)
    FROM schooladvies GROUP BY kind, leverancier
    UNION ALL
    SELECT 'ondersteuning', leverancier, kind, min(van), max(tot)
    FROM ondersteuning GROUP BY kind, leverancier
    UNION ALL
    SELECT 'verzuim', leverancier, kind, min(van), max(tot)
    FROM verzuim GROUP BY kind, leverancier
    UNION ALL
    SELECT 'regeling', leverancier, kind, min(van), max(tot)
    FROM regeling GROUP BY kind, leverancier
)
SELECT
    contract, leverancier, van, tot, count(*) AS kinderen,
    sum(kind IN (SELECT kind FROM bevolking WHERE kind IS NOT NULL)
        OR kind IN (SELECT kind FROM inschrijving WHERE kind IS NOT NULL)) AS gekoppeld
FROM genoemd
WHERE kind IS NOT NULL
GROUP BY contract, leverancier, van, tot
