-- id: resultaat-uitgewisseld
-- version: 2026-11-25
-- actions: M1
-- order: 50
-- title: Werkgroepen die resultaten met elkaar deelden
-- title-en: Working groups that shared results
-- question: Welk deel van de werkgroepen deelde in het kwartaal een resultaat met een andere werkgroep,
--   of kreeg er een?
-- question-en: What share of the working groups shared a result with another group, or received one, in
--   the quarter?
-- counts: werkgroep
-- unit: werkgroepen
-- unit-en: working groups
-- population-text: werkgroepen van het actieplan
-- hit-text: die een resultaat deelden of kregen
-- time-text: in het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- direction: up
-- sensitive: none; why: het gaat om regels in het register, niet om personen
-- uses: actie_voortgang
-- sources: werkgroepen
-- limitation: Telt regels van de soort gedeeld. Wat er met het resultaat gebeurt, staat er niet in.
-- lag: 2

-- state: stand per eenheid
WITH groep (werkgroep) AS (
    VALUES ('vliegende-start'), ('school'), ('maatwerk'), ('ouderbetrokkenheid'), ('overgangen'),
           ('talent')
)
SELECT
    g.werkgroep AS unit,
    max(a.regel_id IS NOT NULL) AS hit
FROM groep g
LEFT JOIN actie_voortgang a
    ON a.soort = 'gedeeld' AND a.startdatum >= :van AND a.startdatum < :tot
    AND a.van <= a.startdatum AND a.startdatum < a.tot
    AND (a.werkgroep = g.werkgroep
         OR instr('|' || coalesce(a.gedeeld_met, '') || '|', '|' || g.werkgroep || '|') > 0)
GROUP BY g.werkgroep

-- example: wie deelt en wie krijgt, tellen allebei
-- on: 2026K3
-- given actie_voortgang: regel_id, actie, werkgroep, soort, startdatum, gedeeld_met
--   1, A1.1, vliegende-start, gedeeld, 2026-07-01, talent|overgangen
--   2, A2.1, school, gedeeld, 2026-06-30, maatwerk
--   3, A3.1, maatwerk, evaluatie, 2026-08-01, school
-- expect: n=6 x=3
