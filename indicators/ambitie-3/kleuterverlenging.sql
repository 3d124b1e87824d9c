-- id: kleuterverlenging
-- version: 2026-11-25
-- actions: A3.1
-- order: 50
-- title: Verlengde kleuterperiode
-- title-en: Third kindergarten year
-- question: Welk deel van de leerlingen die naar groep 3 gingen, zat drie jaar of langer in groep 1 en 2?
-- question-en: What share of the pupils who moved to grade 3 spent three years or more in grades 1 and 2?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen in groep 3 die een jaar eerder in groep 1 of 2 zaten
-- hit-text: drie jaar of langer kleuter
-- time-text: op 1 oktober, vergeleken met een jaar ervoor
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: OKT
-- level: effect
-- tier: additional
-- direction: neutral
-- sensitive: hit; why: een klein aantal leerlingen met een extra jaar zou leerlingen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen
-- limitation: Telt vanaf 1 oktober na de vierde verjaardag. Ook wie later begon of eerst in een ander land op
--   school zat, telt als verlengd. Een extra jaar kan goed zijn voor een kind: hoger of lager is niet beter.
-- lag: 3

-- state: leerlingen die naar groep 3 gingen, en of zij dan al drie jaar kleuter waren
WITH vorig AS (
    SELECT DISTINCT kind
    FROM inschrijving
    WHERE kind IS NOT NULL AND jaargroep IN ('0', '1', '2')
      AND van <= maanden_na(:peildatum, -12) AND maanden_na(:peildatum, -12) < tot
)
SELECT DISTINCT
    n.kind AS unit, verjaardag(k.geboortedatum, 48) <= maanden_na(:peildatum, -36) AS hit
FROM inschrijving n
JOIN vorig v ON v.kind = n.kind
JOIN kind k ON k.kind = n.kind
WHERE n.van <= :peildatum AND :peildatum < n.tot AND n.jaargroep = '3'
  AND k.geboortedatum IS NOT NULL

-- example: wie op 1 oktober drie jaar eerder vier werd, is verlengd; een dag jonger niet
-- on: 2026K4
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, geboortedatum
--   1, 90AX00, 2025-08-01, 2026-07-31, 2, bo, 2019-10-01
--   1, 90AX00, 2026-08-01, , 3, bo, 2019-10-01
--   2, 90AX00, 2025-08-01, 2026-07-31, 2, bo, 2019-10-02
--   2, 90AX00, 2026-08-01, , 3, bo, 2019-10-02
--   3, 90AX00, 2025-08-01, 2026-07-31, 3, bo, 2019-01-01
--   3, 90AX00, 2026-08-01, , 3, bo, 2019-01-01
--   4, 90AX00, 2025-08-01, 2026-07-31, 1, bo, 2020-01-01
--   4, 90AX00, 2026-08-01, , 3, bo, 2020-01-01
--   5, 90AX00, 2025-08-01, 2026-07-31, 1, bo, 2019-01-01
--   5, 90AX00, 2026-08-01, , 2, bo, 2019-01-01
--   6, 90AX00, 2026-08-01, , 3, bo, 2019-01-01
--   7, 90AX00, 2025-08-01, 2026-07-31, 0, bo, 2019-06-01
--   7, 90AX01, 2026-08-01, , 3, bo, 2019-06-01
--   8, 90AX00, 2025-08-01, 2026-07-31, 2, bo,
--   8, 90AX00, 2026-08-01, , 3, bo,
-- expect: n=4 x=2

-- example: op 1 oktober van beide jaren
-- on: 2026K4
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort, geboortedatum
--   1, 90AX00, 2025-10-01, 2025-10-01, 2, bo, 2020-03-01
--   1, 90AX00, 2026-10-01, 2026-10-01, 3, bo, 2020-03-01
--   2, 90AX00, 2025-08-01, 2025-09-30, 2, bo, 2020-04-01
--   2, 90AX00, 2026-08-01, , 3, bo, 2020-04-01
--   3, 90AX00, 2025-10-02, 2026-07-31, 2, bo, 2020-05-01
--   3, 90AX00, 2026-08-01, , 3, bo, 2020-05-01
--   4, 90AX00, 2025-08-01, 2026-07-31, 2, bo, 2020-06-01
--   4, 90AX00, 2026-10-02, , 3, bo, 2020-06-01
--   5, 90AX00, 2025-08-01, 2026-07-31, 2, bo, 2020-07-01
--   5, 90AX00, 2026-08-01, 2026-09-30, 3, bo, 2020-07-01
-- expect: n=1 x=0
