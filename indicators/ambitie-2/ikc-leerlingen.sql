-- id: ikc-leerlingen
-- version: 2026-11-26
-- actions: A2.3
-- order: 30
-- title: Leerlingen op een kindcentrum
-- title-en: Pupils in a child centre
-- question: Welk deel van de leerlingen van het basisonderwijs zit op een school die met de opvang één
--   kindcentrum vormt?
-- question-en: What share of the primary pupils attends a school that forms one child centre with
--   childcare?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen van het basisonderwijs en het speciaal (basis)onderwijs
-- hit-text: op een school in fase 4 of hoger van het kindcentrum
-- time-text: op 1 oktober
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: OKT
-- level: output
-- tier: additional
-- direction: up
-- sensitive: group; why: de fase van een school is openbaar
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: inschrijving, locatie, opvolging/possible, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen, gemeente
-- limitation: Er is geen wettelijke definitie van een kindcentrum; de fase is wat de gemeente en het
--   bestuur vaststelden.
-- lag: 3

-- state: leerlingen, en of hun school een kindcentrum is
WITH fase AS (
    SELECT
        brin,
        max(ikc_fase IN ('4', '5') AND coalesce(ikc_datum, -99999) <= :peildatum) AS is_kc,
        max(ikc_fase <> 'onbekend') AS is_bekend
    FROM locatie
    WHERE brin IS NOT NULL AND van <= :peildatum AND :peildatum < tot
    GROUP BY brin
)
SELECT
    i.kind AS unit,
    max(coalesce(f.is_kc, 0)) AS hit,
    max(coalesce(f.is_bekend, 0)) = 0 AS onbekend
FROM inschrijving i
LEFT JOIN schoolnu n ON n.brin = i.brin AND n.van <= :peildatum AND :peildatum < n.tot
LEFT JOIN fase f ON f.brin = coalesce(n.nu, i.brin)
WHERE i.kind IS NOT NULL AND i.schoolsoort IN ('bo', 'sbo', 'so')
  AND i.van <= :peildatum AND :peildatum < i.tot
GROUP BY i.kind

-- example: fase 4 telt vanaf de datum van die fase; zonder fase onbekend
-- on: 2026K4
-- given locatie: van, tot, locatie, soort, brin, ikc_fase, ikc_datum
--   , , L1, bo, 90AX01, 4, 2026-10-01
--   , , L2, bo, 90AX02, 4, 2026-10-02
--   , , L3, sbo, 90AX03, 5,
--   , , L4, so, 90AX04, 3,
--   , , L5, bo, 90AX05, ,
--   2026-07-01, 2026-10-01, L6, bo, 90AX06, 5,
--   2026-10-01, 2026-10-02, L6, bo, 90AX06, 2,
--   2026-10-02, 2027-01-01, L6, bo, 90AX06, 5,
--   , , L7, vo, 94AX01, 5,
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   1, 90AX01, 2026-10-01, , 3, bo
--   2, 90AX02, 2026-08-01, 2026-10-01, 3, bo
--   3, 90AX03, 2026-08-01, , 3, sbo
--   4, 90AX04, 2026-08-01, , 3, so
--   5, 90AX05, 2026-08-01, , 3, bo
--   6, 90AX06, 2026-08-01, , 3, bo
--   7, 94AX01, 2026-08-01, , lj1, vwo
--   8, 90AX01, 2026-10-02, , 3, bo
--   9, 90AX01, 2026-08-01, 2026-09-30, 3, bo
--   10, 90AX99, 2026-08-01, , 3, bo
--   11, 90AX04, 2026-08-01, , 3, so
--   11, 90AX01, 2026-08-01, , 3, bo
--   12, 90AX05, 2026-08-01, , 3, bo
--   12, 90AX04, 2026-08-01, , 3, so
-- expect: n=9 x=3 unknown=2

-- example: wie nog onder het oude nummer staat, telt bij de opvolger vanaf de dag van de fusie
-- on: 2026K4
-- given locatie: locatie, soort, brin, ikc_fase
--   L1, bo, 90AX00, 4
--   L2, bo, 90AX01, 2
--   L3, bo, 90AX02, 2
-- given opvolging: brin, opvolger, datum
--   90AX01, 90AX00, 2026-10-01
--   90AX02, 90AX00, 2026-10-02
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   1, 90AX01, 2025-08-01, , 3, bo
--   2, 90AX02, 2025-08-01, , 3, bo
-- expect: n=2 x=1

-- example: wie onder een nummer staat dat terugkwam is weer daar; een omgedraaide regel telt niet
-- on: 2026K4
-- given locatie: locatie, soort, brin, ikc_fase
--   L1, bo, 90AX00, 4
--   L2, bo, 90AX01, 2
--   L3, bo, 90AX02, 4
--   L4, bo, 90AX03, 2
--   L5, bo, 90AX10, 2
--   L6, bo, 90AX11, 4
--   L7, bo, 90AX12, 2
--   L8, bo, 90AX13, 2
-- given opvolging: van, brin, opvolger, datum
--   2024-07-01, 90AX00, 90AX01, 2024-08-01
--   2026-04-01, 90AX01, 90AX00, 2026-08-01
--   2025-07-01, 90AX03, 90AX02, 2025-08-01
--   2025-10-01, 90AX02, 90AX03, 2025-08-01
--   2024-07-01, 90AX10, 90AX11, 2024-08-01
--   2024-07-01, 90AX11, 90AX12, 2024-08-01
--   2025-07-01, 90AX12, 90AX13, 2025-08-01
--   2026-07-01, 90AX13, 90AX11, 2026-08-01
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   1, 90AX00, 2024-08-01, , 3, bo
--   2, 90AX01, 2024-08-01, , 3, bo
--   3, 90AX02, 2024-08-01, , 3, bo
--   4, 90AX03, 2024-08-01, , 3, bo
--   5, 90AX10, 2024-08-01, , 3, bo
--   6, 90AX11, 2024-08-01, , 3, bo
--   7, 90AX12, 2024-08-01, , 3, bo
--   8, 90AX13, 2024-08-01, , 3, bo
-- expect: n=8 x=6

-- example: tussen weggaan en terugkomen telt de school bij de opvolger, ook zonder eigen regel die dat zegt
-- on: 2026K1
-- given locatie: locatie, soort, brin, ikc_fase
--   L1, bo, 90AX00, 2
--   L2, bo, 90AX01, 4
-- given opvolging: van, brin, opvolger, datum
--   2024-07-01, 90AX00, 90AX01, 2024-08-01
--   2026-04-01, 90AX01, 90AX00, 2026-08-01
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   1, 90AX00, 2024-08-01, , 3, bo
--   2, 90AX01, 2024-08-01, , 3, bo
-- expect: n=2 x=2
