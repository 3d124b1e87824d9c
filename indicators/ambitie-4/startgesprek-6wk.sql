-- id: startgesprek-6wk
-- version: 2026-11-27
-- actions: A4.1
-- order: 25
-- title: Startgesprek binnen zes weken
-- title-en: Start talk within six weeks
-- question: Met welk deel van de ouders van nieuwe leerlingen was er binnen zes weken een startgesprek?
-- question-en: With what share of the parents of new pupils was there a start talk within six weeks?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die in het schooljaar nieuw op hun school kwamen, op scholen die gesprekken
--   leveren
-- hit-text: met een startgesprek met een ouder binnen 42 dagen
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: process
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- norm: local-target 0.90 source: Lokale streefwaarde: 90 procent binnen zes weken
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders, organisatie, school
-- cluster: school
-- uses: inschrijving, ouder_contact, kalender/dimension,
--   opvolging/possible, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen
-- limitation: De zes weken beginnen op de dag van inschrijving, en in de zomervakantie van de schoolkalender
--   op de eerste dag erna. Een gesprek dat niet is vastgelegd, telt niet. Na een fusie
--   die niet in het register van opvolgingen staat, is iedereen nieuw.
-- lag: 2

-- state: stand per nieuwe leerling
WITH school AS (
    SELECT i.kind, coalesce(n.nu, i.brin) AS brin, min(i.inschrijfdatum) AS dag
    FROM inschrijving i
    LEFT JOIN schoolnu n ON n.brin = i.brin AND n.van < :tot AND :tot <= n.tot
    WHERE i.kind IN (
        SELECT kind FROM inschrijving WHERE inschrijfdatum >= :van AND inschrijfdatum < :tot)
    GROUP BY i.kind, coalesce(n.nu, i.brin)
    HAVING max(i.leverancier IN (
        SELECT leverancier FROM geleverd
        WHERE contract = 'ouder_contact' AND van < :tot AND :van < tot))
),
nieuw AS (
    SELECT kind, min(dag) AS dag
    FROM school
    WHERE dag >= :van AND dag < :tot
    GROUP BY kind
),
lessen AS (
    SELECT coalesce(max(einddatum) + 1, :van) AS begin
    FROM kalender
    WHERE soort = 'vakantie' AND begindatum < :van AND einddatum >= :van
),
gesprek AS (
    SELECT kind, datum
    FROM ouder_contact
    WHERE type = 'start' AND ouder_aanwezig = 'ja' AND van = datum
)
SELECT n.kind AS unit, max(g.datum IS NOT NULL) AS hit, n.dag AS dag
FROM nieuw n
CROSS JOIN lessen l
LEFT JOIN gesprek g ON g.kind = n.kind AND g.datum >= n.dag AND g.datum <= max(n.dag, l.begin) + 42
GROUP BY n.kind, n.dag

-- example: 42 dagen na de inschrijving, met een ouder erbij
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2023-08-01, 2026-10-01
-- given inschrijving: leverancier, kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 90AX00, 2025-08-01, 2026-07-31, 1, bo
--   bestuur-a, 2, 90AX00, 2025-08-01, 2026-07-31, 1, bo
--   bestuur-a, 3, 90AX00, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 3, 90AX00, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 4, 90AX00, 2024-08-01, 2025-11-30, 3, bo
--   bestuur-a, 4, 90AX01, 2025-12-01, 2026-07-31, 3, bo
--   bestuur-a, 5, 90AX00, 2026-07-31, , 1, bo
--   bestuur-a, 6, 90AX00, 2026-08-01, , 1, bo
--   bestuur-b, 7, 90BX00, 2025-08-01, 2026-07-31, 1, bo
--   bestuur-a, 8, 90AX00, 2025-08-01, 2026-07-31, 1, bo
--   bestuur-a, 9, 90AX00, 2025-08-01, 2026-07-31, 1, bo
--   bestuur-a, 10, 90AX01, 2026-02-01, 2026-03-31, 1, bo
--   bestuur-a, 10, 90AX00, 2026-04-01, 2026-07-31, 1, bo
--   bestuur-a, 11, 90AX00, 2026-02-01, 2026-07-31, 1, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig, kind_aanwezig
--   1, 90AX00, 2025-09-12, start, ja, ja
--   2, 90AX00, 2025-09-13, start, ja, ja
--   3, 90AX00, 2025-08-20, start, ja, ja
--   4, 90AX01, 2025-12-01, start, ja, nee
--   5, 90AX00, 2026-09-11, start, ja, ja
--   6, 90AX00, 2026-08-11, start, ja, ja
--   7, 90BX00, 2025-08-11, start, ja, ja
--   8, 90AX00, 2025-08-20, start, nee, ja
--   9, 90AX00, 2025-08-20, voortgang, ja, ja
--   10, 90AX00, 2026-04-10, start, ja, ja
--   11, 90AX00, 2026-01-31, start, ja, ja
-- expect: n=8 x=3
-- expect school=bestuur-a/90AX01: n=2 x=1

