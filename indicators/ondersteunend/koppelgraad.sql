-- id: koppelgraad
-- version: 2026-11-26
-- actions: M1
-- order: 30
-- title: Koppelgraad van de leveringen
-- title-en: Linkage rate of the deliveries
-- question: Van welk deel van de kinderen in de leveringen is bekend wie zij zijn: staan zij ook in het
--   bevolkingsregister of op een school?
-- question-en: Of what share of the children in the deliveries is it known who they are: are they in the population
--   register or at a school too?
-- counts: levering
-- unit: kinderen per leverancier
-- unit-en: children per deliverer
-- population-text: kinderen die een leverancier in het kwartaal noemt, elk één keer per leverancier
-- hit-text: die ook in het bevolkingsregister of op een school voorkomen
-- time-text: in het kwartaal
-- kind: rate
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- direction: up
-- sensitive: group; why: het gaat om de kwaliteit van bestanden
-- decimals: 1
-- written: percent
-- norm: local-target 0.95 source: Afspraak in het actieplan: ten minste 95 procent
-- dimensions: bron
-- uses: bevolking, inschrijving, jgz_indicatie/dimension, ko_plaatsing/dimension, overdracht/dimension,
--   schooladvies/dimension, ondersteuning/dimension, verzuim/dimension, regeling/dimension
-- sources: alle partners die kinderen noemen
-- limitation: Kinderen van buiten de stad die in de stad naar de opvang gaan, zijn soms terecht niet te vinden. Rijen
--   zonder kind (een aanvraag voor een heel gezin, een groep) tellen niet mee.
-- lag: 3

-- state: genoemde en gevonden kinderen per leverancier
SELECT
    contract || '/' || leverancier AS unit,
    sum(gekoppeld) AS waarde,
    sum(kinderen) AS noemer,
    contract AS bron
FROM koppeling
WHERE van < :tot AND tot > :van
GROUP BY contract, leverancier

-- example: wie in geen register staat is niet gekoppeld, en wie eerder werd genoemd telt niet
-- on: 2026K3
-- given bevolking: kind, geboortedatum, geldig_van
--   1, 2023-08-15, 2023-08-15
-- given inschrijving: kind, inschrijfdatum, schoolsoort
--   2, 2026-08-24, bo
-- given ko_plaatsing: leverancier, kind, lrk, begindatum, einddatum
--   a, 1, 111111111, 2026-03-01,
--   a, 1, 222222222, 2026-04-01,
--   a, 3, 111111111, 2026-03-01,
--   b, 1, 111111111, 2026-09-30,
--   b, 4, 111111111, 2026-03-01, 2026-06-30
--   b, 5, 111111111, 2026-10-01,
-- given regeling: leverancier, kind, huishouden, regeling, datum_aanvraag, datum_besluit, besluit
--   g, 2, , jeugdfonds, 2026-07-01, 2026-07-10, toegekend
--   g, , 77, jeugdfonds, 2026-07-01, 2026-07-10, toegekend
-- expect: n=4 sum=3 estimate=0.75
-- expect bron=ko_plaatsing: n=3 sum=2
-- expect bron=regeling: n=1 sum=1
