-- id: prof-noshow
-- version: 2026-11-27
-- actions: M3
-- order: 30
-- title: Aangemeld maar niet gekomen
-- title-en: Registered but absent
-- question: Welk deel van de aanmeldingen voor scholing kwam niet, zonder af te melden?
-- question-en: What share of the registrations for training did not come and did not cancel?
-- counts: aanmelding
-- unit: aanmeldingen
-- unit-en: registrations
-- population-text: aanmeldingen voor scholing die in het kwartaal is gehouden
-- hit-text: van wie niet kwam en zich niet afmeldde
-- time-text: in het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- tier: additional
-- direction: down
-- sensitive: group; why: het gaat om aanmeldingen, niet om prestaties van personen
-- norm: local-target 0.10 source: Lokale streefwaarde: hoogstens 10 procent
-- uses: scholing, scholing_deelname
-- sources: gemeente, hogeschool
-- limitation: Wie zonder aanmelding kwam, telt niet mee.
-- lag: 2

-- state: stand per eenheid
SELECT
    s.bijeenkomst || ':' || d.persoon AS unit,
    min(d.aanwezig <> 'ja' AND d.afgemeld <> 'ja') AS hit
FROM scholing_deelname d
JOIN bijeenkomst s ON s.sessie = d.sessie AND s.leverancier = d.leverancier
WHERE d.aangemeld = 'ja' AND s.datum >= :van AND s.datum < :tot
  AND d.van <= :peildatum AND :peildatum < d.tot
GROUP BY s.bijeenkomst, d.persoon

-- example: afgemeld is geen no-show
-- on: 2026K3
-- given scholing: sessie, datum, thema, status
--   S1, 2026-07-01, armoede, gehouden
--   S2, 2026-06-30, armoede, gehouden
--   S3, 2026-08-01, armoede, geannuleerd
-- given scholing_deelname: sessie, persoon, partner, aangemeld, aanwezig, afgemeld
--   S1, 11, a, ja, ja, nee
--   S1, 12, a, ja, nee, nee
--   S1, 13, a, ja, nee, ja
--   S1, 14, a, nee, ja, nee
--   S2, 15, a, ja, nee, nee
--   S3, 16, a, ja, nee, nee
-- expect: n=3 x=1

-- example: wie op één van twee lijsten aanwezig was, was er
-- on: 2026K3
-- given scholing: sessie, datum, thema, status
--   S1, 2026-07-01, armoede, gehouden
-- given scholing_deelname: leverancier, sessie, persoon, partner, aangemeld, afgemeld, aanwezig
--   bureau, S1, 11, a, ja, nee, nee
--   werkplaats, S1, 11, a, ja, nee, ja
-- expect: n=1 x=0

-- example: een aanmelding voor bijeenkomst 1 van de een is er geen voor bijeenkomst 1 van de ander
-- on: 2026K3
-- given scholing: leverancier, sessie, datum, thema, status
--   bureau, 1, 2026-07-01, armoede, gehouden
--   werkplaats, 1, 2025-07-01, data, gehouden
-- given scholing_deelname: leverancier, sessie, persoon, partner, aangemeld, afgemeld, aanwezig
--   bureau, 1, 11, a, ja, nee, ja
--   werkplaats, 1, 12, a, ja, nee, nee
-- expect: n=1 x=0