-- example: in de zomervakantie beginnen de zes weken na de vakantie
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2023-08-01, 2026-10-01
-- given kalender: schooljaar, soort, naam, begindatum, einddatum
--   2024-2025, vakantie, zomervakantie, 2025-07-12, 2025-08-24
--   2024-2025, vakantie, zomervakantie Zuid, 2025-07-05, 2025-08-17
--   2025-2026, vakantie, herfstvakantie, 2025-10-11, 2025-10-19
--   2025-2026, vrij, vrije dagen, 2025-07-12, 2025-09-30
--   2025-2026, vakantie, eerste dagen, 2025-08-01, 2025-09-30
-- given inschrijving: leverancier, kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 90AX00, 2025-08-01, 2026-07-31, 1, bo
--   bestuur-a, 2, 90AX00, 2025-08-01, 2026-07-31, 1, bo
--   bestuur-a, 3, 90AX00, 2025-09-01, 2026-07-31, 1, bo
--   bestuur-a, 4, 90AX00, 2025-08-24, 2026-07-31, 1, bo
-- given ouder_contact: van, tot, kind, locatie, datum, type, ouder_aanwezig, kind_aanwezig
--   2025-10-06, 2025-10-07, 1, 90AX00, 2025-10-06, start, ja, ja
--   2025-10-07, 2025-10-08, 2, 90AX00, 2025-10-07, start, ja, ja
--   2025-10-13, 2025-10-14, 3, 90AX00, 2025-10-13, start, ja, ja
--   2025-10-01, 2026-01-01, 4, 90AX00, 2025-09-30, start, ja, ja
-- expect: n=4 x=2

-- example: een vakantie die op 31 juli ophoudt of op 1 augustus
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2023-08-01, 2026-10-01
-- given kalender: schooljaar, soort, naam, begindatum, einddatum
--   2024-2025, vakantie, zomervakantie, 2025-07-31, 2025-08-01
-- given inschrijving: leverancier, kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 90AX00, 2025-08-01, 2026-07-31, 1, bo
--   bestuur-a, 2, 90AX00, 2025-08-01, 2026-07-31, 1, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig, kind_aanwezig
--   1, 90AX00, 2025-09-13, start, ja, ja
--   2, 90AX00, 2025-09-14, start, ja, ja
-- expect: n=2 x=1

-- example: wie met de hele school naar de opvolger gaat, is niet nieuw; wie er van elders komt, wel
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2023-08-01, 2026-10-01
-- given opvolging: brin, opvolger, datum
--   90AX00, 90AX50, 2025-08-01
--   90AX01, 90AX50, 2025-08-01
--   90AX50, 90AX60, 2026-02-01
-- given inschrijving: leverancier, kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 90AX00, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 1, 90AX50, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 2, 90AX01, 2024-08-01, 2025-07-31, 4, bo
--   bestuur-a, 2, 90AX50, 2025-08-01, 2026-01-31, 5, bo
--   bestuur-a, 2, 90AX60, 2026-02-01, 2026-07-31, 5, bo
--   bestuur-a, 3, 90AX01, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 3, 90AX01, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 4, 90AX02, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 4, 90AX50, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 5, 90AX60, 2026-02-01, 2026-07-31, 1, bo
--   bestuur-b, 6, 90AX01, 2024-08-01, 2025-07-31, 4, bo
--   bestuur-a, 6, 90AX50, 2025-08-01, 2026-07-31, 5, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig, kind_aanwezig
--   4, 90AX50, 2025-08-20, start, ja, ja
-- expect: n=2 x=1

