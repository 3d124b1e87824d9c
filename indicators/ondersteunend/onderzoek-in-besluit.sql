-- id: onderzoek-in-besluit
-- version: 2026-11-27
-- actions: M2
-- order: 20
-- title: Besluiten die naar onderzoek verwijzen
-- title-en: Decisions that cite research
-- question: Welk deel van de besluiten verwijst naar een onderzoek van de werkplaats?
-- question-en: What share of the decisions cites research of the workplace?
-- counts: regel
-- unit: besluiten
-- unit-en: decisions
-- population-text: besluiten uit de laatste twaalf maanden
-- hit-text: met een nummer van een onderzoek
-- time-text: in de twaalf maanden tot en met het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: R12
-- level: process
-- tier: additional
-- direction: up
-- sensitive: none; why: het gaat om regels in het register, niet om personen
-- uses: actie_voortgang
-- sources: werkgroepen
-- limitation: Of het onderzoek het besluit ook bepaalde, staat er niet in.
-- lag: 2

-- state: stand per eenheid
SELECT leverancier || ' ' || regel_id AS unit, max(coalesce(onderzoek_id, '') <> '') AS hit
FROM actie_voortgang
WHERE soort = 'besluit' AND startdatum >= :van AND startdatum < :tot
GROUP BY leverancier, regel_id

-- example: twaalf maanden, eerste dag mee
-- on: 2026K3
-- given actie_voortgang: regel_id, actie, werkgroep, soort, startdatum, onderzoek_id
--   1, A1.1, talent, besluit, 2025-10-01, O-1
--   2, A1.1, talent, besluit, 2026-09-30,
--   3, A1.1, talent, besluit, 2025-09-30, O-1
--   4, A1.1, talent, onderzoek, 2026-02-01, O-1
-- expect: n=2 x=1
