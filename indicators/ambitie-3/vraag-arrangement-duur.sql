-- id: vraag-arrangement-duur
-- version: 2026-11-27
-- actions: A3.1
-- order: 20
-- title: Tijd van hulpvraag tot start
-- title-en: Time from request to start of support
-- question: Hoeveel dagen duurt het van een hulpvraag tot de ondersteuning begint?
-- question-en: How many days pass between a request and the start of support?
-- counts: dossier
-- unit: hulpvragen
-- unit-en: requests
-- population-text: hulpvragen van de laatste twaalf maanden
-- hit-text: waarvan de ondersteuning is begonnen
-- time-text: voor hulpvragen van de laatste twaalf maanden
-- kind: duration
-- form: spells
-- grondslag: schoolgaand
-- time: R12
-- within: 42
-- level: process
-- direction: down
-- sensitive: group; why: een wachttijd van een kleine groep zegt iets over die kinderen
-- uses: ondersteuning
-- sources: samenwerkingsverbanden, jeugdteam
-- limitation: Een vraag die is ingetrokken of nog wacht, telt mee zolang hij wachtte; daarna weten
--   we het niet.
-- lag: 3

-- population: een hulpvraag om een arrangement, tot die stopt
SELECT
    leverancier || ' ' || dossier AS unit, datum_signaal AS van,
    coalesce(max(datum_einde) + 1, 99999) AS tot
FROM ondersteuning
WHERE soort = 'arrangement' AND kind IS NOT NULL
GROUP BY leverancier, dossier, datum_signaal

-- hit: de ondersteuning is begonnen
SELECT leverancier || ' ' || dossier AS unit, min(datum_start) AS van, 99999 AS tot
FROM ondersteuning
WHERE soort = 'arrangement' AND datum_start IS NOT NULL
GROUP BY leverancier, dossier

-- example: drie van de vijf begonnen; na dertig dagen is de helft bereikt
-- on: 2026K3
-- given ondersteuning: kind, dossier, soort, datum_signaal, datum_start, datum_einde
--   1, 1, arrangement, 2026-03-01, 2026-03-11,
--   2, 2, arrangement, 2026-03-01, 2026-03-21,
--   3, 3, arrangement, 2026-03-01, 2026-03-31,
--   4, 4, arrangement, 2026-03-01, ,
--   5, 5, tlv, 2026-03-01, 2026-03-02,
--   6, 6, arrangement, 2026-03-01, , 2026-05-01
-- expect: n=5 x=3 estimate=30

-- example: ieder samenwerkingsverband nummert zelf: hetzelfde nummer is een andere hulpvraag
-- on: 2026K3
-- given ondersteuning: leverancier, kind, dossier, soort, datum_signaal, datum_start, datum_einde
--   swv-po, 1, 1, arrangement, 2026-03-01, 2026-03-11,
--   swv-vo, 2, 1, arrangement, 2026-03-01, ,
--   swv-vo, 3, 2, arrangement, 2026-03-01, 2026-03-21,
-- expect: n=3 x=2 estimate=20
