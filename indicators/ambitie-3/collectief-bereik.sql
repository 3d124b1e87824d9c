-- id: collectief-bereik
-- version: 2026-11-26
-- actions: A3.4
-- order: 20
-- title: Leerlingen die meedoen aan een groepsarrangement
-- title-en: Pupils reached by group support
-- question: Welk deel van de leerlingen op scholen met een groepsarrangement deed eraan mee?
-- question-en: What share of the pupils at schools with group support took part in it?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die op 1 oktober op een school zaten waar in het schooljaar een
--   groepsarrangement liep
-- hit-text: deelnemer aan een groepsarrangement
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: output
-- tier: additional
-- direction: up
-- sensitive: hit; why: een klein aantal deelnemers zou leerlingen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, ondersteuning, opvolging/possible, bevolking/dimension,
--   jgz_indicatie/dimension
-- sources: schoolbesturen, samenwerkingsverbanden, jeugdteam
-- limitation: Leerlingen van scholen waar van een groep alleen het aantal deelnemers bekend is, tellen
--   niet mee; zij worden apart geteld.
-- lag: 4

-- state: leerlingen op 1 oktober, en of zij in het schooljaar meededen
WITH groep AS (
    SELECT DISTINCT coalesce(n.nu, o.brin) AS brin, o.kind
    FROM ondersteuning o
    LEFT JOIN schoolnu n ON n.brin = o.brin AND n.van < :tot AND :tot <= n.tot
    WHERE soort = 'arrangement' AND vorm = 'collectief' AND datum_start IS NOT NULL
      AND max(o.van, o.datum_start) < min(o.tot, :tot) AND :van < o.tot
),
leerling AS (
    SELECT
        i.kind, i.kind IN (SELECT kind FROM groep WHERE kind IS NOT NULL) AS doet_mee,
        max(coalesce(n.nu, i.brin) IN (SELECT brin FROM groep WHERE kind IS NULL)) AS alleen_aantal
    FROM inschrijving i
    LEFT JOIN schoolnu n ON n.brin = i.brin AND n.van < :tot AND :tot <= n.tot
    WHERE i.kind IS NOT NULL AND i.van <= :van + 61 AND :van + 61 < i.tot
      AND coalesce(n.nu, i.brin) IN (SELECT brin FROM groep)
    GROUP BY i.kind
)
SELECT
    kind AS unit, doet_mee AS hit, alleen_aantal AND NOT doet_mee AS uitgesloten, :van + 61 AS dag
FROM leerling

-- example: alleen scholen met een groep; waar alleen het aantal bekend is, apart geteld
-- on: 2026K3
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   1, 90AX00, 2025-08-01, 2026-07-31, bo
--   2, 90AX00, 2025-10-01, 2025-10-01, bo
--   3, 90AX00, 2025-10-02, 2026-07-31, bo
--   4, 90AX00, 2025-08-01, 2025-09-30, bo
--   5, 90AX01, 2025-08-01, 2026-07-31, bo
--   6, 90AX02, 2025-08-01, 2026-07-31, bo
--   7, 90AX02, 2025-08-01, 2026-07-31, bo
--   8, 90AX00, 2025-08-01, 2026-07-31, bo
--   9, 90AX00, 2025-08-01, 2026-07-31, bo
--   9, 90AX02, 2025-08-01, 2026-07-31, bo
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   8, 2016-01-01, 2016-01-01, 2025-10-01, WK054603
--   8, 2016-01-01, 2025-10-02, , WK054605
-- given ondersteuning: kind, brin, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, deelnemers_min, deelnemers_max
--   1, 90AX00, 1, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-31, ,
--   5, 90AX01, 2, arrangement, individueel, 2025-08-14, 2025-09-04, 2026-07-31, ,
--   , 90AX02, 3, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-31, 8, 8
--   7, 90AX02, 4, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-31, ,
-- expect: n=4 x=2 excluded=2
-- expect wijk=WK054603: n=1 x=0

-- example: een groep die op een dag van het schooljaar loopt; begonnen, en een arrangement
-- on: 2026K3
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   1, 90AX01, 2025-08-01, 2026-07-31, bo
--   2, 90AX02, 2025-08-01, 2026-07-31, bo
--   3, 90AX03, 2025-08-01, 2026-07-31, bo
--   4, 90AX04, 2025-08-01, 2026-07-31, bo
--   5, 90AX05, 2025-08-01, 2026-07-31, bo
--   6, 90AX06, 2025-08-01, 2026-07-31, bo
--   7, 90AX07, 2025-08-01, 2026-07-31, bo
-- given ondersteuning: kind, brin, dossier, soort, vorm, datum_signaal, datum_start, datum_einde
--   1, 90AX01, 1, arrangement, collectief, 2024-08-14, 2024-09-04, 2025-08-01
--   2, 90AX02, 2, arrangement, collectief, 2024-08-14, 2024-09-04, 2025-07-31
--   3, 90AX03, 3, arrangement, collectief, 2026-06-01, 2026-07-31,
--   4, 90AX04, 4, arrangement, collectief, 2026-06-01, 2026-08-01,
--   5, 90AX05, 5, arrangement, collectief, 2025-08-14, , 2026-07-31
--   6, 90AX06, 6, opp, collectief, 2025-08-14, 2025-09-04, 2026-07-31
--   7, 90AX07, 7, arrangement, collectief, 2025-08-14, 2025-12-01, 2025-11-30
-- expect: n=2 x=2

-- example: wie nog onder het oude nummer staat, telt bij de opvolger vanaf de dag van de fusie
-- on: 2026K3
-- given opvolging: brin, opvolger, datum
--   90AX01, 90AX00, 2026-02-01
--   90AX02, 90AX00, 2026-08-01
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   1, 90AX01, 2024-08-01, 2026-07-31, bo
--   2, 90AX00, 2024-08-01, 2026-07-31, bo
--   3, 90AX02, 2024-08-01, 2026-07-31, bo
-- given ondersteuning: kind, brin, dossier, soort, vorm, datum_signaal, datum_start, datum_einde
--   1, 90AX01, 1, arrangement, collectief, 2025-08-14, 2025-09-04, 2026-07-31
-- expect: n=2 x=1