-- example: een school die terugkomt begint en eindigt met haar eigen dagen
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2023-08-01, 2026-10-01
-- given opvolging: van, brin, opvolger, datum
--   2025-07-01, 90AX00, 90AX50, 2025-11-01
--   2026-01-01, 90AX50, 90AX00, 2026-02-01
-- given inschrijving: leverancier, kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 90AX00, 2025-08-01, , 1, bo
--   bestuur-a, 2, 90AX50, 2025-08-01, , 1, bo
--   bestuur-a, 3, 90AX00, 2025-12-01, , 1, bo
--   bestuur-a, 4, 90AX00, 2026-03-01, , 1, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig, kind_aanwezig
--   3, 90AX50, 2025-12-10, start, ja, ja
-- expect: n=4 x=1
-- expect school=bestuur-a/90AX00: n=2 x=0
-- expect school=bestuur-a/90AX50: n=2 x=1

-- example: het jaar vóór de fusie houdt zijn scholen, ook al is de fusie bekend
-- on: 2025K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2023-08-01, 2026-10-01
-- given opvolging: brin, opvolger, datum
--   90AX00, 90AX50, 2025-08-01
--   90AX01, 90AX50, 2025-08-01
-- given inschrijving: leverancier, kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 90AX00, 2024-08-01, , 1, bo
--   bestuur-a, 2, 90AX01, 2023-08-01, 2024-07-31, 4, bo
--   bestuur-a, 2, 90AX00, 2024-08-01, 2025-07-31, 5, bo
--   bestuur-a, 3, 90AX01, 2024-08-01, 2025-07-31, 1, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig, kind_aanwezig
--   1, 90AX00, 2024-08-20, start, ja, ja
-- expect: n=3 x=1
-- expect school=bestuur-a/90AX00: n=2 x=1
-- expect school=bestuur-a/90AX01: n=1 x=0

-- example: vier tekens zijn de hele school; een vestiging met een eigen regel volgt die
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   ouder_contact, bestuur-a, 2023-08-01, 2026-10-01
-- given locatie: locatie, soort, brin
--   L1, bo, 90CX00
--   L2, bo, 90CX01
--   L3, bo, 90GX00
--   L4, bo, 90GX02
-- given opvolging: brin, opvolger, datum
--   90AX, 90CX, 2025-08-01
--   90AX03, 90EX00, 2025-08-01
--   90BX, 90DX, 2025-08-01
--   90FX00, 90CX, 2025-08-01
--   90GX02, 90GX, 2025-08-01
--   90HX, 90JX05, 2025-08-01
--   90KX, 90AX, 2025-01-01
-- given inschrijving: leverancier, kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 90AX00, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 1, 90CX00, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 2, 90AX01, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 2, 90CX01, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 3, 90AX02, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 3, 90CX00, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 4, 90AX01, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 4, 90CX00, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 5, 90AX03, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 5, 90EX00, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 6, 90AX03, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 6, 90CX00, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 7, 90BX01, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 7, 90DX01, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 8, 90BX01, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 8, 90DX00, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 9, 90FX00, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 9, 90CX01, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 10, 90GX02, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 10, 90GX00, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 11, 90HX01, 2024-08-01, 2025-07-31, 1, bo
--   bestuur-a, 11, 90JX05, 2025-08-01, 2026-07-31, 2, bo
--   bestuur-a, 12, 90KX01, 2024-08-01, 2024-12-31, 1, bo
--   bestuur-a, 12, 90CX01, 2025-08-01, 2026-07-31, 2, bo
-- given ouder_contact: kind, locatie, datum, type, ouder_aanwezig, kind_aanwezig
--   4, 90CX00, 2025-08-20, start, ja, ja
-- expect: n=4 x=1
-- expect school=bestuur-a/90CX00: n=2 x=1
