-- register: werkgroepregel
-- order: 180
-- form: table
-- title: De regels van de werkgroepen, zoals geleverd
-- columns: regel text, actie text, werkgroep text, soort text, status text, titel text, eigenaar text, toelichting text, onderzoek text, gedeeld_met text, bijsturing text, startdatum date, deadline date, datum_stand date, voortgang real, van date, tot date
-- uses: actie_voortgang

SELECT regel_id AS regel, actie, werkgroep, soort, status, titel, eigenaar, toelichting, onderzoek_id AS onderzoek,
       gedeeld_met, bijsturing, startdatum, deadline, datum_stand, voortgang, van, tot
FROM actie_voortgang
WHERE van < tot
