-- id: levering-volledig
-- version: 2026-11-26
-- actions: M1
-- order: 20
-- title: Gevulde verplichte velden
-- title-en: Mandatory fields filled
-- question: Welk deel van de verplichte velden in de leveringen over het kwartaal was gevuld?
-- question-en: What share of the mandatory fields in the deliveries about the quarter was filled?
-- counts: levering
-- unit: verplichte velden
-- unit-en: mandatory fields
-- population-text: verplichte velden in de laatste versie van elke levering
-- hit-text: gevulde velden
-- time-text: over perioden die in het kwartaal eindigen
-- kind: rate
-- form: state
-- grondslag: locatie
-- time: KP
-- level: process
-- direction: up
-- sensitive: group; why: het gaat om bestanden van organisaties, niet om personen
-- decimals: 1
-- written: percent
-- norm: local-target 0.98 source: Afspraak in het actieplan: ten minste 98 procent van de verplichte velden
-- dimensions: bron
-- uses: leveringen
-- sources: alle partners
-- limitation: Een gevuld veld is nog geen goed veld. Een bestand dat nooit kwam, telt hier niet: zie Leveringen op tijd.
-- lag: 3

-- state: gevulde en verplichte velden per levering
WITH versie AS (
    SELECT
        contract, leverancier, periode, verplicht, gevuld,
        row_number() OVER (
            PARTITION BY contract, leverancier, periode
            -- What came in last; of one day the largest, as import says. Not by versie or
            -- levering: those follow the order of importing.
            ORDER BY ontvangen DESC, verplicht DESC, gevuld DESC) AS nummer
    FROM leveringen
    WHERE coalesce(soort, '') <> 'mutatie' AND periode_tot > :van AND periode_tot <= :tot
)
SELECT
    contract || '/' || leverancier || '/' || periode AS unit,
    gevuld AS waarde,
    verplicht AS noemer,
    contract AS bron
FROM versie
WHERE nummer = 1

-- example: alleen de laatste versie telt, en een leeg bestand telt niet mee
-- on: 2026K3
-- given leveringen: levering, leverancier, contract, periode, periode_van, periode_tot, versie, ontvangen, verplicht, gevuld
--   1, a, ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-14, 100, 50
--   2, a, ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 2, 2026-10-20, 100, 90
--   3, b, ko_plaatsing, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-15, 60, 60
--   4, d, regeling, 2026K3, 2026-07-01, 2026-10-01, 1, 2026-10-21, 0, 0
--   5, a, ko_plaatsing, 2026K2, 2026-04-01, 2026-07-01, 1, 2026-07-14, 100, 1
-- expect: n=160 sum=150 estimate=0.9375
-- expect bron=ko_plaatsing: n=160 sum=150
