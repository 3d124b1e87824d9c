-- id: partner-actief
-- version: 2026-11-25
-- actions: A2.1, M1
-- order: 40
-- title: Partners die in het kwartaal actief waren
-- title-en: Partners active in the quarter
-- question: Welk deel van de partners had in het kwartaal aanbod, een regel in het actieregister of een
--   scholing?
-- question-en: What share of the partners had an activity, a line in the action register or a training
--   in the quarter?
-- counts: partner
-- unit: partners
-- unit-en: partners
-- population-text: partners die meedoen aan het actieplan
-- hit-text: met aanbod, een eigen regel in het actieregister of een scholing
-- time-text: in het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om organisaties of bijeenkomsten, niet om kinderen
-- norm: local-target 1 source: Lokale streefwaarde: elke partner doet elk kwartaal mee
-- uses: partner, activiteit, actie_voortgang, scholing
-- sources: gemeente, partners met aanbod
-- limitation: Actief zijn zegt niets over hoeveel een partner doet.
-- lag: 2

-- state: stand per eenheid
WITH actief AS (
    SELECT aanbieder AS partner FROM activiteit WHERE van < :tot AND :van < tot
    UNION
    SELECT eigenaar FROM actie_voortgang WHERE van < :tot AND :van < tot
    UNION
    SELECT aanbieder FROM scholing
    WHERE datum >= :van AND datum < :tot AND status = 'gehouden' AND van = datum
)
SELECT p.partner AS unit, p.partner IN (SELECT partner FROM actief WHERE partner IS NOT NULL) AS hit
FROM (SELECT DISTINCT partner FROM partner WHERE van < :tot AND :van < tot) p

-- example: drie wegen om actief te zijn
-- on: 2026K3
-- given partner: partner, actief_van
--   a, 2023-08-01
--   b, 2023-08-01
--   c, 2023-08-01
--   d, 2023-08-01
--   e, 2026-10-01
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   1, a, sport, 2026-01-01, 2026-07-01
--   2, d, sport, 2026-01-01, 2026-06-30
-- given actie_voortgang: regel_id, actie, werkgroep, soort, eigenaar
--   1, A1.1, talent, voortgang, b
-- given scholing: sessie, datum, thema, aanbieder, status
--   S1, 2026-09-30, armoede, c, gehouden
--   S2, 2026-09-30, armoede, d, geannuleerd
-- expect: n=4 x=3

-- example: op een dag van het kwartaal; wie pas daarna of alleen daarvoor iets deed, niet
-- on: 2026K3
-- given partner: partner, actief_van, actief_tot
--   a, 2026-09-30,
--   b, 2023-08-01, 2026-07-01
--   c, 2023-08-01, 2026-06-30
--   d, 2023-08-01,
--   e, 2023-08-01,
--   f, 2023-08-01,
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   1, a, sport, 2026-09-30, 2026-12-01
--   2, d, sport, 2026-10-01, 2026-12-01
-- given scholing: sessie, datum, thema, aanbieder, status
--   S1, 2026-07-01, armoede, b, gehouden
--   S2, 2026-10-01, armoede, e, gehouden
--   S3, 2026-06-30, armoede, f, gehouden
-- expect: n=5 x=2
