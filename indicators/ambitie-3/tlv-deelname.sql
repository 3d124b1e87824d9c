-- id: tlv-deelname
-- version: 2026-11-25
-- actions: A3.2
-- order: 50
-- title: Leerlingen met een toelaatbaarheidsverklaring
-- title-en: Pupils with a declaration for special education
-- question: Welk deel van de leerlingen uit de stad heeft een toelaatbaarheidsverklaring voor speciaal
--   onderwijs?
-- question-en: What share of the pupils of the city holds a declaration for special education?
-- counts: kind
-- unit: leerlingen
-- unit-en: pupils
-- population-text: leerlingen uit de stad in het basisonderwijs of voortgezet onderwijs of speciaal onderwijs
-- hit-text: met een geldige toelaatbaarheidsverklaring
-- time-text: op 1 oktober
-- kind: proportion
-- form: spells
-- grondslag: wonend
-- time: OKT
-- decimals: 2
-- level: output
-- tier: additional
-- direction: neutral
-- sensitive: hit; why: een klein aantal leerlingen met een verklaring zou leerlingen aanwijzen
-- dimensions: wijk, geslacht, thuistaal, opleiding_ouders
-- uses: bevolking, inschrijving, ondersteuning/hit, jgz_indicatie/dimension
-- sources: gemeente, schoolbesturen, samenwerkingsverbanden
-- limitation: Een hoger of lager aandeel is niet beter of slechter. Leerlingen van scholen die niet aan
--   de gemeente leveren, tellen niet mee.
-- lag: 3

-- population: woont in de stad
SELECT kind AS unit, van, tot FROM bevolking

-- population: is leerling van het basis-, voortgezet of speciaal onderwijs
SELECT kind AS unit, van, tot
FROM inschrijving
WHERE kind IS NOT NULL AND schoolsoort NOT IN ('mbo', 'vavo', 'onbekend')

-- hit: heeft een geldige verklaring
SELECT kind AS unit, max(van, tlv_begin) AS van, min(tot, coalesce(tlv_eind + 1, 99999)) AS tot
FROM ondersteuning
WHERE kind IS NOT NULL AND soort = 'tlv'
  AND max(van, tlv_begin) < min(tot, coalesce(tlv_eind + 1, 99999))

-- example: geldig op 1 oktober, de eerste en de laatste dag inbegrepen
-- on: 2026K4
-- given bevolking: kind, geboortedatum, geldig_van, geldig_tot, wijk
--   1, 2016-01-01, 2016-01-01, , WK054603
--   2, 2016-01-01, 2016-01-01, , WK054603
--   3, 2016-01-01, 2016-01-01, , WK054603
--   4, 2016-01-01, 2016-01-01, , WK054603
--   5, 2016-01-01, 2016-01-01, , WK054603
--   6, 2016-01-01, 2016-01-01, 2026-09-30, WK054603
--   7, 2016-01-01, 2016-01-01, , WK054603
--   8, 2008-12-01, 2008-12-01, , WK054603
-- given inschrijving: kind, inschrijfdatum, uitschrijfdatum, jaargroep, schoolsoort
--   1, 2026-08-01, , 5, sbo
--   2, 2026-10-01, , 5, so
--   3, 2026-08-01, , 5, bo
--   4, 2026-08-01, , 5, sbo
--   5, 2026-08-01, , lj1, vwo
--   6, 2026-08-01, , 5, sbo
--   7, 2026-08-01, 2026-09-30, 5, sbo
--   8, 2026-08-01, , onbekend, mbo
-- given ondersteuning: kind, dossier, soort, datum_signaal, tlv_begin, tlv_eind
--   1, 1, tlv, 2026-05-01, 2026-10-01, 2027-07-31
--   2, 2, tlv, 2024-05-01, 2024-08-01, 2026-10-01
--   3, 3, tlv, 2024-05-01, 2024-08-01, 2026-09-30
--   4, 4, tlv, 2026-05-01, 2026-10-02,
--   5, 5, arrangement, 2026-05-01, 2026-08-01, 2027-07-31
--   6, 6, tlv, 2026-05-01, 2026-08-01,
--   8, 8, tlv, 2026-05-01, 2026-08-01,
-- expect: n=5 x=2
-- expect wijk=WK054603: n=5 x=2

-- example: een verklaring zonder einddatum loopt door; een afgesloten dossier niet
-- on: 2026K4
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2016-01-01, 2016-01-01
--   2, 2016-01-01, 2016-01-01
--   3, 2016-01-01, 2016-01-01
-- given inschrijving: kind, inschrijfdatum, jaargroep, schoolsoort
--   1, 2026-08-01, 5, so
--   2, 2026-08-01, 5, so
--   3, 2026-08-01, lj2, vso
-- given ondersteuning: kind, dossier, soort, datum_signaal, datum_einde, tlv_begin, tlv_eind
--   1, 1, tlv, 2026-05-01, , 2026-08-01,
--   2, 2, tlv, 2026-05-01, 2026-09-30, 2026-08-01, 2027-07-31
--   3, 3, tlv, 2026-05-01, , ,
-- expect: n=3 x=1
