-- id: zittenblijven
-- version: 2026-11-25
-- actions: A3.1
-- order: 40
-- title: Zittenblijven
-- title-en: Grade repetition
-- question: Welk deel van de leerlingen doet hetzelfde leerjaar nog een keer?
-- question-en: What share of the pupils does the same year again?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen in groep 3 tot en met 8 of leerjaar 1 tot en met 3, die een jaar
--   eerder ook op een school in de stad zaten
-- hit-text: in dezelfde groep of hetzelfde leerjaar als een jaar eerder
-- time-text: op 1 oktober, vergeleken met een jaar ervoor
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: OKT
-- level: effect
-- tier: additional
-- direction: down
-- sensitive: hit; why: een klein aantal zittenblijvers zou leerlingen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen
-- limitation: Wie een jaar eerder nergens in de leveringen stond, telt niet mee. Wie van niveau wisselt en
--   in hetzelfde leerjaar blijft, telt als zittenblijver.
-- lag: 3

-- state: leerlingen, en of zij een jaar eerder in hetzelfde leerjaar zaten
WITH vorig AS (
    SELECT kind, jaargroep
    FROM inschrijving
    WHERE kind IS NOT NULL AND jaargroep <> 'onbekend'
      AND van <= maanden_na(:peildatum, -12) AND maanden_na(:peildatum, -12) < tot
)
SELECT n.kind AS unit, max(n.jaargroep = v.jaargroep) AS hit
FROM inschrijving n
JOIN vorig v ON v.kind = n.kind
WHERE n.van <= :peildatum AND :peildatum < n.tot
  AND n.jaargroep IN ('3', '4', '5', '6', '7', '8', 'lj1', 'lj2', 'lj3')
GROUP BY n.kind

-- example: dezelfde groep als een jaar eerder; groep 2 en leerjaar 4 tellen niet
-- on: 2026K4
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   1, 90AX00, 2025-08-01, 2026-07-31, 3, bo
--   1, 90AX00, 2026-08-01, , 3, bo
--   2, 90AX00, 2025-08-01, 2026-07-31, 2, bo
--   2, 90AX00, 2026-08-01, , 3, bo
--   3, 90AX00, 2025-08-01, 2026-07-31, 2, bo
--   3, 90AX00, 2026-08-01, , 2, bo
--   4, 90AX00, 2025-08-01, 2026-07-31, 8, bo
--   4, 94AX00, 2026-08-01, , lj1, havo
--   5, 94AX00, 2025-08-01, 2026-07-31, lj3, vwo
--   5, 94AX01, 2026-08-01, , lj3, havo
--   6, 94AX00, 2025-08-01, 2026-07-31, lj4, havo
--   6, 94AX00, 2026-08-01, , lj4, havo
--   7, 90AX00, 2026-08-01, , 5, bo
--   8, 90AX00, 2025-08-01, 2026-07-31, onbekend, bo
--   8, 90AX00, 2026-08-01, , 5, bo
--   9, 90AX00, 2025-08-01, 2026-07-31, 4, bo
--   9, 90AX00, 2026-08-01, , 5, bo
-- expect: n=5 x=2

-- example: op 1 oktober van beide jaren; wie twee keer in hetzelfde leerjaar staat, is één leerling
-- on: 2026K4
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   1, 90AX00, 2025-10-01, 2025-10-01, 4, bo
--   1, 90AX00, 2026-10-01, 2026-10-01, 4, bo
--   2, 90AX00, 2025-08-01, 2025-09-30, 4, bo
--   2, 90AX00, 2026-08-01, , 4, bo
--   3, 90AX00, 2025-10-02, 2026-07-31, 4, bo
--   3, 90AX00, 2026-08-01, , 4, bo
--   4, 90AX00, 2025-08-01, 2026-07-31, 4, bo
--   4, 90AX00, 2026-08-01, 2026-09-30, 4, bo
--   5, 90AX00, 2025-08-01, 2026-07-31, 4, bo
--   5, 90AX00, 2026-10-02, , 4, bo
--   6, 90AX00, 2025-08-01, 2026-07-31, 4, bo
--   6, 90AX01, 2025-08-01, 2026-07-31, 5, bo
--   6, 90AX01, 2026-08-01, , 5, bo
--   7, 90AX01, 2025-08-01, 2026-07-31, 4, bo
--   7, 90AX01, 2026-08-01, , 5, bo
-- expect: n=3 x=2
