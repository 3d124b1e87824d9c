-- id: vroegschool-bereik
-- version: 2026-11-26
-- actions: A5.1, A1.3
-- order: 50
-- title: Kleuters met een indicatie op een vroegschool
-- title-en: Indicated pupils in an early-school programme
-- question: Zit een kind met een vve-indicatie in groep 1 of 2 op een school met vroegschoolse educatie?
-- question-en: Is a child with an indication in groups 1 and 2 at a school with an early-school programme?
-- counts: kind
-- unit: kleuters
-- unit-en: pupils
-- population-text: kinderen in groep 1 en 2 die ooit een vve-indicatie kregen
-- hit-text: op een schoollocatie met vroegschoolse educatie
-- time-text: op 1 oktober
-- kind: proportion
-- form: spells
-- grondslag: schoolgaand
-- time: OKT
-- level: output
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal kinderen op een gewone school zou kinderen met een indicatie aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, jgz_indicatie, locatie, opvolging/possible, bevolking/dimension
-- sources: schoolbesturen, JGZ, gemeente
-- limitation: De school is een vroegschool of niet; of het kind het programma volgt, is niet bekend.
-- lag: 3

-- population: zit in groep 1 of 2
SELECT kind AS unit, van, tot
FROM inschrijving
WHERE kind IS NOT NULL AND jaargroep IN ('1', '2')

-- population: kreeg ooit een vve-indicatie
SELECT kind AS unit, datum_bepaling AS van, 99999 AS tot FROM besluit WHERE besluit = 'ja'

-- hit: op een schoollocatie met vroegschoolse educatie
SELECT i.kind AS unit, max(i.van, l.van, n.van) AS van, min(i.tot, l.tot, n.tot) AS tot
FROM inschrijving i
JOIN schoolnu n ON n.brin = i.brin AND n.van < i.tot AND i.van < n.tot
JOIN locatie l ON l.brin = n.nu AND l.vroegschool = 'ja' AND l.van < i.tot AND i.van < l.tot
WHERE i.kind IS NOT NULL AND i.jaargroep IN ('1', '2')

-- example: groep 1 en 2, met een indicatie, op een vroegschool
-- on: 2025K4
-- given locatie: locatie, soort, brin, vroegschool
--   L1, bo, 90AX00, ja
--   L2, bo, 90AX01, nee
--   L3, bo, 90AX02,
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, geslacht
--   1, 90AX00, 2025-08-01, 2026-07-31, 1, bo, m
--   2, 90AX00, 2025-08-01, 2026-07-31, 2, bo, m
--   3, 90AX01, 2025-08-01, 2026-07-31, 1, bo, m
--   4, 90AX02, 2025-08-01, 2026-07-31, 2, bo, v
--   5, 90AX00, 2025-08-01, 2026-07-31, 3, bo, v
--   6, 90AX00, 2025-08-01, 2026-07-31, 1, bo, v
--   7, 90AX00, 2025-08-01, 2026-07-31, 1, bo, v
--   8, 90AX00, 2025-10-01, 2025-10-01, 1, bo, v
--   9, 90AX00, 2025-10-02, 2026-07-31, 1, bo, v
--   10, 90AX00, 2025-08-01, 2026-07-31, 0, bo, v
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2023-05-01, ja, 2023-11-01
--   2, 2023-05-01, ja, 2023-11-01
--   3, 2023-05-01, ja, 2023-11-01
--   4, 2025-10-01, ja, 2025-10-01
--   5, 2023-05-01, ja, 2023-11-01
--   6, 2023-05-01, nee,
--   7, 2025-10-02, ja, 2025-10-02
--   8, 2023-05-01, ja, 2023-11-01
--   9, 2023-05-01, ja, 2023-11-01
--   10, 2023-05-01, ja, 2023-11-01
-- expect: n=5 x=3
-- expect geslacht=m: n=3 x=2

-- example: een vroegschool op de dag zelf
-- on: 2025K4
-- given locatie: van, tot, locatie, soort, brin, vroegschool
--   2025-10-01, 2026-01-01, L1, bo, 90AX00, ja
--   2023-10-01, 2025-10-01, L2, bo, 90AX01, ja
--   2025-10-02, 2026-01-01, L3, bo, 90AX02, ja
--   2023-10-01, 2025-10-02, L4, bo, 90AX03, ja
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   1, 90AX00, 2025-08-01, 2026-07-31, 1, bo
--   2, 90AX01, 2025-08-01, 2026-07-31, 1, bo
--   3, 90AX02, 2025-08-01, 2026-07-31, 1, bo
--   4, 90AX03, 2025-08-01, 2026-07-31, 1, bo
--   5, 90AX00, 2025-08-01, 2025-09-30, 1, bo
--   5, 90AX02, 2025-10-01, 2026-07-31, 1, bo
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2023-05-01, ja, 2023-11-01
--   2, 2023-05-01, ja, 2023-11-01
--   3, 2023-05-01, ja, 2023-11-01
--   4, 2023-05-01, ja, 2023-11-01
--   5, 2023-05-01, ja, 2023-11-01
-- expect: n=5 x=2

-- example: wie nog onder het oude nummer staat, telt bij de opvolger vanaf de dag van de fusie
-- on: 2025K4
-- given locatie: locatie, soort, brin, vroegschool
--   L1, bo, 90AX00, ja
--   L2, bo, 90AX01, nee
--   L3, bo, 90AX02, nee
-- given opvolging: brin, opvolger, datum
--   90AX01, 90AX00, 2025-10-01
--   90AX02, 90AX00, 2025-10-02
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   1, 90AX01, 2025-08-01, 2026-07-31, 1, bo
--   2, 90AX02, 2025-08-01, 2026-07-31, 1, bo
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2023-05-01, ja, 2023-11-01
--   2, 2023-05-01, ja, 2023-11-01
-- expect: n=2 x=1
