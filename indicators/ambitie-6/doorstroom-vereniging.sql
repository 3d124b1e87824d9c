-- id: doorstroom-vereniging
-- version: 2026-11-27
-- actions: A6.3
-- order: 20
-- title: Van kennismaken naar lid worden
-- title-en: From taster to membership
-- question: Welk deel van de kinderen die met een sport of kunst kennismaakten, werd binnen een half
--   jaar lid of vaste deelnemer?
-- question-en: What share of the children who tasted a sport or art became a member within half a year?
-- counts: kind
-- unit: kinderen
-- unit-en: children
-- population-text: kinderen die begonnen met kennismaken
-- hit-text: die zich binnen 183 dagen aanmeldden bij een vereniging of vaste les in hetzelfde gebied
-- time-text: geteld een half jaar na het begin, zodat het halve jaar voorbij is
-- kind: proportion
-- form: state
-- grondslag: wonend
-- time: KP
-- delay: 2
-- level: effect
-- direction: up
-- sensitive: hit; why: een klein aantal zou kinderen of gezinnen aanwijzen
-- uses: deelname, activiteit
-- sources: partners met aanbod
-- limitation: Clubs die alleen aantallen leveren, tellen niet mee: lid worden bij zo'n club is niet te
--   zien.
-- lag: 2

-- state: stand per eenheid
WITH aanbod AS (
    SELECT DISTINCT leverancier, activiteit, tijdvak, domein, programma FROM deelname_aanbod
    WHERE programma IN ('kennismaking', 'vereniging')
),
gestart AS (
    SELECT DISTINCT d.kind, d.start, a.domein
    FROM deelname d
    JOIN aanbod a
        ON a.activiteit = d.activiteit AND a.leverancier = d.leverancier
        AND a.tijdvak = d.tijdvak AND a.programma = 'kennismaking'
    WHERE +d.kind IS NOT NULL AND d.start >= :van AND d.start < :tot
      AND d.status IN ('geplaatst', 'voltooid', 'gestopt')
),
lid AS (
    SELECT DISTINCT d.kind, d.aangemeld, a.domein
    FROM deelname d
    JOIN aanbod a
        ON a.activiteit = d.activiteit AND a.leverancier = d.leverancier
        AND a.tijdvak = d.tijdvak AND a.programma = 'vereniging'
    WHERE d.kind IN (SELECT kind FROM gestart) AND d.status IN ('geplaatst', 'voltooid', 'gestopt')
)
SELECT
    g.kind AS unit,
    max(l.kind IS NOT NULL) AS hit,
    min(g.start) AS dag
FROM gestart g
LEFT JOIN lid l ON l.kind = g.kind AND l.domein = g.domein
    AND l.aangemeld >= g.start AND l.aangemeld <= g.start + 183
GROUP BY g.kind

-- example: binnen 183 dagen, in hetzelfde gebied
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum
--   K1, a, sport, kennismaking, 2026-01-01
--   V1, a, sport, vereniging, 2020-01-01
--   V2, a, cultuur, vereniging, 2020-01-01
-- given deelname: kind, activiteit, tijdvak, status, start, aangemeld
--   1, K1, 2026-01-01, voltooid, 2026-01-10, 2026-01-05
--   1, V1, 2026-07-01, geplaatst, , 2026-07-12
--   2, K1, 2026-01-01, voltooid, 2026-01-10, 2026-01-05
--   2, V1, 2026-07-01, geplaatst, , 2026-07-13
--   3, K1, 2026-01-01, voltooid, 2026-01-10, 2026-01-05
--   3, V2, 2026-01-01, geplaatst, , 2026-02-01
--   4, K1, 2026-01-01, vol, , 2026-01-05
--   5, K1, 2026-04-01, voltooid, 2026-04-01, 2026-03-05
-- expect: n=3 x=1

-- example: op de eerste dag van het venster en de dag zelf aangemeld; wie al lid was of niet geplaatst werd, telt niet
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum
--   K1, a, sport, kennismaking, 2026-01-01
--   K2, a, cultuur, kennismaking, 2026-01-01
--   V1, a, sport, vereniging, 2020-01-01
--   V2, a, cultuur, vereniging, 2020-01-01
-- given deelname: kind, activiteit, tijdvak, status, start, aangemeld
--   1, K1, 2026-01-01, voltooid, 2026-01-01, 2025-12-05
--   1, V1, 2026-01-01, geplaatst, , 2026-01-01
--   2, K1, 2026-01-01, voltooid, 2026-01-10, 2026-01-05
--   2, V1, 2026-01-01, geplaatst, , 2026-01-09
--   3, K1, 2026-01-01, voltooid, 2026-01-10, 2026-01-05
--   3, V1, 2026-02-01, wachtlijst, , 2026-02-01
--   4, K1, 2026-01-01, voltooid, 2026-01-10, 2026-01-05
--   4, K1, 2026-02-01, voltooid, 2026-02-10, 2026-02-05
--   5, K1, 2025-12-01, voltooid, 2025-12-31, 2025-12-05
--   6, K1, 2026-01-01, voltooid, 2026-01-10, 2026-01-05
--   6, K2, 2026-01-01, voltooid, 2026-01-10, 2026-01-05
--   6, V2, 2026-02-01, geplaatst, , 2026-02-01
--   7, V1, 2026-02-01, geplaatst, 2026-02-01, 2026-02-01
-- expect: n=5 x=2

-- example: de kennismaking van de een is niet de vereniging van de ander met hetzelfde nummer
-- on: 2026K3
-- given activiteit: leverancier, activiteit, aanbieder, domein, programma, begindatum
--   a, 1, a, sport, kennismaking, 2025-01-01
--   b, 1, b, sport, vereniging, 2025-01-01
-- given deelname: leverancier, kind, activiteit, tijdvak, aangemeld, status, start
--   a, 1, 1, 2026-01-01, 2026-02-01, voltooid, 2026-02-01
-- expect: n=1 x=0

-- example: een kennismaking die later een vereniging wordt, was het nog niet
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, programma, begindatum, einddatum
--   A1, a, sport, kennismaking, 2025-08-01, 2026-05-31
--   A1, a, sport, vereniging, 2026-06-01,
-- given deelname: kind, activiteit, tijdvak, aangemeld, status, start
--   1, A1, 2026-02-01, 2026-02-01, voltooid, 2026-02-01
--   2, A1, 2026-02-01, 2026-01-20, voltooid, 2026-02-01
--   2, A1, 2026-06-01, 2026-06-02, geplaatst, 2026-06-10
-- expect: n=2 x=1
