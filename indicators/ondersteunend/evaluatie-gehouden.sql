-- id: evaluatie-gehouden
-- version: 2026-11-25
-- actions: M1
-- order: 40
-- title: Werkgroepen met een kwartaalevaluatie
-- title-en: Working groups with a quarterly evaluation
-- question: Welk deel van de werkgroepen hield in het kwartaal een evaluatie?
-- question-en: What share of the working groups held an evaluation in the quarter?
-- counts: werkgroep
-- unit: werkgroepen
-- unit-en: working groups
-- population-text: werkgroepen van het actieplan
-- hit-text: met een evaluatie in het kwartaal
-- time-text: in het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- direction: up
-- sensitive: none; why: het gaat om regels in het register, niet om personen
-- norm: local-target 1 source: Afspraak in het actieplan: elke werkgroep evalueert elk kwartaal
-- uses: actie_voortgang
-- sources: werkgroepen
-- limitation: Een evaluatie die niet in het register staat, telt niet.
-- lag: 2

-- state: stand per eenheid
WITH groep (werkgroep) AS (
    VALUES ('vliegende-start'), ('school'), ('maatwerk'), ('ouderbetrokkenheid'), ('overgangen'),
           ('talent')
)
SELECT
    werkgroep AS unit,
    werkgroep IN (
        SELECT werkgroep FROM actie_voortgang
        WHERE soort = 'evaluatie' AND startdatum >= :van AND startdatum < :tot
          AND van <= startdatum AND startdatum < tot) AS hit
FROM groep

-- example: de dag van de evaluatie ligt in het kwartaal
-- on: 2026K3
-- given actie_voortgang: regel_id, actie, werkgroep, soort, startdatum
--   1, A1.1, vliegende-start, evaluatie, 2026-07-01
--   2, A6.1, talent, evaluatie, 2026-06-30
--   3, A3.1, maatwerk, besluit, 2026-08-01
--   4, A2.1, school, evaluatie, 2026-09-30
-- expect: n=6 x=2
