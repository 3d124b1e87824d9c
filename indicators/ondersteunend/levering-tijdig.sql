-- id: levering-tijdig
-- version: 2026-11-25
-- actions: M1
-- order: 10
-- title: Leveringen op tijd
-- title-en: Deliveries on time
-- question: Welk deel van de leveringen over het kwartaal was op tijd binnen?
-- question-en: What share of the deliveries about the quarter came in on time?
-- counts: levering
-- unit: leveringen
-- unit-en: deliveries
-- population-text: leveringen die volgens de registers van partners en locaties over het kwartaal horen te komen
-- hit-text: binnen op of voor de inleverdatum
-- time-text: over perioden die in het kwartaal eindigen
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- direction: up
-- sensitive: group; why: het gaat om bestanden van organisaties, niet om personen
-- norm: local-target 1 source: Afspraak in het actieplan: iedere partner levert op tijd
-- dimensions: bron
-- uses: leveringen, termijnen
-- sources: alle partners
-- limitation: Wie per maand een bestand levert, heeft geleverd als alle maanden er zijn. De inleverdatum komt uit de schoolkalender, en anders uit het contract. Een verbeterde levering maakt
--   een tijdige levering niet te laat. Waarvan de inleverdatum nog moet komen, staat apart.
-- lag: 3

-- state: stand per verwachte levering
WITH RECURSIVE moet AS (
    SELECT DISTINCT
        v.contract, v.leverancier, t.periode, t.periode_van, t.periode_tot, t.kennis,
        coalesce(
            (SELECT s.dag FROM sluiting s WHERE s.contract = t.contract AND s.periode = t.periode),
            (SELECT s.dag FROM sluiting s WHERE s.contract = '' AND s.periode = t.periode),
            t.uiterlijk) AS uiterlijk
    FROM termijnen t
    JOIN verwacht v ON v.contract = t.contract
    WHERE t.periode_tot > :van AND t.periode_tot <= :tot
),
maand AS (
    SELECT contract, leverancier, periode, periode_van, periode_tot, periode_van AS begin FROM moet
    UNION ALL
    SELECT contract, leverancier, periode, periode_van, periode_tot, maanden_na(begin, 1)
    FROM maand
    WHERE maanden_na(begin, 1) < periode_tot
),
-- Of who came or went the months of the quarters of its own days.
gevraagd AS (
    SELECT m.*
    FROM maand m
    WHERE EXISTS (
        SELECT 1 FROM verwacht v
        WHERE v.contract = m.contract AND v.leverancier = m.leverancier
          AND v.van < maanden_na(kwartaal(m.begin), 3) AND v.tot > kwartaal(m.begin))
),
eerste AS (
    SELECT g.contract, g.leverancier, g.periode, coalesce(min(l.ontvangen), 99999) AS dag
    FROM gevraagd g
    LEFT JOIN leveringen l ON l.contract = g.contract AND l.leverancier = g.leverancier
        AND CASE l.gezag
            WHEN 'register' THEN l.periode_tot > g.periode_van AND l.periode_van < g.periode_tot
            WHEN 'stand' THEN l.periode_tot = g.periode_tot
            WHEN 'history' THEN l.periode_tot >= maanden_na(g.begin, 1)
            ELSE l.periode_van <= g.begin AND l.periode_tot >= maanden_na(g.begin, 1)
        END
    GROUP BY g.contract, g.leverancier, g.periode, g.begin
),
compleet AS (
    SELECT contract, leverancier, periode, max(dag) AS dag
    FROM eerste
    GROUP BY contract, leverancier, periode
)
SELECT
    m.contract || '/' || m.leverancier || '/' || m.periode AS unit,
    c.dag <= m.uiterlijk AS hit,
    c.dag = 99999 AND m.kennis < m.uiterlijk AS uitgesloten,
    m.contract AS bron
FROM moet m
JOIN compleet c
    ON c.contract = m.contract AND c.leverancier = m.leverancier AND c.periode = m.periode

