-- id: collectief-locaties
-- version: 2026-11-26
-- actions: A3.4
-- order: 10
-- title: Scholen met collectieve ondersteuning
-- title-en: Schools that run group support
-- question: Welk deel van de schoollocaties heeft een lopend groepsarrangement?
-- question-en: What share of the school sites runs a group arrangement?
-- counts: locatie
-- unit: schoollocaties
-- unit-en: school sites
-- population-text: schoollocaties in het locatieregister
-- hit-text: met een lopend groepsarrangement
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: locatie
-- time: KE
-- level: output
-- direction: up
-- sensitive: group; why: het gaat om scholen, niet om kinderen
-- dimensions: wijk
-- uses: locatie, ondersteuning, opvolging/possible
-- sources: gemeente, samenwerkingsverbanden, jeugdteam
-- limitation: Zegt niet hoeveel kinderen meedoen. Opvanglocaties staan hier nog niet in.
-- lag: 3

-- population: schoollocaties
SELECT locatie AS unit, van, tot FROM onderwijslocatie WHERE rol = 'school'

-- hit: er loopt een groepsarrangement
SELECT l.locatie AS unit, max(o.van, o.datum_start, n.van) AS van, min(o.tot, n.tot) AS tot
FROM ondersteuning o
JOIN schoolnu n ON n.brin = o.brin
JOIN locatie l ON l.brin = n.nu
WHERE o.soort = 'arrangement' AND o.vorm = 'collectief' AND o.datum_start IS NOT NULL
  AND max(o.van, o.datum_start, n.van) < min(o.tot, n.tot)

-- example: een groep zonder regels per kind telt ook
-- on: 2026K3
-- given locatie: locatie, soort, brin, wijk
--   L1, bo, 90AX00, WK054603
--   L2, bo, 90AX01, WK054603
--   L3, vo, 94EX00, WK054606
--   L4, ko, , WK054606
-- given ondersteuning: kind, brin, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, deelnemers_min, deelnemers_max
--   , 90AX00, 1, arrangement, collectief, 2026-08-01, 2026-09-04, , 8, 8
--   5, 90AX01, 2, arrangement, individueel, 2026-08-01, 2026-09-04, , ,
--   6, 94EX00, 3, arrangement, collectief, 2026-08-01, 2026-09-04, 2026-09-29, ,
-- expect: n=3 x=1
-- expect wijk=WK054603: n=2 x=1

-- example: alleen een groepsarrangement, dat op de peildatum loopt
-- on: 2026K3
-- given locatie: locatie, soort, brin, wijk
--   L1, bo, 90AX00, WK054603
--   L2, bo, 90AX01, WK054603
--   L3, vo, 94EX00, WK054606
--   L4, vo, 94EX01, WK054606
-- given ondersteuning: kind, brin, dossier, soort, vorm, datum_signaal, datum_start, datum_einde
--   5, 90AX00, 1, arrangement, collectief, 2026-08-01, 2026-09-30,
--   6, 90AX01, 2, opp, collectief, 2026-08-01, 2026-09-04,
--   7, 94EX00, 3, arrangement, collectief, 2026-08-01, 2026-10-01,
--   8, 94EX01, 4, arrangement, collectief, 2026-08-01, 2026-09-20, 2026-09-10
-- expect: n=4 x=1

-- example: een school die ophield telt niet meer; een groep die er liep, loopt bij de opvolger
-- on: 2026K3
-- given opvolging: brin, opvolger, datum
--   90AX00, 90AX50, 2026-08-01
--   90AX01, 90AX50, 2026-08-01
--   90AX02, 90AX50, 2026-10-01
-- given locatie: locatie, soort, brin, wijk
--   L1, bo, 90AX00, WK054603
--   L2, bo, 90AX01, WK054603
--   L3, bo, 90AX02, WK054603
--   L4, bo, 90AX50, WK054606
-- given ondersteuning: kind, brin, dossier, soort, vorm, datum_signaal, datum_start, datum_einde, deelnemers_min, deelnemers_max
--   , 90AX00, 1, arrangement, collectief, 2026-02-01, 2026-03-04, , 8, 8
-- expect: n=2 x=1
-- expect wijk=WK054603: n=1 x=0
