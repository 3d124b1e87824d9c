-- id: vve-indicatie-aandeel
-- version: 2026-09-01
-- actions: A1.2
-- order: 20
-- title: Peuters met een vve-indicatie
-- title-en: Toddlers with an indication
-- question: Welk deel van alle peuters in de stad heeft een vve-indicatie?
-- question-en: What share of all toddlers in the city has an indication for early childhood education?
-- counts: kind
-- unit: peuters
-- unit-en: toddlers
-- population-text: alle peuters van 2½ tot 4 jaar die in de stad wonen
-- hit-text: met een geldige vve-indicatie
-- time-text: op de laatste dag van het kwartaal
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: KE
-- level: output
-- direction: neutral
-- sensitive: hit; why: een indicatie zegt iets over het gezin; geen indicatie hebben is gewoon
-- dimensions: wijk, geslacht, leeftijd, thuistaal, opleiding_ouders
-- uses: bevolking, jgz_indicatie/hit, inschrijving/dimension
-- sources: gemeente, JGZ
-- limitation: Meer of minder indicaties is op zichzelf niet goed of slecht. Peuters die nog niet beoordeeld
--   zijn, tellen als peuters zonder indicatie.
-- lag: 2

-- population: woont op de peildatum in de stad
SELECT kind AS unit, van, tot FROM bevolking

-- population: is 2½ jaar of ouder en nog geen 4 jaar
SELECT kind AS unit, verjaardag(geboortedatum, 30) AS van, verjaardag(geboortedatum, 48) AS tot
FROM kind
WHERE geboortedatum IS NOT NULL

-- hit: heeft een geldige vve-indicatie
SELECT kind AS unit, van, tot FROM besluit WHERE besluit = 'ja'

-- example: de leeftijd op de dag zelf, en verhuisd
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2024-03-31, 2024-03-31, , WK054608
--   2, 2024-04-01, 2024-04-01, , WK054608
--   3, 2022-10-01, 2022-10-01, , WK054608
--   4, 2022-09-30, 2022-09-30, , WK054608
--   5, 2024-02-29, 2024-02-29, , WK054609
--   6, 2023-06-01, 2023-06-01, 2026-09-29, WK054609
--   7, 2023-06-01, 2026-09-30, , WK054609
--   8, 2023-06-01, 2026-10-01, , WK054609
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang
--   1, 2026-02-02, ja, 2026-09-30
--   2, 2026-02-02, ja, 2026-10-01
--   3, 2025-02-02, nee,
--   4, 2024-02-02, ja, 2025-03-30
--   5, 2026-02-02, ja, 2026-10-01
--   6, 2025-02-02, ja, 2025-12-01
--   7, 2025-02-02, ja, 2025-12-01
--   8, 2025-02-02, ja, 2025-12-01
-- expect: n=4 x=2 excluded=0 unknown=0
-- expect leeftijd=2: n=2 x=1
-- expect leeftijd=3: n=2 x=1
-- expect wijk=WK054608: n=2 x=1

-- example: een indicatie die verloopt of wordt ingetrokken, en wat op school over thuistaal bekend is
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-06-01, 2023-06-01
--   2, 2023-06-01, 2023-06-01
--   3, 2023-06-01, 2023-06-01
--   4, 2023-06-01, 2023-06-01
--   5, 2023-06-01, 2023-06-01
-- given jgz_indicatie: kind, datum_bepaling, besluit, ingang, einde, thuistaal, opleiding_ouders
--   1, 2025-06-01, ja, 2025-12-01, 2026-09-30, anders, laag
--   2, 2025-06-01, ja, 2025-12-01, 2026-10-01, anders, laag
--   3, 2025-06-01, ja, 2025-12-01, , nl, laag
--   3, 2026-09-30, ingetrokken, , , , midden
--   4, 2025-06-01, aangehouden, , , , hoog
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, schoolsoort, thuistaal, opleiding_ouders
--   4, 2026-08-24, , bo, nl-meertalig, laag
--   5, 2026-08-24, 2026-09-29, bo, nl-meertalig, laag
-- expect: n=5 x=1
-- expect thuistaal=anders: n=2 x=1
-- expect thuistaal=nl: n=1 x=0
-- expect thuistaal=nl-meertalig: n=1 x=0
-- expect thuistaal=onbekend: n=1 x=0
-- expect opleiding_ouders=midden: n=1 x=0
-- expect opleiding_ouders=hoog: n=1 x=0
-- expect opleiding_ouders=laag: n=2 x=1
-- expect opleiding_ouders=onbekend: n=1 x=0
