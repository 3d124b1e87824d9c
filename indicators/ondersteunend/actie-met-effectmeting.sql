-- id: actie-met-effectmeting
-- version: 2026-11-25
-- actions: M2
-- order: 10
-- title: Acties met een effectmeting
-- title-en: Actions with a measurement of their effect
-- question: Van welk deel van de lopende acties meten we of zij iets opleveren?
-- question-en: Of what part of the running actions is it measured whether they bring anything?
-- counts: actie
-- unit: lopende acties
-- unit-en: running actions
-- population-text: acties van het plan die begonnen en niet gestopt zijn
-- hit-text: met een opzet die een resultaat meet voor de start en ten minste vier kwartalen erna
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KE
-- level: process
-- direction: up
-- sensitive: none; why: het gaat om acties, niet om personen
-- uses: actie_voortgang, effectopzet
-- sources: werkgroepen, academische werkplaats
-- limitation: Een effectmeting zegt nog niet dat er een effect is, en niet elke opzet kan zeggen dat het door
--   de actie komt.
-- lag: 2

-- state: per actie of er een opzet is die al vier kwartalen na de start meet
SELECT
    r.actie AS unit,
    EXISTS (
        SELECT 1 FROM effectopzet e
        WHERE e.actie = r.actie AND e.niveau IN ('output', 'effect')
          AND e.gemeten_vanaf <= :peildatum + 1) AS hit
FROM actie_voortgang r
WHERE r.soort = 'voortgang' AND r.actie LIKE 'A%' AND r.van <= :peildatum AND :peildatum < r.tot
  AND r.startdatum <= :peildatum AND r.status IN ('op-schema', 'vertraagd', 'gereed')
GROUP BY r.actie

-- example: pas na vier kwartalen, en alleen met een resultaat; gestopte acties en maatregelen tellen niet
-- on: 2026K3
-- given actie_voortgang: regel_id, actie, werkgroep, soort, status, startdatum
--   1, A1.1, talent, voortgang, op-schema, 2025-01-01
--   2, A1.1, talent, voortgang, gestopt, 2025-01-01
--   3, A1.2, talent, voortgang, vertraagd, 2025-01-01
--   4, A1.3, talent, voortgang, gereed, 2025-01-01
--   5, A2.1, talent, voortgang, gestopt, 2025-01-01
--   6, A2.2, talent, voortgang, op-schema, 2026-10-01
--   7, M1, talent, voortgang, op-schema, 2025-01-01
--   8, A2.3, talent, besluit, op-schema, 2025-01-01
-- given effectopzet: ontwerp, actie, methode, uitkomst, niveau, start, gemeten_vanaf
--   a, A1.1, did, x, output, 2025-10-01, 2026-10-01
--   b, A1.2, its, y, effect, 2026-01-01, 2027-01-01
--   c, A1.3, did, z, process, 2025-01-01, 2026-01-01
-- expect: n=3 x=1
