-- id: ikc-doorstroom
-- version: 2026-11-26
-- actions: A2.3, A5.1
-- order: 40
-- title: Peuters die naar de partnerschool van hun kindcentrum gaan
-- title-en: Toddlers who go on to the partner school of their child centre
-- question: Welk deel van de kinderen van een ve-locatie in een kindcentrum gaat naar de school van dat
--   kindcentrum?
-- question-en: What share of the children of a site in a child centre goes to the school of that centre?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen die vanuit een kindcentrum (fase 4 of hoger) voor het eerst naar een basisschool in
--   de stad gingen
-- hit-text: ingeschreven op de partnerschool van hun ve-locatie
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: effect
-- tier: additional
-- direction: neutral
-- sensitive: both; why: een klein aantal aan één van beide kanten zegt iets over de schoolkeuze van gezinnen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: inschrijving, ko_plaatsing, locatie, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen, houders van kinderopvang, gemeente
-- limitation: Meer is niet beter: ouders kiezen zelf een school. Wie in het half jaar voor de eerste schooldag
--   geen ve-plaats in een kindcentrum had of naar een school buiten de stad gaat, telt niet mee.
-- lag: 2

-- state: de eerste school naast de partnerschool
WITH eerste AS (
    SELECT kind, min(inschrijfdatum) AS dag
    FROM inschrijving
    WHERE kind IS NOT NULL AND schoolsoort IN ('bo', 'sbo', 'so')
    GROUP BY kind
    HAVING min(inschrijfdatum) >= :van AND min(inschrijfdatum) < :tot
),
kindcentrum AS (
    SELECT
        l.lrk, s.brin, max(l.van, s.van) AS van, min(l.tot, s.tot) AS tot
    FROM locatie l
    JOIN locatie s ON s.locatie = l.partnerlocatie
    WHERE s.soort IN ('bo', 'sbo', 'so') AND s.ikc_fase IN ('4', '5')
),
vertrek AS (
    SELECT DISTINCT e.kind, e.dag, k.brin
    FROM eerste e
    JOIN ko_plaatsing p ON p.kind = e.kind AND p.ve_plaats = 'ja'
    JOIN kindcentrum k ON k.lrk = p.lrk
    JOIN ve_plaatsing v ON v.kind = e.kind -- met uren, op een locatie die dan ve aanbiedt
    WHERE max(p.van, k.van, v.van, e.dag - 183) < min(p.tot, k.tot, v.tot, e.dag)
)
SELECT
    v.kind AS unit,
    max(EXISTS (
        SELECT 1 FROM inschrijving i
        WHERE i.kind = v.kind AND i.inschrijfdatum = v.dag AND i.brin = v.brin)) AS hit,
    v.dag AS dag
FROM vertrek v
GROUP BY v.kind, v.dag

-- example: naar de eigen partnerschool, een andere school, en een locatie zonder kindcentrum
-- on: 2026K3
-- given locatie: locatie, soort, brin, lrk, ve, ve_van, ve_tot, ikc_fase, partnerlocatie
--   L1, ko-ve, , 100000001, ja, , , , S1
--   L2, ko-ve, , 100000002, ja, , , , S2
--   L3, ko-ve, , 100000003, nee, , , , S1
--   L4, ko-ve, , 100000004, ja, , , ,
--   L5, ko-ve, , 100000005, ja, 2026-02-01, , , S3
--   L6, ko-ve, , 100000006, ja, , 2025-08-03, , S3
--   L7, ko-ve, , 100000007, ja, , 2025-08-02, , S3
--   S1, bo, 90AX00, , , , , 4,
--   S2, bo, 90AX01, , , , , 3,
--   S3, sbo, 90AX02, , , , , 5,
-- given ko_plaatsing: kind, lrk, begindatum, einddatum, ve_plaats, uren_week
--   1, 100000001, 2024-09-01, 2026-01-31, ja, 16
--   2, 100000001, 2024-09-01, 2026-01-31, ja, 16
--   3, 100000002, 2024-09-01, 2026-01-31, ja, 16
--   4, 100000003, 2024-09-01, 2026-01-31, ja, 16
--   5, 100000001, 2024-09-01, 2026-01-31, nee, 16
--   6, 100000004, 2024-09-01, 2026-01-31, ja, 16
--   7, 100000001, 2024-09-01, 2026-01-31, ja, 0
--   8, 100000005, 2024-09-01, 2026-01-31, ja, 16
--   9, 100000006, 2024-09-01, 2026-01-31, ja, 16
--   10, 100000007, 2024-09-01, 2026-01-31, ja, 16
--   11, 100000001, 2024-09-01, 2025-12-31, ja, 16
--   11, 100000006, 2024-09-01, 2026-01-31, ja, 16
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   1, 90AX00, 2026-02-01, , bo
--   2, 90AX01, 2026-02-01, , bo
--   3, 90AX01, 2026-02-01, , bo
--   4, 90AX00, 2026-02-01, , bo
--   5, 90AX00, 2026-02-01, , bo
--   6, 90AX00, 2026-02-01, , bo
--   7, 90AX00, 2026-02-01, , bo
--   8, 90AX02, 2026-02-01, , sbo
--   9, 90AX02, 2026-02-01, , sbo
--   10, 90AX02, 2026-02-01, , sbo
--   11, 90AX00, 2026-02-01, , bo
-- expect: n=4 x=3

-- example: in het schooljaar, een half jaar na de ve-plaats nog net; alleen de eerste school telt
-- on: 2026K3
-- given locatie: locatie, soort, brin, lrk, ve, ikc_fase, partnerlocatie
--   L1, ko-ve, , 100000001, ja, , S1
--   S1, so, 90AX00, , , 4,
-- given ko_plaatsing: kind, lrk, begindatum, einddatum, ve_plaats, uren_ma
--   1, 100000001, 2024-09-01, 2025-08-02, ja, 5
--   2, 100000001, 2024-09-01, 2025-08-01, ja, 5
--   3, 100000001, 2024-01-01, 2025-07-30, ja, 5
--   4, 100000001, 2024-01-01, , ja, 5
--   5, 100000001, 2024-01-01, , ja, 5
--   6, 100000001, 2026-02-01, , ja, 5
--   7, 100000001, 2024-01-01, , ja, 5
--   8, 100000001, 2024-01-01, , ja, 5
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   1, 90AX00, 2026-02-01, , so
--   2, 90AX00, 2026-02-01, , so
--   3, 90AX00, 2025-07-31, 2025-08-30, so
--   3, 90AX00, 2025-09-01, , so
--   4, 90AX00, 2025-08-01, , so
--   5, 90AX01, 2026-07-31, 2026-08-01, bo
--   5, 90AX00, 2026-08-02, , so
--   6, 90AX00, 2026-02-01, , so
--   7, 90AX00, 2026-08-01, , so
--   8, 90AX00, 2026-03-01, , onbekend
-- expect: n=3 x=2
