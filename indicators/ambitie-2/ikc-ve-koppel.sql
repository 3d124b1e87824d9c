-- id: ikc-ve-koppel
-- version: 2026-11-27
-- actions: A2.3, A1.1
-- order: 20
-- title: Ve-locaties met een partnerschool
-- title-en: Sites with a partner school
-- question: Welk deel van de ve-locaties heeft afspraken met een school?
-- question-en: What share of the sites has an agreement with a school?
-- counts: locatie
-- unit: ve-locaties
-- unit-en: sites
-- population-text: locaties die voorschoolse educatie aanbieden
-- hit-text: die met een school samenwerken
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: locatie
-- time: KE
-- level: process
-- tier: additional
-- direction: up
-- sensitive: group; why: met wie een locatie samenwerkt is openbaar
-- norm: local-target 1 source: Lokale streefwaarde: elke ve-locatie heeft een partnerschool
-- dimensions: wijk
-- uses: locatie
-- sources: gemeente, houders van kinderopvang
-- limitation: Zegt niet hoe goed de samenwerking is. Een ve-locatie zonder ingevulde partner telt als zonder
--   partner.
-- lag: 2

-- population: biedt op de peildatum voorschoolse educatie aan
SELECT unit, van, tot
FROM (
    SELECT
        locatie AS unit,
        max(van, coalesce(ve_van, -99999)) AS van, min(tot, coalesce(ve_tot, 99999)) AS tot
    FROM locatie
    WHERE ve = 'ja'
)
WHERE van < tot

-- hit: werkt samen met een school
SELECT l.locatie AS unit, max(l.van, s.van) AS van, min(l.tot, s.tot) AS tot
FROM locatie l
JOIN onderwijslocatie s
    ON s.locatie = l.partnerlocatie AND s.rol = 'school' AND s.soort IN ('bo', 'sbo', 'so')
WHERE max(l.van, s.van) < min(l.tot, s.tot)

-- example: alleen een school telt als partner
-- on: 2026K3
-- given locatie: locatie, soort, ve, ve_van, ve_tot, partnerlocatie, wijk
--   L001, ko-ve, ja, , , S001, WK054603
--   L002, ko-ve, ja, , , , WK054603
--   L003, ko-ve, ja, , , L001, WK054606
--   L004, ko-ve, ja, 2026-10-01, , S001, WK054606
--   L005, ko-ve, ja, , 2026-09-30, S001, WK054606
--   L006, ko-ve, ja, 2026-09-30, , S002, WK054606
--   L007, ko, nee, , , S001, WK054606
--   L008, ko-ve, ja, , , S003, WK054606
--   L009, ko-ve, ja, , , S004, WK054606
--   S001, bo, , , , , WK054603
--   S002, so, , , , , WK054603
--   S003, vo, , , , , WK054603
--   S004, sbo, , , , , WK054603
-- expect: n=6 x=3
-- expect wijk=WK054603: n=2 x=1
-- expect wijk=WK054606: n=4 x=2

-- example: een school die niet meer bestaat is geen partner
-- on: 2026K3
-- given locatie: van, tot, locatie, soort, ve, partnerlocatie
--   2020-01-01, 2027-01-01, L001, ko-ve, ja, S001
--   2020-01-01, 2024-08-01, S001, bo, ,
--   2020-01-01, 2027-01-01, L002, ko-ve, ja, S002
--   2020-01-01, 2027-01-01, S002, bo, ,
-- expect: n=2 x=1
