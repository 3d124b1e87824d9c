-- id: overdracht-alle
-- version: 2026-11-26
-- actions: A5.1
-- order: 30
-- title: Overdracht vanuit de opvang
-- title-en: Any handover from childcare
-- question: Krijgt elk kind uit de opvang een overdracht naar de basisschool?
-- question-en: Does every child from childcare get a handover to primary school?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen die voor het eerst naar school gingen en in de drie maanden ervoor op de
--   opvang zaten, bij een houder die overdrachten levert
-- hit-text: van wie de opvang een formulier stuurde, uiterlijk zes weken na de eerste schooldag
-- time-text: geteld in het kwartaal nadat zij naar school gingen, zodat zes weken voorbij zijn
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: COH
-- delay: 1
-- level: process
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal kinderen zonder overdracht zou gezinnen aanwijzen
-- norm: local-target 0.95 source: Lokale streefwaarde: 95 procent; zonder toestemming van de ouders kan het niet
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, ko_plaatsing, overdracht, bevolking/dimension, jgz_indicatie/dimension
-- sources: houders van kinderopvang, schoolbesturen
-- limitation: Buitenschoolse opvang telt niet. Kinderen van een houder die nooit overdrachten levert, doen niet
--   mee. Zonder toestemming van de ouders is een overdracht niet mogelijk; die kinderen tellen hier wel mee.
-- lag: 3

-- population: de eerste schooldag op een basisschool
SELECT kind AS unit, min(inschrijfdatum) AS van, min(inschrijfdatum) + 1 AS tot
FROM inschrijving
WHERE kind IS NOT NULL AND schoolsoort IN ('bo', 'sbo', 'so')
GROUP BY kind

-- population: zat in de drie maanden ervoor op de opvang, bij een houder die overdrachten levert
WITH eerste AS (
    SELECT kind, min(inschrijfdatum) AS dag
    FROM inschrijving
    WHERE kind IS NOT NULL AND schoolsoort IN ('bo', 'sbo', 'so')
    GROUP BY kind
)
SELECT p.kind AS unit, e.dag AS van, e.dag + 1 AS tot
FROM ko_plaatsing p
JOIN eerste e ON e.kind = p.kind
WHERE p.soort_opvang <> 'bso' AND (p.uren_week > 0 OR p.uren_week IS NULL)
  AND p.van < e.dag AND p.tot > e.dag - 92
  AND p.leverancier IN (SELECT leverancier FROM geleverd WHERE contract = 'overdracht')

-- hit: een formulier, uiterlijk zes weken na de eerste schooldag
WITH eerste AS (
    SELECT kind, min(inschrijfdatum) AS dag
    FROM inschrijving
    WHERE kind IS NOT NULL AND schoolsoort IN ('bo', 'sbo', 'so')
    GROUP BY kind
)
SELECT o.kind AS unit, e.dag AS van, e.dag + 1 AS tot
FROM overdracht o
JOIN eerste e ON e.kind = o.kind
WHERE o.soort = 've-po' AND o.toestemming <> 'nee' AND o.datum_formulier <= e.dag + 42

-- example: uiterlijk 42 dagen na de eerste schooldag, met toestemming
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   overdracht, houder-a, 2023-08-01, 2026-10-01
-- given inschrijving: kind, inschrijfdatum, schoolsoort, geslacht
--   1, 2026-05-04, bo, m
--   2, 2026-05-04, bo, m
--   3, 2026-05-04, sbo, v
--   4, 2026-05-04, so, v
--   5, 2026-05-04, bo, v
--   6, 2026-05-04, bo, v
--   7, 2026-05-04, bo, v
--   8, 2026-05-04, bo, v
--   9, 2026-05-04, bo, v
--   10, 2026-03-31, bo, v
--   11, 2026-07-01, bo, v
-- given ko_plaatsing: leverancier, kind, begindatum, einddatum, soort_opvang, uren_week
--   houder-a, 1, 2024-05-01, 2026-05-03, po, 16
--   houder-a, 2, 2024-05-01, 2026-05-03, kdv, 16
--   houder-a, 3, 2024-05-01, 2026-05-03, po,
--   houder-a, 4, 2024-05-01, 2026-05-03, go, 16
--   houder-a, 5, 2024-05-01, 2026-05-03, bso, 16
--   houder-a, 6, 2024-05-01, 2026-05-03, po, 0
--   houder-b, 7, 2024-05-01, 2026-05-03, po, 16
--   houder-a, 9, 2024-05-01, 2026-05-03, po, 16
--   houder-a, 10, 2024-05-01, 2026-03-30, po, 16
--   houder-a, 11, 2024-05-01, 2026-06-30, po, 16
-- given overdracht: leverancier, kind, soort, datum, datum_formulier, toestemming
--   houder-a, 1, ve-po, 2026-04-01, 2026-06-15, ja
--   houder-a, 2, ve-po, 2026-04-01, 2026-06-16, ja
--   houder-a, 3, ve-po, 2026-04-01, 2026-04-01, nee
--   houder-a, 4, ve-po, 2026-04-01, 2026-04-01,
--   houder-a, 5, ve-po, 2026-04-01, 2026-04-01, ja
--   houder-a, 6, ve-po, 2026-04-01, 2026-04-01, ja
--   houder-a, 7, ve-po, 2026-04-01, 2026-04-01, ja
--   houder-a, 8, ve-po, 2026-04-01, 2026-04-01, ja
--   houder-a, 9, po-vo, 2026-04-01, 2026-04-01, ja
--   houder-a, 10, ve-po, 2026-04-01, 2026-04-01, ja
--   houder-a, 11, ve-po, 2026-04-01, 2026-04-01, ja
-- expect: n=5 x=2
-- expect geslacht=m: n=2 x=1

-- example: op de opvang in de drie maanden ervoor; de eerste school telt
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   overdracht, houder-a, 2023-08-01, 2026-10-01
-- given inschrijving: kind, inschrijfdatum, schoolsoort
--   1, 2026-05-04, bo
--   2, 2026-05-04, bo
--   3, 2026-05-04, bo
--   4, 2026-05-04, bo
--   5, 2026-05-04, bo
--   5, 2026-06-15, bo
--   6, 2026-02-02, onbekend
--   6, 2026-05-04, bo
--   7, 2026-04-01, bo
--   8, 2026-06-30, bo
-- given ko_plaatsing: leverancier, kind, begindatum, einddatum, soort_opvang, uren_week
--   houder-a, 1, 2024-05-01, 2026-02-01, po, 16
--   houder-a, 2, 2024-05-01, 2026-01-31, po, 16
--   houder-a, 3, 2026-05-03, , po, 16
--   houder-a, 4, 2026-05-04, , po, 16
--   houder-a, 5, 2024-05-01, 2026-02-01, po, 1
--   houder-a, 6, 2024-05-01, 2026-05-03, po, 16
--   houder-a, 7, 2024-05-01, 2026-03-31, po, 16
--   houder-a, 8, 2024-05-01, 2026-06-29, po, 16
-- given overdracht: leverancier, kind, soort, datum, datum_formulier, toestemming
--   houder-a, 1, ve-po, 2026-04-01, 2026-06-15, ja
--   houder-a, 5, ve-po, 2026-04-01, 2026-06-15, ja
--   houder-a, 6, ve-po, 2026-04-01, 2026-06-15, ja
--   houder-a, 7, ve-po, 2026-04-01, 2026-05-13, ja
-- expect: n=6 x=4
