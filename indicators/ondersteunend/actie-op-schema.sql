-- id: actie-op-schema
-- version: 2026-11-27
-- actions: M1
-- order: 30
-- title: Acties op schema
-- title-en: Actions on track
-- question: Welk deel van de lopende acties ligt op schema of is gereed?
-- question-en: What share of the actions is on track or done?
-- counts: regel
-- unit: regels
-- unit-en: lines
-- population-text: regels met voortgang in het actieregister die begonnen zijn
-- hit-text: die op schema liggen of gereed zijn
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KE
-- level: process
-- direction: up
-- sensitive: group; why: het gaat om regels in het register, niet om personen
-- uses: actie_voortgang
-- sources: werkgroepen
-- limitation: De werkgroep beoordeelt zichzelf. Een gestopte regel telt mee als niet op schema.
-- lag: 2

-- state: stand per eenheid
SELECT leverancier || ' ' || regel_id AS unit, max(status IN ('op-schema', 'gereed')) AS hit
FROM actie_voortgang
WHERE soort = 'voortgang' AND van <= :peildatum AND :peildatum < tot
  AND coalesce(startdatum, -99999) <= :peildatum
GROUP BY leverancier, regel_id

-- example: begonnen regels met voortgang
-- on: 2026K3
-- given actie_voortgang: regel_id, actie, werkgroep, soort, status, startdatum
--   1, A1.1, talent, voortgang, op-schema, 2026-01-01
--   2, A1.1, talent, voortgang, vertraagd, 2026-01-01
--   3, A1.1, talent, voortgang, gereed, 2026-09-30
--   4, A1.1, talent, voortgang, op-schema, 2026-10-01
--   5, A1.1, talent, besluit, op-schema, 2026-01-01
--   6, A1.1, talent, voortgang, gestopt, 2026-01-01
-- expect: n=4 x=2

-- example: elke secretaris nummert zijn eigen regels
-- on: 2026K3
-- given actie_voortgang: leverancier, regel_id, actie, werkgroep, soort, status, startdatum
--   wg-school, 1, A1.1, school, voortgang, op-schema, 2026-01-01
--   wg-talent, 1, A1.1, talent, voortgang, vertraagd, 2026-01-01
-- expect: n=2 x=1
