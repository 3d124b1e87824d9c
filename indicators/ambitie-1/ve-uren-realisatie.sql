-- id: ve-uren-realisatie
-- version: 2026-11-25
-- actions: A1.1
-- order: 30
-- title: Gerealiseerde ve-uren
-- title-en: Hours of early education realised
-- question: Welk deel van de afgesproken ve-uren hebben peuters met een indicatie echt gekregen?
-- question-en: What part of the agreed hours did indicated toddlers really get?
-- counts: kind
-- unit: afgesproken ve-uren
-- unit-en: agreed hours
-- population-text: ve-uren volgens contract van peuters met een vve-indicatie
-- hit-text: uren die de peuter er was
-- time-text: in het kwartaal
-- kind: rate
-- form: state
-- grondslag: locatie
-- time: KP
-- level: output
-- direction: up
-- sensitive: group; why: het gaat om uren van alle peuters samen
-- decimals: 2
-- norm: local-target 0.9 source: Lokale streefwaarde: 90 procent van de afgesproken uren
-- uses: jgz_indicatie, ko_uren
-- sources: houders van kinderopvang, JGZ
-- limitation: Alleen houders die uren per kind leveren tellen mee. Waarom een peuter er niet was, is niet
--   bekend.
-- lag: 3

-- state: afgesproken en gerealiseerde uren van peuters die in die maand een indicatie hebben
SELECT u.kind AS unit, sum(u.uren_gerealiseerd) AS waarde, sum(u.uren_contract) AS noemer
FROM ko_uren u
WHERE u.kind IS NOT NULL AND u.maand >= :van AND u.maand < :tot
  AND EXISTS (
    SELECT 1 FROM besluit b
    WHERE b.kind = u.kind AND b.besluit = 'ja'
      AND b.van < maanden_na(u.maand, 1) AND maanden_na(u.maand, 1) <= b.tot)
GROUP BY u.kind

-- example: alleen maanden in het kwartaal waarin de indicatie op de laatste dag geldt
-- on: 2026K3
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde
--   1, 2025-06-01, ja, 2025-12-01,
--   2, 2026-08-31, ja, 2026-08-31,
--   3, 2025-06-01, ja, 2025-12-01, 2026-07-31
--   4, 2025-06-01, nee, ,
--   5, 2025-06-01, ja, 2025-12-01, 2026-08-01
-- given ko_uren: kind, lrk, maand, uren_contract, uren_gerealiseerd
--   1, 100000001, 2026-06-01, 1000, 1000
--   1, 100000001, 2026-07-01, 60, 50
--   1, 100000002, 2026-09-01, 20, 20
--   1, 100000001, 2026-10-01, 1000, 1000
--   2, 100000001, 2026-07-01, 1000, 1000
--   2, 100000001, 2026-08-01, 40, 10
--   3, 100000001, 2026-07-01, 1000, 1000
--   4, 100000001, 2026-07-01, 1000, 1000
--   5, 100000001, 2026-07-01, 80, 70
-- expect: n=200 sum=150 estimate=0.75
