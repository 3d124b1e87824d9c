-- id: resultaat-gedeeld
-- version: 2026-11-25
-- actions: M2
-- order: 10
-- title: Onderzoek binnen acht weken gedeeld
-- title-en: Research shared within eight weeks
-- question: Welk deel van de afgeronde onderzoeken is binnen acht weken met een werkgroep gedeeld?
-- question-en: What share of the finished research was shared with a working group within eight weeks?
-- counts: regel
-- unit: onderzoeken
-- unit-en: studies
-- population-text: onderzoeken die in een jaar zijn afgerond
-- hit-text: die binnen 56 dagen met een werkgroep zijn gedeeld
-- time-text: in twaalf maanden, met een kwartaal om te delen
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: R12
-- delay: 1
-- level: process
-- tier: additional
-- direction: up
-- sensitive: none; why: het gaat om regels in het register, niet om personen
-- uses: actie_voortgang
-- sources: werkgroepen, academische werkplaats
-- limitation: De dag waarop het onderzoek gereed was, is de dag van de eerste stand die dat zegt.
-- lag: 2

-- state: stand per eenheid
WITH klaar AS (
    SELECT onderzoek_id, min(datum_stand) AS dag
    FROM actie_voortgang
    WHERE soort = 'onderzoek' AND status = 'gereed' AND coalesce(onderzoek_id, '') <> ''
    GROUP BY onderzoek_id
)
SELECT
    k.onderzoek_id AS unit,
    k.onderzoek_id IN (
        SELECT onderzoek_id FROM actie_voortgang
        WHERE soort = 'gedeeld' AND startdatum <= k.dag + 56
          AND onderzoek_id IS NOT NULL) AS hit
FROM klaar k
WHERE k.dag >= :van AND k.dag < :tot

-- example: acht weken is 56 dagen; wat zonder onderzoek is gedeeld, telt niet
-- on: 2026K3
-- given actie_voortgang: regel_id, actie, werkgroep, soort, status, datum_stand, startdatum, onderzoek_id
--   1, M2, talent, onderzoek, gereed, 2026-01-10, 2025-09-01, O-1
--   2, M2, talent, gedeeld, , , 2026-03-07, O-1
--   3, M2, talent, onderzoek, gereed, 2026-01-10, 2025-09-01, O-2
--   4, M2, talent, gedeeld, , , 2026-03-08, O-2
--   5, M2, talent, onderzoek, op-schema, 2026-01-10, 2025-09-01, O-3
--   6, M2, talent, gedeeld, , , 2026-01-20,
-- expect: n=2 x=1
