-- id: rld-uren
-- version: 2026-11-27
-- actions: A6.2
-- order: 40
-- title: Uren per week van deelnemers aan de rijke leerdag
-- title-en: Hours a week of participants in the enriched day
-- question: Hoeveel uur per week doen leerlingen mee aan de rijke leerdag?
-- question-en: How many hours a week do pupils take part in the enriched day?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die op 1 oktober op een school in categorie A of B zaten en in het schooljaar
--   ten minste één keer meededen
-- hit-text: uur per programmaweek dat zij er waren
-- time-text: in het schooljaar
-- kind: mean
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: output
-- tier: additional
-- direction: up
-- sensitive: group; why: een gemiddelde van een kleine groep zegt iets over die kinderen
-- decimals: 2
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, locatie, deelname, activiteit, opvolging/possible, bevolking/dimension,
--   jgz_indicatie/dimension
-- sources: schoolbesturen, gemeente, partners met aanbod
-- limitation: Van elk programma de uren die de leerling er was, gedeeld door de weken van dat programma, en
--   dat bij elkaar. Een programma waarvan de weken niet bekend zijn of een partner die geen
--   uren levert, telt niet mee.
-- lag: 2

-- state: uren per programmaweek per deelnemer
WITH deelnemer AS (
    SELECT d.kind, sum(d.uren_aanwezig / a.weken) AS uren
    FROM deelname d
    JOIN (
        SELECT DISTINCT
            leverancier, activiteit, tijdvak,
            max(weken) OVER (PARTITION BY leverancier, activiteit) AS weken
        FROM deelname_aanbod
        WHERE programma = 'rijke-leerdag' AND tijdvak >= :van AND tijdvak < :tot
    ) a ON a.activiteit = d.activiteit AND a.leverancier = d.leverancier AND a.tijdvak = d.tijdvak
    WHERE a.weken > 0 AND d.kind IS NOT NULL AND d.tijdvak >= :van AND d.tijdvak < :tot AND d.van = d.tijdvak
      AND d.uren_aanwezig > 0
    GROUP BY d.kind
)
SELECT i.kind AS unit, d.uren AS waarde, :van + 61 AS dag
FROM (
    SELECT DISTINCT kind
    FROM inschrijving
    WHERE kind IS NOT NULL AND van <= :van + 61 AND :van + 61 < tot
      AND brin IN (
          SELECT n.brin
          FROM schoolnu n
          JOIN locatie l ON l.brin = n.nu AND l.rld_categorie IN ('a', 'b')
              AND l.van <= :van + 61 AND :van + 61 < l.tot
          WHERE n.van <= :van + 61 AND :van + 61 < n.tot)
) i
JOIN deelnemer d ON d.kind = i.kind

-- example: 20 uur in 10 weken en 10 uur in 20 weken is 2,5 uur per week
-- on: 2026K3
-- given locatie: locatie, soort, brin, rld_categorie
--   L1, bo, 90AX00, a
--   L2, bo, 90AX01, geen
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort, geslacht
--   1, 90AX00, 2025-08-01, 2026-07-31, bo, m
--   2, 90AX00, 2025-08-01, 2026-07-31, bo, v
--   3, 90AX01, 2025-08-01, 2026-07-31, bo, v
--   4, 90AX00, 2025-08-01, 2026-07-31, bo, v
--   5, 90AX00, 2025-08-01, 2026-07-31, bo, v
--   6, 90AX00, 2025-08-01, 2026-07-31, bo, v
-- given activiteit: activiteit, aanbieder, domein, programma, weken, begindatum
--   S1, a, sport, rijke-leerdag, 10, 2025-09-01
--   S2, a, sport, rijke-leerdag, 20, 2025-09-01
--   C1, a, cultuur, overig, 1, 2025-09-01
--   C2, a, cultuur, rijke-leerdag, , 2025-09-01
--   C3, a, cultuur, rijke-leerdag, 1, 2025-09-01
--   C4, a, cultuur, rijke-leerdag, 0, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig, uren_aanwezig
--   1, S1, 2025-10-01, geplaatst, 8, 12
--   1, S1, 2026-01-01, geplaatst, 8, 8
--   1, S2, 2025-10-01, geplaatst, 8, 10
--   1, C1, 2025-10-01, geplaatst, 8, 100
--   2, S2, 2025-10-01, geplaatst, 8, 10
--   2, C2, 2025-10-01, geplaatst, 8, 100
--   3, S1, 2025-10-01, geplaatst, 8, 100
--   4, C1, 2025-10-01, geplaatst, 8, 100
--   4, S1, 2025-10-01, geplaatst, 0, 0
--   5, C3, 2025-10-01, geplaatst, 1, 0.5
--   6, C4, 2025-10-01, geplaatst, 1, 1
-- expect: n=3 sum=3.50
-- expect geslacht=m: n=1 sum=2.50

