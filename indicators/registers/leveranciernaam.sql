-- register: leveranciernaam
-- order: 62
-- form: table
-- title: Hoe een leverancier heet, uit het partnerregister
-- columns: leverancier text, naam text
-- uses: partner

SELECT partner AS leverancier, naam
FROM partner p
WHERE van = (SELECT max(q.van) FROM partner q WHERE q.partner = p.partner)
GROUP BY partner