-- example: de kalender gaat voor het contract; wat later hoort te komen staat apart
-- on: 2026K3
-- given termijnen: contract, periode, periode_van, periode_tot, uiterlijk, kennis
--   ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-10-22
--   ko_plaatsing, 2026K2, 2026-04-01, 2026-07-01, 2026-07-21, 2026-10-22
--   regeling, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-10-22
--   verzuim, 2026K3, 2026-07-01, 2026-10-01, 2026-10-30, 2026-10-22
-- given partner: partner, naam, actief_van, levert
--   a, A, 2023-08-01, ko_plaatsing
--   b, B, 2023-08-01, ko_plaatsing
--   c, C, 2023-08-01, ko_plaatsing|verzuim
--   d, D, 2023-08-01, regeling
-- given kalender: begindatum, soort, over_periode, contract
--   2026-10-14, inleverdatum, 2026K3, ko_plaatsing
-- given leveringen: levering, leverancier, contract, periode, periode_van, periode_tot, versie, ontvangen
--   1, a, ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-14
--   2, a, ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 2, 2026-10-20
--   3, b, ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-15
--   4, d, regeling, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-21
--   5, c, ko_plaatsing, 2026K2, 2026-04-01, 2026-07-01, 1, 2026-07-01
-- expect: n=4 x=2 excluded=1
-- expect bron=ko_plaatsing: n=3 x=1
-- expect bron=regeling: n=1 x=1
-- expect bron=verzuim: n=0 excluded=1

-- example: houders en besturen leveren zolang zij locaties hebben, een partner wat hij levert, en wie al een register leverde blijft
-- on: 2026K3
-- given termijnen: contract, periode, periode_van, periode_tot, uiterlijk, kennis
--   ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-10-22
--   inschrijving, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-10-22
--   verzuim, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-10-22
--   regeling, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-10-22
--   bevolking, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-10-22
--   jgz_indicatie, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-10-22
-- given locatie: van, tot, locatie, soort, brin, houder, ve
--   , , L1, ko-ve, , zonnetje, ja
--   , 2026-07-01, L2, ko-ve, , bij-ons, ja
--   2026-10-01, , L3, ko-ve, , bij-ons, ja
--   , , L4, ko-ve, , , ja
--   , , L5, bo, 90AX00, bestuur-a,
--   , , L6, bo, 90BX00, bestuur-a,
--   , , L7, bo, 90CX00, bestuur-b,
--   2026-10-01, , L8, bo, 90DX00, bestuur-c,
--   , , L9, bo, 90EX00, ,
--   , 2026-05-15, L10, bo, 90FX00, bestuur-d,
--   , 2026-08-15, L11, ko-ve, , bestuur-d, ja
--   , 2026-05-15, L12, bo, 90GX00, bestuur-e,
--   2026-08-15, 2026-08-15, L13, ko-ve, , bestuur-e, ja
-- given opvolging: brin, opvolger, datum
--   90BX00, 90AX00, 2026-05-15
--   90CX00, 90AX00, 2026-05-15
-- given partner: partner, naam, actief_van, actief_tot, levert
--   bestuur-a, A, 2023-08-01, , verzuim
--   bestuur-b, B, 2023-08-01, , inschrijving|verzuim
--   bestuur-c, C, 2023-08-01, , inschrijving
--   bestuur-d, D, 2026-08-15, , verzuim
--   bestuur-e, E, 2023-08-01, , verzuim
--   fonds, F, 2023-08-01, , regeling
--   gestopt, G, 2026-08-15, 2026-08-14, regeling
--   jgz, J, 2023-08-01, , jgz_indicatie
-- given geleverd: contract, leverancier, van
--   bevolking, gemeente, 2026-04-01
--   bevolking, gemeente, 2026-11-01
--   jgz_indicatie, vorige-jgz, 2026-04-01
--   regeling, vorig-fonds, 2026-04-01
-- given leveringen: levering, leverancier, contract, periode, periode_van, periode_tot, versie, ontvangen
--   1, zonnetje, ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-20
--   2, bestuur-a, inschrijving, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-20
--   3, bestuur-a, verzuim, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-20
--   4, fonds, regeling, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-20
--   5, gemeente, bevolking, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-20
--   6, jgz, jgz_indicatie, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-20
--   7, bestuur-d, ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-20
-- expect: n=7 x=7
-- expect bron=ko_plaatsing: n=2 x=2
-- expect bron=inschrijving: n=1 x=1
-- expect bron=verzuim: n=1 x=1
-- expect bron=regeling: n=1 x=1
-- expect bron=jgz_indicatie: n=1 x=1

