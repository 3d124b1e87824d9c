-- register: verwacht
-- order: 60
-- form: table
-- title: Wie in welke periode wat hoort te leveren
-- columns: contract text, leverancier text, van date, tot date, capaciteit real
-- uses: locatie, partner, opvolging

-- Houders of ve sites deliver placements (capacity: their ve places), school boards enrolments, and a
-- partner what its column Levert names; where both registers name one, the sites decide, for they know
-- the places. Without a partner that names it, who once delivered one of the registers keeps doing so.
-- A school that went on under another is not waited for from that quarter on, which its successor tells; a
-- board without any site left is asked nothing more, whatever the partner register says.
-- Unknown capacity is NULL. A board with secondary schools only has capacity 0: when it is late, no
-- figure about toddlers waits for it.
WITH RECURSIVE ve AS (
    SELECT houder, ve_plaatsen, van, tot
    FROM onderwijslocatie
    WHERE rol = 've' AND coalesce(houder, '') <> ''
),
school AS (
    SELECT houder, soort, van, CASE WHEN tot < 99999 THEN kwartaal(tot) ELSE tot END AS tot
    FROM onderwijslocatie
    WHERE rol = 'school' AND coalesce(houder, '') <> ''
),
einde AS (
    SELECT b.houder, coalesce(max(l.tot), -99999) AS tot
    FROM (SELECT DISTINCT houder FROM locatie WHERE soort IN ('bo', 'sbo', 'so', 'vo', 'vso')) b
    LEFT JOIN (SELECT houder, tot FROM school UNION ALL SELECT houder, tot FROM ve) l
        ON l.houder = b.houder
    GROUP BY b.houder
),
grens AS (
    SELECT houder, van AS dag FROM ve
    UNION
    SELECT houder, tot FROM ve
),
stuk AS (
    SELECT houder, dag AS van, lead(dag) OVER (PARTITION BY houder ORDER BY dag) AS tot FROM grens
),
naam(leverancier, van, tot, contract, rest) AS (
    SELECT partner, van, tot, '', levert || '|' FROM partner WHERE levert <> '' AND van < tot
    UNION ALL
    SELECT leverancier, van, tot, trim(substr(rest, 1, instr(rest, '|') - 1)),
           substr(rest, instr(rest, '|') + 1)
    FROM naam
    WHERE rest <> ''
),
afgesproken AS (
    SELECT DISTINCT contract, leverancier, van, tot FROM naam WHERE contract <> ''
),
plaats AS (
    SELECT 'ko_plaatsing' AS contract, s.houder AS leverancier, s.van, s.tot,
           sum(v.ve_plaatsen) AS capaciteit
    FROM stuk s
    JOIN ve v ON v.houder = s.houder AND v.van <= s.van AND s.tot <= v.tot
    GROUP BY s.houder, s.van, s.tot
    UNION ALL
    SELECT 'inschrijving', houder, van, tot,
           CASE WHEN max(soort IN ('bo', 'sbo', 'so')) THEN NULL ELSE 0 END
    FROM school
    WHERE van < tot
    GROUP BY houder, van, tot
)
SELECT contract, leverancier, van, tot, capaciteit FROM plaats
UNION ALL
SELECT a.contract, a.leverancier, a.van, min(a.tot, coalesce(e.tot, 99999)), NULL
FROM afgesproken a
LEFT JOIN einde e ON e.houder = a.leverancier
WHERE (a.contract, a.leverancier) NOT IN (SELECT contract, leverancier FROM plaats)
  AND a.van < coalesce(e.tot, 99999)
UNION ALL
SELECT contract, leverancier, min(van), 99999, NULL
FROM geleverd
WHERE contract IN ('bevolking', 'jgz_indicatie', 'locatie')
  AND contract NOT IN (SELECT contract FROM afgesproken)
GROUP BY contract, leverancier
