-- id: eerste-voorkeur
-- version: 2026-11-25
-- actions: A6.3
-- order: 30
-- title: Leerlingen die hun eerste voorkeur kregen
-- title-en: Pupils who got their first choice
-- question: Welk deel van de leerlingen die een voorkeur opgaven, kreeg de eerste?
-- question-en: What share of the pupils who gave a preference got their first one?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen die in het schooljaar een eerste voorkeur opgaven
-- hit-text: die bij hun eerste voorkeur zijn geplaatst
-- time-text: in het schooljaar
-- kind: proportion
-- form: state
-- grondslag: schoolgaand
-- time: SJ
-- level: process
-- tier: additional
-- direction: up
-- sensitive: group; why: geplaatst zijn zegt niets gevoeligs over een kind
-- norm: local-target 0.80 source: Lokale streefwaarde: vier van de vijf leerlingen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders, organisatie, school
-- cluster: school
-- uses: deelname, inschrijving/dimension, bevolking/dimension, jgz_indicatie/dimension
-- sources: partners met aanbod
-- limitation: Wie zich meer keren met een eerste voorkeur aanmeldde, telt één keer, en is geplaatst als het
--   één keer lukte. Wie niets opgaf, telt niet mee.
-- lag: 2

-- state: stand per leerling
SELECT
    kind AS unit,
    max(status IN ('geplaatst', 'voltooid', 'gestopt')) AS hit,
    :van + 61 AS dag
FROM deelname
WHERE kind IS NOT NULL AND voorkeur = 1
  AND tijdvak >= :van AND tijdvak < :tot AND van = tijdvak
GROUP BY kind

-- example: één keer geplaatst is genoeg; een tweede voorkeur telt niet
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van, geslacht
--   1, 2016-05-01, 2016-05-01, m
--   2, 2016-05-01, 2016-05-01, v
-- given activiteit: activiteit, aanbieder, domein, begindatum
--   S1, a, sport, 2025-09-01
-- given inschrijving: leverancier, kind, brin, inschrijfdatum, uitschrijfdatum, schoolsoort
--   bestuur-a, 1, 90AX00, 2025-08-01, 2025-10-01, bo
--   bestuur-a, 1, 90AX01, 2025-10-02, 2026-07-31, bo
--   bestuur-a, 3, 90AX02, 2025-08-01, 2025-09-30, bo
--   bestuur-a, 3, 90AX00, 2025-10-01, 2026-07-31, bo
-- given deelname: van, tot, kind, activiteit, tijdvak, status, voorkeur
--   2025-08-01, 2025-10-01, 1, S1, 2025-08-01, geplaatst, 1
--   2025-10-01, 2026-01-01, 1, S1, 2025-10-01, vol, 1
--   2025-10-01, 2026-01-01, 2, S1, 2025-10-01, wachtlijst, 1
--   2025-10-01, 2026-01-01, 2, S1, 2025-10-01, geplaatst, 2
--   2026-07-01, 2026-10-01, 3, S1, 2026-07-01, voltooid, 1
--   2025-10-01, 2026-01-01, 4, S1, 2025-10-01, gestopt, 1
--   2025-10-01, 2026-01-01, 5, S1, 2025-10-01, geplaatst,
--   2025-10-01, 2026-01-01, 6, S1, 2025-10-01, afgemeld, 1
--   2025-07-01, 2025-10-01, 7, S1, 2025-07-01, geplaatst, 1
--   2026-08-01, 2026-10-01, 8, S1, 2026-08-01, geplaatst, 1
--   2025-10-15, 2026-01-01, 9, S1, 2025-10-01, geplaatst, 1
--   2025-10-01, 2026-01-01, 10, S1, 2025-10-01, geplaatst, 2
-- expect: n=5 x=3
-- expect geslacht=v: n=1 x=0
-- expect school=bestuur-a/90AX00: n=2 x=2
