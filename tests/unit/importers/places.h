/* Texts of a placements file: the header, a row, twenty good rows. */
#ifndef TESTS_UNIT_IMPORTERS_PLACES_H
#define TESTS_UNIT_IMPORTERS_PLACES_H

#define PLACES                                                                                     \
    "BSN;Kindnummer;Geboortedatum;Geslacht;Postcode;LRK-nummer;Contractnummer;Begindatum;"         \
    "Einddatum;Soort opvang;VE-plaats;Doelgroepkind;Uren per week;Weken per jaar\r\n"
#define PLACE(bsn, child, hours)                                                                   \
    bsn ";" child ";14-03-2023;M;2312 AB;211237919;" child "-1;01-09-2025;;PO;J;J;" hours ";40\r"  \
        "\n"
#define TWENTY                                                                                     \
    PLACE("999990123", "A1", "16")                                                                 \
    PLACE("999990135", "A2", "16")                                                                 \
    PLACE("999990147", "A3", "16")                                                                 \
    PLACE("999990159", "A4", "16")                                                                 \
    PLACE("999990160", "A5", "16")                                                                 \
    PLACE("999990172", "A6", "16")                                                                 \
    PLACE("999990184", "A7", "16")                                                                 \
    PLACE("999990196", "A8", "16")                                                                 \
    PLACE("999990202", "A9", "16")                                                                 \
    PLACE("999990214", "B1", "16")                                                                 \
    PLACE("999990226", "B2", "16")                                                                 \
    PLACE("999990238", "B3", "16")                                                                 \
    PLACE("999990251", "B4", "16")                                                                 \
    PLACE("999990263", "B5", "16")                                                                 \
    PLACE("999990275", "B6", "16")                                                                 \
    PLACE("999990287", "B7", "16")                                                                 \
    PLACE("999990299", "B8", "16")                                                                 \
    PLACE("999990305", "B9", "16") PLACE("999990317", "C1", "16") PLACE("999990329", "C2", "16")
#define FILE_NAME "ko_plaatsing_de-kiem_2026K3.csv"

#define R(bsn, birth, sex, postcode, lrk, from, to, care, ve, hours, weeks)                        \
    bsn ";Z1;" birth ";" sex ";" postcode ";" lrk ";Z1-1;" from ";" to ";" care ";" ve ";J;" hours \
        ";" weeks "\r\n"

#endif
