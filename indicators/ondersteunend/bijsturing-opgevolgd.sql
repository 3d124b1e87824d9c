-- id: bijsturing-opgevolgd
-- version: 2026-11-27
-- actions: M1
-- order: 60
-- title: Besluiten tot bijsturing op tijd uitgevoerd
-- title-en: Decisions carried out in time
-- question: Welk deel van de besluiten die in het kwartaal klaar moesten zijn, was op tijd uitgevoerd?
-- question-en: What share of the decisions due in the quarter was carried out in time?
-- counts: regel
-- unit: besluiten
-- unit-en: decisions
-- population-text: besluiten waarvan de eerste afgesproken datum in het kwartaal ligt
-- hit-text: die op die datum gereed waren
-- time-text: in het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- tier: additional
-- direction: up
-- sensitive: none; why: het gaat om regels in het register, niet om personen
-- norm: local-target 0.80 source: Lokale streefwaarde: 80 procent op tijd
-- uses: actie_voortgang
-- sources: werkgroepen
-- limitation: De datum die het eerst is afgesproken telt, ook als hij later is verschoven.
-- lag: 2

-- state: stand per eenheid
WITH versie AS (
    SELECT
        leverancier, regel_id, status, datum_stand,
        first_value(deadline) OVER (
            PARTITION BY leverancier, regel_id ORDER BY coalesce(datum_stand, van), van
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS eerste
    FROM actie_voortgang
    WHERE soort = 'besluit' AND deadline IS NOT NULL
)
SELECT
    leverancier || ' ' || regel_id AS unit,
    max(status = 'gereed' AND datum_stand <= eerste) AS hit
FROM versie
WHERE eerste >= :van AND eerste < :tot
GROUP BY leverancier, regel_id

-- example: een verschoven datum helpt niet
-- on: 2026K3
-- given actie_voortgang: van, tot, regel_id, actie, werkgroep, soort, status, deadline, datum_stand
--   2026-04-01, 2026-07-01, 1, A1.1, talent, besluit, op-schema, 2026-08-31, 2026-06-30
--   2026-07-01, 2026-10-01, 1, A1.1, talent, besluit, gereed, 2026-12-31, 2026-09-30
--   2026-07-01, 2026-10-01, 2, A1.1, talent, besluit, gereed, 2026-09-30, 2026-09-30
--   2026-07-01, 2026-10-01, 3, A1.1, talent, besluit, gereed, 2026-10-01, 2026-09-30
-- expect: n=2 x=1
