-- id: aanbod-in-beeld
-- version: 2026-11-25
-- actions: A2.1
-- order: 10
-- title: Partners met actueel aanbod in het register
-- title-en: Partners with a verified offer
-- question: Welk deel van de partners heeft aanbod in het register dat in het laatste jaar is
--   nagekeken?
-- question-en: What share of the partners has an offer in the register that was checked in the past
--   year?
-- counts: partner
-- unit: partners
-- unit-en: partners
-- population-text: partners die meedoen aan het actieplan
-- hit-text: met aanbod dat in de laatste twaalf maanden is nagekeken
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KE
-- level: process
-- direction: up
-- sensitive: group; why: het gaat om organisaties of bijeenkomsten, niet om kinderen
-- norm: local-target 1 source: Lokale streefwaarde: alle partners in beeld
-- uses: partner, activiteit
-- sources: gemeente, partners met aanbod
-- limitation: Niet elke partner heeft zelf aanbod voor kinderen; de noemer telt alle partners. Of het
--   aanbod gebruikt wordt, staat er niet in.
-- lag: 2

-- state: stand per eenheid
SELECT
    p.partner AS unit,
    p.partner IN (
        SELECT aanbieder FROM activiteit
        WHERE van <= :peildatum AND :peildatum < tot
          AND geverifieerd > maanden_na(:peildatum, -12)) AS hit
FROM (SELECT DISTINCT partner FROM partner WHERE van <= :peildatum AND :peildatum < tot) p

-- example: nagekeken op 30 september 2025 is een dag te lang geleden
-- on: 2026K3
-- given partner: partner, actief_van, actief_tot
--   a, 2023-08-01,
--   b, 2023-08-01,
--   c, 2023-08-01,
--   d, 2023-08-01,
--   e, 2023-08-01, 2026-09-29
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum, geverifieerd
--   1, a, sport, 2025-09-01, , 2025-10-01
--   2, b, sport, 2025-09-01, , 2025-09-30
--   3, c, sport, 2025-09-01, 2026-09-29, 2026-08-01
--   4, e, sport, 2025-09-01, , 2026-08-01
-- expect: n=4 x=1
