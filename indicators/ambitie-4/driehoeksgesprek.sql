-- id: driehoeksgesprek
-- version: 2026-11-27
-- actions: A4.1
-- order: 10
-- title: Driehoeksgesprek gevoerd
-- title-en: Parent-child-professional talk held
-- question: Met welk deel van de leerlingen vanaf groep 5 is een gesprek gevoerd waar ouder en kind bij
--   waren?
-- question-en: With what share of the pupils from group 5 on was a talk held that parent and child both
--   attended?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die op 1 oktober in groep 5 of hoger zaten, op scholen die gesprekken
--   leveren
-- hit-text: met een driehoeksgesprek waar ouder en kind bij waren
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: output
-- direction: up
-- sensitive: miss; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- dimensions: wijk, thuistaal, opleiding_ouders, organisatie, school
-- cluster: school
-- uses: inschrijving, ouder_contact, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen
-- limitation: Een gesprek dat niet is vastgelegd, telt niet. Scholen van een bestuur dat nooit
--   gesprekken levert, doen niet mee.
-- lag: 2

-- state: stand per eenheid
SELECT
    i.kind AS unit,
    i.kind IN (
        SELECT kind FROM ouder_contact
        WHERE type = 'driehoek' AND ouder_aanwezig = 'ja' AND kind_aanwezig = 'ja'
          AND datum >= :van AND datum < :tot AND van = datum) AS hit,
    :van + 61 AS dag
FROM (
    SELECT DISTINCT kind
    FROM inschrijving
    WHERE kind IS NOT NULL AND van <= :van + 61 AND :van + 61 < tot
      AND jaargroep IN ('5', '6', '7', '8', 'lj1', 'lj2', 'lj3', 'lj4', 'lj5', 'lj6')
      AND leverancier IN (
          SELECT leverancier FROM geleverd
          WHERE contract = 'ouder_contact' AND van < :tot AND :van < tot)
) i

-- example: alleen met ouder én kind, in het schooljaar zelf
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2025-08-01, 2026-10-01
-- given inschrijving: leverancier, kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 2, 2025-08-01, 2026-07-31, 6, bo
--   bestuur-a, 3, 2025-08-01, 2026-07-31, 4, bo
--   bestuur-a, 4, 2025-10-02, 2026-07-31, 7, bo
--   bestuur-a, 5, 2025-08-01, 2025-10-01, lj1, vo
--   bestuur-b, 6, 2025-08-01, 2026-07-31, 5, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig, kind_aanwezig
--   1, 90AX00, 2026-07-31, driehoek, ja, ja
--   2, 90AX00, 2026-03-01, driehoek, ja, nee
--   2, 90AX00, 2026-08-01, driehoek, ja, ja
--   3, 90AX00, 2026-03-01, driehoek, ja, ja
--   5, 90AX00, 2026-03-01, voortgang, ja, ja
-- expect: n=3 x=1

-- example: ingeschreven op 1 oktober; zonder ouder is er geen driehoek; vanaf 1 augustus
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2025-08-01, 2026-10-01
-- given inschrijving: leverancier, kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 2025-10-01, 2025-10-01, 5, bo
--   bestuur-a, 2, 2025-08-01, 2025-09-30, 5, bo
--   bestuur-a, 3, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 4, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-a, 5, 2025-08-01, 2026-07-31, 5, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig, kind_aanwezig
--   1, 90AX00, 2025-08-01, driehoek, ja, ja
--   3, 90AX00, 2026-03-01, voortgang, ja, ja
--   4, 90AX00, 2026-03-01, driehoek, nee, ja
--   5, 90AX00, 2026-03-01, driehoek, ja, ja
-- expect: n=4 x=2

-- example: een bestuur dat later begon te leveren telt nog niet mee
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2025-08-01, 2026-10-01
--   ouder_contact, bestuur-b, 2026-10-01, 2027-01-01
-- given inschrijving: leverancier, kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 2025-08-01, 2026-07-31, 5, bo
--   bestuur-b, 2, 2025-08-01, 2026-07-31, 6, bo
-- given ouder_contact: leverancier, kind, datum, type, ouder_aanwezig, kind_aanwezig
--   bestuur-a, 1, 2025-11-10, driehoek, ja, ja
-- expect: n=1 x=1