-- example: ingeschreven op 1 oktober op een school van het programma; maanden van augustus tot en met juli
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2016-05-01, 2016-05-01, 2025-10-01, WK054603
-- given locatie: van, tot, locatie, soort, brin, rld_categorie
--   2025-10-01, 2025-10-02, L1, bo, 90AX00, b
--   2025-08-01, 2025-10-01, L2, bo, 90AX01, b
--   2025-10-02, 2026-10-01, L3, bo, 90AX02, b
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   1, 90AX00, 2025-10-01, 2025-10-01, bo
--   2, 90AX00, 2025-08-01, 2025-09-30, bo
--   3, 90AX00, 2025-10-02, 2026-07-31, bo
--   4, 90AX00, 2025-08-01, 2026-07-31, bo
--   5, 90AX00, 2025-08-01, 2026-07-31, bo
--   6, 90AX00, 2025-08-01, 2026-07-31, bo
--   7, 90AX01, 2025-08-01, 2026-07-31, bo
--   8, 90AX02, 2025-08-01, 2026-07-31, bo
-- given activiteit: van, tot, activiteit, aanbieder, domein, programma, weken, begindatum
--   2024-09-01, 2026-01-01, S1, a, sport, rijke-leerdag, 4, 2024-09-01
--   2026-01-01, 2026-10-01, S1, a, sport, rijke-leerdag, 10, 2024-09-01
-- given deelname: van, tot, kind, activiteit, tijdvak, status, uren_aanwezig
--   2025-08-01, 2025-10-01, 1, S1, 2025-08-01, geplaatst, 10
--   2025-10-01, 2026-01-01, 2, S1, 2025-10-01, geplaatst, 10
--   2025-10-01, 2026-01-01, 3, S1, 2025-10-01, geplaatst, 10
--   2026-07-01, 2026-10-01, 4, S1, 2026-07-01, geplaatst, 20
--   2025-07-01, 2025-10-01, 5, S1, 2025-07-01, geplaatst, 10
--   2026-08-01, 2026-10-01, 5, S1, 2026-08-01, geplaatst, 10
--   2025-10-15, 2026-01-01, 6, S1, 2025-10-01, geplaatst, 10
--   2025-10-01, 2026-01-01, 7, S1, 2025-10-01, geplaatst, 10
--   2025-10-01, 2026-01-01, 8, S1, 2025-10-01, geplaatst, 10
-- expect: n=2 sum=3.00
-- expect wijk=WK054603: n=1 sum=1.00

-- example: wie nog onder het oude nummer staat, telt bij de opvolger vanaf de dag van de fusie
-- on: 2026K3
-- given locatie: locatie, soort, brin, rld_categorie
--   L1, bo, 90AX00, a
--   L2, bo, 90AX01, geen
--   L3, bo, 90AX02, geen
-- given opvolging: brin, opvolger, datum
--   90AX01, 90AX00, 2025-10-01
--   90AX02, 90AX00, 2025-10-02
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   1, 90AX01, 2024-08-01, , bo
--   2, 90AX02, 2024-08-01, , bo
-- given activiteit: activiteit, aanbieder, domein, programma, weken, begindatum
--   S1, a, sport, rijke-leerdag, 10, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig, uren_aanwezig
--   1, S1, 2025-10-01, geplaatst, 8, 20
--   2, S1, 2025-10-01, geplaatst, 8, 10
-- expect: n=1 sum=2.00

-- example: de weken zijn die van het eigen aanbod met dat nummer
-- on: 2026K3
-- given locatie: locatie, soort, brin, rld_categorie
--   L1, bo, 90AX00, a
-- given inschrijving: kind, brin, inschrijfdatum, schoolsoort
--   1, 90AX00, 2025-08-01, bo
-- given activiteit: leverancier, activiteit, aanbieder, domein, programma, weken, begindatum
--   a, 1, a, sport, rijke-leerdag, 10, 2025-01-01
--   b, 1, b, cultuur, rijke-leerdag, 40, 2025-01-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, uren_aanwezig
--   a, 1, 1, 2025-10-01, voltooid, 20
-- expect: n=1 sum=2

-- example: een activiteit is wat zij in die maand was, en duurt zo veel weken als in dat schooljaar
-- on: 2026K3
-- given locatie: locatie, soort, brin, rld_categorie
--   L1, bo, 90AX00, a
-- given inschrijving: kind, brin, inschrijfdatum, schoolsoort
--   1, 90AX00, 2025-08-01, bo
-- given activiteit: activiteit, aanbieder, domein, programma, weken, begindatum, einddatum
--   A1, a, sport, rijke-leerdag, 40, 2024-08-01, 2025-07-31
--   A1, a, sport, rijke-leerdag, 10, 2025-08-01, 2025-12-31
--   A1, a, sport, overig, 10, 2026-01-01,
-- given deelname: kind, activiteit, tijdvak, status, uren_aanwezig
--   1, A1, 2025-10-01, geplaatst, 20
--   1, A1, 2026-01-01, geplaatst, 100
-- expect: n=1 sum=2
