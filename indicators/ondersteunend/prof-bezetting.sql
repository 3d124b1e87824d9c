-- id: prof-bezetting
-- version: 2026-11-27
-- actions: M3
-- order: 50
-- title: Bezetting van scholing
-- title-en: Occupancy of training
-- question: Hoe vol zitten de bijeenkomsten van de scholingskalender?
-- question-en: How full are the sessions of the training calendar?
-- counts: sessie
-- unit: plaatsen
-- unit-en: places
-- population-text: plaatsen bij scholing die in het kwartaal is gehouden
-- hit-text: aanwezigen
-- time-text: in het kwartaal
-- kind: rate
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- tier: additional
-- direction: up
-- sensitive: group; why: het gaat om plaatsen bij bijeenkomsten, niet om personen
-- decimals: 2
-- norm: local-target 0.75 source: Lokale streefwaarde: drie van de vier plaatsen bezet
-- dimensions: thema
-- uses: scholing, scholing_deelname
-- sources: gemeente, hogeschool
-- limitation: Wie zonder aanmelding kwam, telt mee, dus een zaal kan voller zijn dan vol. Een bijeenkomst
--   waarvan het aantal plaatsen niet bekend is, telt niet mee.
-- lag: 2

-- state: aanwezigen en plaatsen per bijeenkomst
WITH aanwezig AS (
    SELECT s.bijeenkomst, count(DISTINCT d.persoon) AS aantal
    FROM scholing_deelname d
    JOIN bijeenkomst s ON s.sessie = d.sessie AND s.leverancier = d.leverancier
    WHERE d.aanwezig = 'ja' AND d.van <= :peildatum AND :peildatum < d.tot
    GROUP BY s.bijeenkomst
)
SELECT
    s.bijeenkomst AS unit,
    max(coalesce(a.aantal, 0)) AS waarde,
    max(s.capaciteit) AS noemer,
    max(s.datum) AS dag
FROM bijeenkomst s
LEFT JOIN aanwezig a ON a.bijeenkomst = s.bijeenkomst
WHERE s.datum >= :van AND s.datum < :tot AND s.capaciteit > 0
GROUP BY s.bijeenkomst

-- example: een lege zaal telt mee; zonder aantal plaatsen niet
-- on: 2026K3
-- given scholing: sessie, datum, thema, status, capaciteit
--   S1, 2026-07-01, armoede, gehouden, 4
--   S2, 2026-09-30, data, gehouden, 5
--   S3, 2026-06-30, armoede, gehouden, 100
--   S4, 2026-10-01, armoede, gehouden, 100
--   S5, 2026-08-01, armoede, geannuleerd, 100
--   S6, 2026-08-01, armoede, gehouden,
--   S7, 2026-08-01, data, gehouden, 1
--   S8, 2026-08-01, data, gehouden, 0
-- given scholing_deelname: sessie, persoon, partner, aangemeld, aanwezig
--   S1, 11, a, ja, ja
--   S1, 12, a, nee, ja
--   S1, 13, a, ja, nee
--   S3, 11, a, ja, ja
--   S4, 11, a, ja, ja
--   S5, 11, a, ja, ja
--   S6, 11, a, ja, ja
--   S7, 11, a, ja, ja
--   S7, 12, a, ja, ja
--   S8, 12, a, ja, ja
-- expect: n=10 sum=4 estimate=0.4
-- expect thema=armoede: n=4 sum=2
-- expect thema=data: n=6 sum=2

-- example: alleen wat op de laatste dag van het kwartaal is geleverd, en een bijeenkomst die twee partners noemen één keer, met de meeste plaatsen
-- on: 2026K3
-- given scholing: van, tot, leverancier, sessie, datum, thema, status, capaciteit
--   2026-07-02, 2026-07-03, bureau, S1, 2026-07-02, armoede, gehouden, 8
--   2026-07-02, 2026-07-03, werkplaats, S1, 2026-07-02, armoede, gehouden, 6
--   2026-07-03, 2026-07-04, bureau, S2, 2026-07-02, armoede, gehouden, 50
-- given scholing_deelname: van, tot, leverancier, sessie, persoon, partner, aangemeld, aanwezig
--   2026-09-30, 2026-10-01, bureau, S1, 11, a, ja, ja
--   2024-01-01, 2026-10-01, bureau, S1, 12, a, ja, ja
--   2024-01-01, 2026-10-01, werkplaats, S1, 12, a, ja, ja
--   2024-01-01, 2026-09-30, bureau, S1, 13, a, ja, ja
-- expect: n=8 sum=2 estimate=0.25

-- example: de eerste bijeenkomst van de een is niet die van de ander, ook op één dag; wie alleen deelname levert, bedoelt de kalender van een ander
-- on: 2026K3
-- given scholing: leverancier, sessie, datum, thema, status, capaciteit
--   bureau, 1, 2026-07-02, armoede, gehouden, 10
--   werkplaats, 1, 2026-07-02, data, gehouden, 5
--   werkplaats, 2, 2026-08-03, data, gehouden, 4
-- given scholing_deelname: leverancier, sessie, persoon, partner, aangemeld, aanwezig
--   bureau, 1, 11, a, ja, ja
--   werkplaats, 1, 11, a, ja, ja
--   werkplaats, 1, 12, a, ja, ja
--   bureau, 2, 11, a, ja, ja
--   gemeente, 1, 13, a, ja, ja
-- expect: n=19 sum=5
-- expect thema=armoede: n=10 sum=2
-- expect thema=data: n=9 sum=3
