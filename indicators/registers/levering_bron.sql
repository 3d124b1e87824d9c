-- register: levering_bron
-- order: 100
-- form: spells
-- dimension: bron
-- unit: levering
-- codes: bevolking=Bevolkingsregister|Population register; jgz_indicatie=Indicaties van de JGZ|JGZ assessments;
--   jgz_contact=Contacten van de JGZ|JGZ contacts; ko_plaatsing=Plaatsingen in de opvang|Childcare placements;
--   ko_uren=Uren per kind|Hours per child; ko_uren_aggregaat=Uren per locatie|Hours per site;
--   inschrijving=Inschrijvingen|Enrolments; overdracht=Overdrachten|Handovers; schooladvies=Schooladviezen|Advices;
--   ondersteuning=Ondersteuning|Support; verzuim=Verzuim|Absence; activiteit=Activiteiten|Activities;
--   deelname=Deelname|Participation; deelname_aggregaat=Deelname in aantallen|Participation counts;
--   regeling=Regelingen|Schemes; ouder_contact=Contacten met ouders|Contacts with parents;
--   enquete=Enquêtes|Surveys; partner=Partners|Partners; locatie=Locaties|Sites;
--   actie_voortgang=Voortgang van acties|Progress of actions; scholing=Scholing|Training;
--   scholing_deelname=Deelname aan scholing|Training attendance; lrk=Landelijk register|Childcare register;
--   bevolking_aggregaat=Bevolkingsaantallen|Population counts; kalender=Kalender|Calendar;
--   opvolging=Opvolging van scholen|School successions; postcode=Postcodetabel|Postcode table; benchmark=Landelijke cijfers|National figures
-- title: Soort levering
-- title-en: Kind of delivery
-- uses: leveringen

-- An indicator that counts deliveries gives the contract itself; this names the codes.
SELECT levering AS unit, -99999 AS van, 99999 AS tot, contract AS code
FROM leveringen
