-- id: ve-plaatsen-dekking
-- version: 2026-09-01
-- actions: A1.1, A1.3
-- order: 20
-- title: Ve-plaatsen per peuter met een indicatie
-- title-en: Places per indicated toddler
-- question: Zijn er genoeg ve-plaatsen voor de peuters met een vve-indicatie?
-- question-en: Are there enough places for the toddlers with an indication?
-- counts: kind
-- unit: peuters
-- unit-en: toddlers
-- population-text: peuters met een vve-indicatie die in de stad wonen, van 2½ jaar tot de basisschool
--   (uiterlijk 5 jaar)
-- hit-text: ve-plaatsen op locaties die ve aanbieden
-- time-text: op de laatste dag van het kwartaal
-- kind: rate
-- form: state
-- grondslag: wonend
-- time: KE
-- level: input
-- tier: additional
-- direction: target
-- sensitive: group; why: het aantal plaatsen is een gegeven van de locaties; alleen een kleine groep peuters
--   is gevoelig
-- decimals: 2
-- norm: local-target 1 source: Gerealiseerd aanbod: een plaats voor elke peuter met een indicatie
-- dimensions: wijk
-- uses: bevolking, jgz_indicatie, inschrijving, locatie/hit
-- sources: gemeente, JGZ, schoolbesturen
-- limitation: Plaatsen staan in de wijk van de locatie, peuters in de wijk waar zij wonen; veel peuters gaan
--   naar een andere wijk. Een plaats kan ook door een kind zonder indicatie bezet zijn.
-- lag: 2

-- state: ve-plaatsen op de peildatum, en de peuters met een geldige indicatie
SELECT
    l.locatie AS unit,
    max(coalesce(l.ve_plaatsen, 0)) AS waarde,
    0 AS noemer,
    0 AS uitgesloten
FROM locatie l
WHERE l.ve = 'ja'
  AND l.van <= :peildatum AND :peildatum < l.tot
  AND coalesce(l.ve_van, -99999) <= :peildatum AND :peildatum < coalesce(l.ve_tot, 99999)
GROUP BY l.locatie
UNION ALL
SELECT DISTINCT
    p.kind, 0, 1, coalesce(b.reden_niet_bereik, '') = 'medisch-so'
FROM peuter p
JOIN besluit b ON b.kind = p.kind
WHERE p.van <= :peildatum AND :peildatum < p.tot
  AND b.besluit = 'ja' AND b.van <= :peildatum AND :peildatum < b.tot

-- example: plaatsen tellen in de wijk van de locatie, peuters in hun eigen wijk
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2023-06-01, 2023-06-01, , WK054603
--   2, 2023-06-01, 2023-06-01, , WK054603
--   3, 2023-06-01, 2023-06-01, , WK054606
--   4, 2023-06-01, 2023-06-01, , WK054606
--   5, 2023-06-01, 2023-06-01, 2026-09-29, WK054606
--   6, 2023-06-01, 2023-06-01, , WK054606
--   7, 2023-06-01, 2023-06-01, , WK054606
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde, reden_niet_bereik
--   1, 2025-06-01, ja, 2025-12-01, ,
--   2, 2025-06-01, ja, 2026-09-30, , geen-plek
--   3, 2025-06-01, ja, 2025-12-01, , medisch-so
--   4, 2025-06-01, ja, 2025-12-01, ,
--   5, 2025-06-01, ja, 2025-12-01, ,
--   6, 2025-06-01, ja, 2026-10-01, ,
--   7, 2025-06-01, ja, 2025-12-01, 2026-09-30,
-- given locatie: locatie, lrk, ve, ve_van, ve_tot, ve_plaatsen, wijk
--   L001, 100000001, ja, 2020-01-01, , 16, WK054603
--   L002, 100000002, ja, , 2026-10-01, 8, WK054606
--   L003, 100000003, ja, 2020-01-01, 2026-09-30, 32, WK054606
--   L004, 100000004, ja, 2026-10-01, , 64, WK054606
--   L005, 100000005, nee, , , 128, WK054606
--   L006, 100000006, ja, 2026-09-30, , 4, WK054606
--   L007, 100000007, ja, , , , WK054606
-- expect: n=3 sum=28 excluded=1 estimate=9.33
-- expect wijk=WK054603: n=2 sum=16
-- expect wijk=WK054606: n=1 sum=12 excluded=1

-- example: het locatieregister van nu telt, niet dat van het vorige of volgende kwartaal
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, wijk
--   1, 2024-03-31, 2024-03-31, WK054603
--   2, 2024-04-01, 2024-04-01, WK054603
--   3, 2021-09-30, 2021-09-30, WK054603
--   4, 2022-06-01, 2022-06-01,
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde
--   1, 2025-06-01, ja, 2026-01-01,
--   2, 2025-06-01, ja, 2026-01-01,
--   3, 2024-06-01, ja, 2024-12-01,
--   4, 2024-06-01, ja, 2024-12-01, 2026-10-01
-- given inschrijving: kind, inschrijfdatum, schoolsoort
--   4, 2026-10-01, bo
-- given locatie: van, tot, locatie, ve, ve_plaatsen, wijk
--   2026-04-01, 2026-07-01, L001, ja, 10, WK054603
--   2026-07-01, 2026-10-01, L001, ja, 20, WK054603
--   2026-10-01, , L001, ja, 40, WK054603
--   2026-07-01, 2026-09-30, L002, ja, 5, WK054603
--   2026-09-30, , L003, ja, 3,
--   2026-07-01, 2026-10-01, L001, ja, 12, WK054603
-- expect: n=2 sum=23
-- expect wijk=WK054603: n=1 sum=20
-- expect wijk=onbekend: n=1 sum=3
