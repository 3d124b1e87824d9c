-- register: geschoold
-- order: 80
-- form: table
-- title: Wie op een gehouden scholing aanwezig was, met de partner die bij het opgegeven woord hoort
-- columns: persoon int, bijeenkomst text, partner text, sector text, thema text, datum date, van date, tot date
-- uses: scholing_deelname, scholing, partner

SELECT
    d.persoon, s.bijeenkomst, n.partner, n.sector, s.thema, s.datum,
    max(d.van, n.van) AS van, min(d.tot, n.tot) AS tot
FROM scholing_deelname d
JOIN partnernaam n ON n.woord = als_id(d.partner) AND n.van < d.tot AND d.van < n.tot
JOIN bijeenkomst s ON s.sessie = d.sessie AND s.leverancier = d.leverancier
WHERE d.aanwezig = 'ja'
