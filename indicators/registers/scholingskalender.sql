-- register: scholingskalender
-- order: 181
-- form: table
-- title: De bijeenkomsten die gepland staan, zoals geleverd
-- columns: sessie text, titel text, thema text, aanbieder text, actie text, doelgroep text, datum date, duur real, plaatsen real
-- uses: scholing

SELECT sessie, titel, thema, aanbieder, actie, doelgroep, datum, duur, capaciteit AS plaatsen
FROM scholing
WHERE van < tot AND status = 'gepland'