-- example: een bestand per maand: geleverd als de laatste maand er is; een half kwartaal is niet geleverd
-- on: 2026K3
-- given termijnen: contract, periode, periode_van, periode_tot, uiterlijk, kennis
--   ko_uren, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-11-22
--   overdracht, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-11-22
--   locatie, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-11-22
-- given partner: partner, naam, actief_van, levert
--   a, A, 2023-08-01, ko_uren
--   b, B, 2023-08-01, ko_uren
--   c, C, 2023-08-01, ko_uren|overdracht|locatie
--   d, D, 2023-08-01, ko_uren
--   e, E, 2023-08-01, ko_uren|locatie|overdracht
--   f, F, 2023-08-01, locatie
--   g, G, 2023-08-01, locatie
-- given leveringen: levering, leverancier, contract, periode, periode_van, periode_tot, versie, ontvangen, gezag
--   1, a, ko_uren, 2026-07, 2026-07-01, 2026-08-01, 1, 2026-08-10, period
--   2, a, ko_uren, 2026-08, 2026-08-01, 2026-09-01, 1, 2026-10-21, period
--   3, a, ko_uren, 2026-09, 2026-09-01, 2026-10-01, 1, 2026-10-10, period
--   4, b, ko_uren, 2026-07, 2026-07-01, 2026-08-01, 1, 2026-10-22, period
--   5, b, ko_uren, 2026-08..2026-09, 2026-08-01, 2026-10-01, 1, 2026-10-10, period
--   6, c, ko_uren, 2026-09, 2026-09-01, 2026-10-01, 1, 2026-10-10, period
--   7, d, ko_uren, 2026-07..2026-08, 2026-07-01, 2026-09-01, 1, 2026-10-10, period
--   8, c, overdracht, 2026-09, 2026-09-01, 2026-10-01, 1, 2026-10-10, history
--   9, c, locatie, 2026-07, 2026-07-01, 2026-08-01, 1, 2026-10-10, register
--   10, e, ko_uren, 2026-07, 2026-07-01, 2026-08-01, 1, 2026-10-10, period
--   11, e, ko_uren, 2026-09, 2026-09-01, 2026-10-01, 1, 2026-10-10, period
--   12, e, locatie, 2026K2, 2026-04-01, 2026-07-01, 1, 2026-07-10, register
--   13, e, overdracht, 2026-08, 2026-08-01, 2026-09-01, 1, 2026-09-10, history
--   14, f, locatie, 2026K4, 2026-10-01, 2027-01-01, 1, 2026-10-10, register
--   15, g, locatie, 2026-09, 2026-09-01, 2026-10-01, 1, 2026-10-10, stand
-- expect: n=11 x=4
-- expect bron=ko_uren: n=5 x=1
-- expect bron=locatie: n=4 x=2
-- expect bron=overdracht: n=2 x=1

-- example: wie halverwege kwam of ging, levert de kwartalen van zijn eigen dagen
-- on: 2026K3
-- given termijnen: contract, periode, periode_van, periode_tot, uiterlijk, kennis
--   enquete, 2025-2026, 2025-08-01, 2026-08-01, 2026-08-31, 2026-11-22
-- given partner: partner, naam, actief_van, actief_tot, levert
--   a, A, 2026-04-01, , enquete
--   b, B, 2026-03-31, , enquete
--   c, C, 2023-08-01, 2025-12-31, enquete
--   d, D, 2023-08-01, 2026-01-01, enquete
--   later, E, 2026-10-01, , enquete
--   eerder, F, 2023-08-01, 2025-06-30, enquete
-- given leveringen: levering, leverancier, contract, periode, periode_van, periode_tot, versie, ontvangen, gezag
--   1, a, enquete, 2026-04..2026-07, 2026-04-01, 2026-08-01, 1, 2026-08-10, period
--   2, b, enquete, 2026-04..2026-07, 2026-04-01, 2026-08-01, 1, 2026-08-10, period
--   3, c, enquete, 2025-08..2025-12, 2025-08-01, 2026-01-01, 1, 2026-08-10, period
--   4, d, enquete, 2025-08..2025-12, 2025-08-01, 2026-01-01, 1, 2026-08-10, period
-- expect: n=4 x=2

-- example: zonder een dag voor dit bestand geldt die voor alle, van twee de laatste; op de dag zelf mist het
-- on: 2026K3
-- given termijnen: contract, periode, periode_van, periode_tot, uiterlijk, kennis
--   regeling, 2026K3, 2026-07-01, 2026-10-01, 2026-10-21, 2026-10-25
--   verzuim, 2026K3, 2026-07-01, 2026-10-01, 2026-10-30, 2026-10-25
-- given kalender: begindatum, soort, over_periode, contract
--   2026-10-25, inleverdatum, 2026K3,
--   2026-10-28, inleverdatum, 2026K3, verzuim
--   2026-10-22, inleverdatum, 2026K3, verzuim
--   2026-10-29, vakantie, 2026K3,
-- given partner: partner, naam, actief_van, levert
--   a, A, 2023-08-01, regeling
--   b, B, 2023-08-01, regeling
--   c, C, 2023-08-01, verzuim
-- given leveringen: levering, leverancier, contract, periode, periode_van, periode_tot, versie, ontvangen
--   1, a, regeling, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-24
-- expect: n=2 x=1 excluded=1
