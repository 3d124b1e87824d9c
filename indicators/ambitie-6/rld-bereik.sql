-- id: rld-bereik
-- version: 2026-11-27
-- actions: A6.2
-- order: 20
-- title: Leerlingen in de rijke leerdag
-- title-en: Pupils in the enriched day
-- question: Welk deel van de leerlingen op scholen in categorie A en B deed in het schooljaar ten
--   minste drie keer mee?
-- question-en: What share of the pupils at schools in categories A and B attended at least three times
--   in the school year?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die op 1 oktober op een school in categorie A of B zaten
-- hit-text: die in ten minste één gebied drie keer of vaker aanwezig waren
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: output
-- direction: up
-- sensitive: hit; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- dimensions: wijk, thuistaal, opleiding_ouders, organisatie, school
-- cluster: school
-- uses: inschrijving, locatie, deelname, activiteit, opvolging/possible, bevolking/dimension,
--   jgz_indicatie/dimension
-- sources: schoolbesturen, gemeente, partners met aanbod
-- limitation: Telt elke activiteit in de zes gebieden, ook buiten de school. Aantallen van papieren
--   lijsten tellen niet mee.
-- lag: 2

-- state: stand per eenheid
WITH deelnemer AS (
    SELECT kind
    FROM deelname_jaar
    WHERE begin = :van
    GROUP BY kind, domein
    HAVING sum(keren) >= 3
)
SELECT kind AS unit, kind IN (SELECT kind FROM deelnemer) AS hit, :van + 61 AS dag
FROM inschrijving
WHERE kind IS NOT NULL AND van <= :van + 61 AND :van + 61 < tot
  AND brin IN (
      SELECT n.brin
      FROM schoolnu n
      JOIN locatie l ON l.brin = n.nu AND l.rld_categorie IN ('a', 'b')
          AND l.van <= :van + 61 AND :van + 61 < l.tot
      WHERE n.van <= :van + 61 AND :van + 61 < n.tot)
GROUP BY kind

-- example: drie keer in hetzelfde gebied, ook bij twee activiteiten
-- on: 2026K3
-- given locatie: locatie, soort, brin, rld_categorie
--   L1, bo, 90AX00, a
--   L2, bo, 90AX01, geen
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   1, 90AX00, 2025-08-01, 2026-07-31, bo
--   2, 90AX00, 2025-08-01, 2026-07-31, bo
--   3, 90AX01, 2025-08-01, 2026-07-31, bo
--   4, 90AX00, 2025-10-02, 2026-07-31, bo
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2025-09-01
--   S2, a, sport, 2025-09-01
--   C1, a, cultuur, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, S1, 2025-10-01, geplaatst, 2
--   1, S2, 2025-10-01, geplaatst, 1
--   2, S1, 2025-10-01, geplaatst, 2
--   2, C1, 2025-10-01, geplaatst, 2
--   3, S1, 2025-10-01, geplaatst, 9
-- expect: n=2 x=1

-- example: ingeschreven op 1 oktober op een school van het programma; alleen maanden van het schooljaar
-- on: 2026K3
-- given locatie: van, tot, locatie, soort, brin, rld_categorie
--   2025-10-01, 2025-10-02, L1, bo, 90AX00, b
--   2025-08-01, 2025-10-01, L2, bo, 90AX01, b
--   2025-10-02, 2026-10-01, L3, bo, 90AX02, b
-- given inschrijving: kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   1, 90AX00, 2025-10-01, 2025-10-01, bo
--   2, 90AX00, 2025-08-01, 2025-09-30, bo
--   3, 90AX00, 2025-08-01, 2026-07-31, bo
--   4, 90AX00, 2025-08-01, 2026-07-31, bo
--   5, 90AX00, 2025-08-01, 2026-07-31, bo
--   6, 90AX00, 2025-08-01, 2026-07-31, bo
--   7, 90AX01, 2025-08-01, 2026-07-31, bo
--   8, 90AX02, 2025-08-01, 2026-07-31, bo
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2024-09-01
-- given deelname: kind, activiteit, tijdvak, status, sessies_aanwezig
--   1, S1, 2025-08-01, geplaatst, 3
--   3, S1, 2025-07-01, geplaatst, 3
--   4, S1, 2026-08-01, geplaatst, 3
--   5, S1, 2026-07-01, geplaatst, 3
--   6, S1, 2026-01-01, geplaatst, 3
-- expect: n=5 x=3

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
-- expect: n=1 x=1

-- example: elke partner nummert zijn eigen aanbod; wie geen aanbod met dat nummer heeft, bedoelt dat van een ander
-- on: 2026K3
-- given locatie: locatie, soort, brin, rld_categorie
--   L1, bo, 90AX00, a
-- given inschrijving: kind, brin, inschrijfdatum, schoolsoort
--   1, 90AX00, 2025-08-01, bo
--   2, 90AX00, 2025-08-01, bo
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   biblio, 1, biblio, bieb, 2025-09-01
--   sportclub, 1, sportclub, sport, 2025-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, status, sessies_aanwezig
--   biblio, 1, 1, 2025-10-01, geplaatst, 5
--   gemeente, 2, 1, 2025-10-01, geplaatst, 5
-- expect: n=2 x=1

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
--   1, A1, 2025-10-01, geplaatst, 2
--   1, A1, 2026-01-01, geplaatst, 2
-- expect: n=1 x=0
