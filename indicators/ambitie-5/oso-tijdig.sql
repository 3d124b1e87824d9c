-- id: oso-tijdig
-- version: 2026-11-27
-- actions: A5.2
-- order: 60
-- title: Overstapdossier op tijd verzonden
-- title-en: Transfer file sent in time
-- question: Van welk deel van de leerlingen van groep 8 is het overstapdossier op tijd naar de nieuwe school
--   gestuurd?
-- question-en: For what share of the pupils of group 8 was the transfer file sent to the new school in time?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die op 31 juli in groep 8 zaten, op scholen die overdrachten leveren
-- hit-text: van wie het overstapdossier (OSO) uiterlijk 31 mei is verzonden
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: process
-- tier: additional
-- direction: up
-- sensitive: miss; why: een klein aantal leerlingen zonder dossier zou leerlingen aanwijzen
-- norm: local-target 1 source: Regionale afspraak: elk dossier uiterlijk 31 mei verzonden
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders, organisatie, school
-- cluster: school
-- uses: inschrijving, overdracht, bevolking/dimension, jgz_indicatie/dimension
-- sources: schoolbesturen
-- limitation: Wie groep 8 overdoet, telt mee zonder dossier. Scholen van een bestuur dat nooit overdrachten
--   levert, doen niet mee. Op tijd verzonden zegt niet of er een gesprek was.
-- lag: 2

-- state: stand per leerling
SELECT
    i.kind AS unit,
    i.kind IN (
        SELECT kind FROM overdracht
        WHERE soort = 'po-vo' AND oso_verzonden >= :van AND oso_verzonden < maanden_na(:van, 10)
          AND kind IS NOT NULL) AS hit
FROM (
    SELECT DISTINCT kind
    FROM inschrijving
    WHERE kind IS NOT NULL AND jaargroep = '8' AND van <= :peildatum AND :peildatum < tot
      AND leverancier IN (
          SELECT leverancier FROM geleverd
          WHERE contract = 'overdracht' AND van < :tot AND :van < tot)
) i

-- example: uiterlijk 31 mei, in het schooljaar zelf
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   overdracht, bestuur-a, 2023-08-01, 2026-10-01
-- given inschrijving: leverancier, kind, brin, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-a, 1, 90AX00, 2025-08-01, 2026-07-31, 8, bo
--   bestuur-a, 2, 90AX00, 2025-08-01, 2026-07-31, 8, bo
--   bestuur-a, 3, 90AX00, 2025-08-01, 2026-07-31, 8, bo
--   bestuur-a, 4, 90AX01, 2025-08-01, 2026-07-31, 8, sbo
--   bestuur-a, 5, 90AX01, 2025-08-01, 2026-07-30, 8, bo
--   bestuur-a, 6, 90AX01, 2025-08-01, 2026-07-31, 7, bo
--   bestuur-b, 7, 90BX00, 2025-08-01, 2026-07-31, 8, bo
--   bestuur-a, 8, 90AX01, 2026-07-31, , 8, bo
--   bestuur-a, 9, 90AX01, 2026-08-01, , 8, bo
--   bestuur-a, 10, 90AX01, 2025-08-01, 2026-07-31, 8, bo
--   bestuur-a, 11, 90AX01, 2025-08-01, 2026-07-31, 8, bo
-- given overdracht: kind, soort, datum, oso_verzonden
--   1, po-vo, 2026-04-10, 2026-05-31
--   2, po-vo, 2026-04-10, 2026-06-01
--   3, po-vo, 2026-04-10,
--   4, po-vo, 2025-08-01, 2025-08-01
--   5, po-vo, 2026-04-10, 2026-04-10
--   6, po-vo, 2026-04-10, 2026-04-10
--   7, po-vo, 2026-04-10, 2026-04-10
--   8, po-po, 2026-04-10, 2026-04-10
--   9, po-vo, 2026-04-10, 2026-04-10
--   10, po-vo, 2025-04-10, 2025-07-31
-- expect: n=7 x=2
-- expect school=bestuur-a/90AX00: n=3 x=1

-- example: een bestuur dat ophield te leveren telt niet als te laat
-- on: 2026K3
-- given geleverd: contract, leverancier, van, tot
--   overdracht, bestuur-b, 2020-01-01, 2024-08-01
-- given inschrijving: leverancier, kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   bestuur-b, 1, 2018-08-01, 2026-07-31, 8, bo
-- expect: n=0 x=0
