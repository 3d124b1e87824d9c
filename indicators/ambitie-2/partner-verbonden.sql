-- id: partner-verbonden
-- version: 2026-11-27
-- actions: A2.1, M1
-- order: 60
-- title: Paren van partners die samenwerken
-- title-en: Pairs of partners working together
-- question: Welk deel van alle paren van partners doet samen een activiteit of werkt aan dezelfde
--   actie?
-- question-en: What share of all pairs of partners runs an activity together or works on the same
--   action?
-- counts: paar
-- unit: paren van partners
-- unit-en: pairs of partners
-- population-text: paren van partners
-- hit-text: verbonden door een gezamenlijke activiteit of dezelfde actie
-- time-text: in de twaalf maanden tot en met het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: R12
-- level: process
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om organisaties, niet om kinderen
-- uses: partner, activiteit, actie_voortgang
-- sources: gemeente, partners met aanbod
-- limitation: Zegt niet hoe goed of hoe vaak partners samenwerken. Niet elk paar hoeft samen te werken:
--   100 procent is geen doel.
-- lag: 2

-- state: paren van partners, en of zij iets samen doen
WITH deelnemer AS (
    SELECT DISTINCT partner FROM partner WHERE van <= :peildatum AND :peildatum < tot
),
aanbod AS (
    SELECT DISTINCT leverancier || ' ' || activiteit AS activiteit, aanbieder, mede_aanbieders
    FROM activiteit
    WHERE van < :tot AND :van < tot
),
samen AS (
    SELECT 'a' || activiteit AS waaraan, aanbieder AS partner FROM aanbod
    UNION
    SELECT 'a' || o.activiteit, d.partner
    FROM aanbod o
    JOIN deelnemer d ON instr('|' || o.mede_aanbieders || '|', '|' || d.partner || '|') > 0
    UNION
    SELECT 'p' || actie, eigenaar FROM actie_voortgang WHERE van < :tot AND :van < tot
),
verbonden AS (
    SELECT DISTINCT een.partner || '+' || ander.partner AS paar
    FROM samen een
    JOIN samen ander ON ander.waaraan = een.waaraan AND een.partner < ander.partner
)
SELECT
    een.partner || '+' || ander.partner AS unit,
    een.partner || '+' || ander.partner IN (SELECT paar FROM verbonden) AS hit
FROM deelnemer een
JOIN deelnemer ander ON een.partner < ander.partner

-- example: een gezamenlijke activiteit of dezelfde actie; wie geen partner is, maakt geen paar
-- on: 2026K3
-- given partner: partner, actief_van, actief_tot
--   a, 2023-08-01,
--   b, 2023-08-01,
--   c, 2023-08-01,
--   d, 2026-09-30,
--   e, 2026-10-01,
--   f, 2023-08-01, 2026-09-29
-- given activiteit: activiteit, aanbieder, mede_aanbieders, domein, begindatum, einddatum
--   S1, a, b|f, sport, 2025-09-01, 2025-10-01
--   S2, b, x|c, sport, 2026-09-30,
--   S3, a, c, sport, 2025-08-01, 2025-09-30
--   S4, a, d, sport, 2026-10-01,
--   S5, b, dd, sport, 2026-01-01, 2026-02-01
-- given actie_voortgang: regel_id, actie, werkgroep, soort, eigenaar
--   1, A1.1, talent, voortgang, c
--   2, A1.1, talent, voortgang, d
--   3, A1.2, talent, voortgang, a
-- expect: n=6 x=3

-- example: regels van een ander jaar, of van verschillende acties, verbinden niet
-- on: 2026K3
-- given partner: partner, actief_van
--   a, 2023-08-01
--   b, 2023-08-01
--   c, 2023-08-01
-- given actie_voortgang: van, tot, regel_id, actie, werkgroep, soort, eigenaar
--   2026-07-01, 2026-10-01, 1, A1.1, talent, voortgang, a
--   2025-07-01, 2025-10-01, 2, A1.1, talent, voortgang, b
--   2026-10-01, 2027-01-01, 3, A1.1, talent, voortgang, b
--   2025-09-01, 2025-10-02, 4, A1.1, talent, voortgang, c
--   2026-07-01, 2026-10-01, 5, A1.2, talent, voortgang, b
-- expect: n=3 x=1
