-- id: geweigerd-vol
-- version: 2026-11-27
-- actions: A2.2, A6.3
-- order: 60
-- title: Aanmeldingen geweigerd omdat het vol was
-- title-en: Registrations refused for lack of places
-- question: Welk deel van de aanmeldingen voor een activiteit werd geweigerd omdat er geen plek was?
-- question-en: What share of the registrations for an activity was refused because it was full?
-- counts: aanmelding
-- unit: aanmeldingen
-- unit-en: registrations
-- population-text: aanmeldingen voor een activiteit in een van de zes gebieden
-- hit-text: geweigerd omdat het vol was
-- time-text: in het kwartaal
-- kind: proportion
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- tier: additional
-- direction: down
-- sensitive: group; why: het gaat om plaatsen bij activiteiten, niet om het gezin
-- norm: local-target 0.05 source: Lokale streefwaarde: hoogstens 5 procent geweigerd
-- uses: deelname, activiteit
-- sources: partners met aanbod
-- limitation: Een kind dat zich voor twee activiteiten aanmeldt, telt twee keer. Wie op de wachtlijst
--   staat, is niet geweigerd. Kinderen die zich niet aanmelden omdat het altijd vol is, zien we niet.
-- lag: 2

-- state: aanmeldingen, en of zij zijn geweigerd omdat het vol was
SELECT
    coalesce(d.kind, d.pas) || ':' || a.lijst || ' ' || d.activiteit || ':' || d.aangemeld AS unit,
    max(d.status = 'vol') AS hit
FROM deelname d
JOIN (
    SELECT DISTINCT leverancier, activiteit, tijdvak, lijst FROM deelname_aanbod
    WHERE domein IN ('sport', 'cultuur', 'cognitief', 'sociaal', 'orientatie-zelf',
                     'orientatie-wereld')
) a ON a.activiteit = d.activiteit AND a.leverancier = d.leverancier AND a.tijdvak = d.tijdvak
WHERE d.aangemeld >= :van AND d.aangemeld < :tot AND d.van = d.tijdvak
GROUP BY coalesce(d.kind, d.pas), a.lijst, d.activiteit, d.aangemeld

-- example: een aanmelding telt één keer, hoeveel tijdvakken er ook zijn; de wachtlijst is geen weigering
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2025-09-01
--   C1, a, cultuur, 2025-09-01
--   B1, b, bieb, 2020-09-01
-- given deelname: kind, activiteit, tijdvak, aangemeld, status
--   1, S1, 2026-08-01, 2026-07-01, vol
--   2, S1, 2026-08-01, 2026-09-30, geplaatst
--   2, S1, 2026-09-01, 2026-09-30, voltooid
--   2, C1, 2026-09-01, 2026-09-30, wachtlijst
--   3, S1, 2026-08-01, 2026-06-30, vol
--   4, S1, 2026-10-01, 2026-10-01, vol
--   5, B1, 2026-08-01, 2026-08-15, vol
--   6, S1, 2026-08-01, , vol
--   7, C1, 2026-08-01, 2026-08-15, afgemeld
-- expect: n=4 x=1

-- example: eerst op de wachtlijst en dan vol is geweigerd
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sociaal, 2025-09-01
-- given deelname: kind, activiteit, tijdvak, aangemeld, status
--   1, S1, 2026-08-01, 2026-07-20, wachtlijst
--   1, S1, 2026-10-01, 2026-07-20, vol
--   1, S1, 2026-08-01, 2026-08-20, geplaatst
-- expect: n=2 x=1

-- example: twee partners met hetzelfde nummer zijn twee aanmeldingen
-- on: 2026K3
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   hockey, 1, hockey, sport, 2025-09-01
--   muziek, 1, muziek, cultuur, 2025-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, aangemeld, status
--   hockey, 1, 1, 2026-07-01, 2026-07-02, vol
--   muziek, 1, 1, 2026-07-01, 2026-07-02, geplaatst
-- expect: n=2 x=1

-- example: een aanmelding die twee partners van één lijst melden is er één
-- on: 2026K3
-- given activiteit: leverancier, activiteit, aanbieder, domein, begindatum
--   hockey, S1, hockey, sport, 2025-09-01
-- given deelname: leverancier, kind, activiteit, tijdvak, aangemeld, status
--   hockey, 1, S1, 2026-07-01, 2026-07-02, wachtlijst
--   balie, 1, S1, 2026-07-01, 2026-07-02, vol
-- expect: n=1 x=1

-- example: een activiteit is wat zij in die maand was
-- on: 2026K3
-- given activiteit: activiteit, aanbieder, domein, begindatum, einddatum
--   A1, a, bieb, 2025-08-01, 2026-07-31
--   A1, a, cultuur, 2026-08-01,
-- given deelname: kind, activiteit, tijdvak, status, aangemeld
--   1, A1, 2026-07-01, vol, 2026-07-02
--   2, A1, 2026-08-01, geplaatst, 2026-08-02
-- expect: n=1 x=0
