-- id: rld-breedte
-- version: 2026-11-27
-- actions: A6.2
-- order: 30
-- title: Aantal gebieden per deelnemer aan de rijke leerdag
-- title-en: Domains per participant of the enriched day
-- question: In hoeveel gebieden doen leerlingen mee die meedoen?
-- question-en: In how many domains do pupils who take part do so?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die op 1 oktober op een school in categorie A of B zaten en in het schooljaar
--   ten minste één keer meededen
-- hit-text: gebieden, van de zes, waarin zij ten minste één keer aanwezig waren
-- time-text: in het schooljaar
-- kind: mean
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: output
-- tier: additional
-- direction: up
-- sensitive: group; why: een gemiddelde van een kleine groep zegt iets over die kinderen
-- norm: local-target 2 source: Lokale streefwaarde: twee gebieden per leerling
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- cluster: school
-- uses: inschrijving, locatie, deelname, activiteit, opvolging/possible, bevolking/dimension,
--   jgz_indicatie/dimension
-- sources: schoolbesturen, gemeente, partners met aanbod
-- limitation: Telt alleen leerlingen die meedoen; hoeveel dat er zijn, zegt het bereik. Aantallen van
--   papieren lijsten tellen niet mee.
-- lag: 2

-- state: aantal gebieden per deelnemer
WITH deelnemer AS (
    SELECT kind, count(DISTINCT domein) AS gebieden
    FROM deelname_jaar
    WHERE begin = :van
    GROUP BY kind
)
SELECT i.kind AS unit, d.gebieden AS waarde, :van + 61 AS dag
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

-- example: elk gebied één keer, hoe vaak ook; wie nooit kwam, telt niet mee
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
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2025-09-01
--   S2, a, sport, 2025-09-01
--   C1, a, cultuur, 2025-09-01
--   B1, a, bieb, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, S1, 2025-10-01, geplaatst, 1
--   1, S2, 2025-10-01, geplaatst, 3
--   1, C1, 2026-04-01, geplaatst, 2
--   1, B1, 2025-10-01, geplaatst, 9
--   2, C1, 2025-10-01, geplaatst, 1
--   2, S1, 2025-10-01, geplaatst, 0
--   3, S1, 2025-10-01, geplaatst, 9
--   4, S1, 2025-10-01, geplaatst, 0
--   5, B1, 2025-10-01, geplaatst, 9
-- expect: n=2 sum=3.00 estimate=1.50
-- expect geslacht=m: n=1 sum=2.00

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
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2024-09-01
-- given deelname: van, tot, kind, activiteit, tijdvak, status, sessies_aanwezig
--   2025-08-01, 2025-10-01, 1, S1, 2025-08-01, geplaatst, 1
--   2025-10-01, 2026-01-01, 2, S1, 2025-10-01, geplaatst, 1
--   2025-10-01, 2026-01-01, 3, S1, 2025-10-01, geplaatst, 1
--   2026-07-01, 2026-10-01, 4, S1, 2026-07-01, geplaatst, 1
--   2025-07-01, 2025-10-01, 5, S1, 2025-07-01, geplaatst, 1
--   2026-08-01, 2026-10-01, 5, S1, 2026-08-01, geplaatst, 1
--   2025-10-15, 2026-01-01, 6, S1, 2025-10-01, geplaatst, 1
--   2025-10-01, 2026-01-01, 7, S1, 2025-10-01, geplaatst, 1
--   2025-10-01, 2026-01-01, 8, S1, 2025-10-01, geplaatst, 1
-- expect: n=2 sum=2.00
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
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, S1, 2025-10-01, geplaatst, 3
--   2, S1, 2025-10-01, geplaatst, 3
-- expect: n=1 sum=1.00

-- example: een activiteit is wat zij in die maand was
-- on: 2026K3
-- given locatie: locatie, soort, brin, rld_categorie
--   L1, bo, 90AX00, a
-- given inschrijving: kind, brin, inschrijfdatum, schoolsoort
--   1, 90AX00, 2025-08-01, bo
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   A1, a, sport, 2025-08-01, 2025-12-31
--   A1, a, cultuur, 2026-01-01,
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, A1, 2025-10-01, geplaatst, 3
-- expect: n=1 sum=1
