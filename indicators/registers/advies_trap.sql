-- register: advies_trap
-- order: 30
-- form: table
-- title: De ladder van schooladviezen: halve stappen voor dubbele adviezen
-- columns: advies text, trap real, laagste real
-- uses: schooladvies

-- `laagste` is the lower level of a double advice: havo/vwo is met at havo.
WITH ladder (advies, trap, laagste) AS (
    VALUES
        ('pro', 1.0, 1.0), ('vmbo-bb', 2.0, 2.0), ('vmbo-bb-kb', 2.5, 2.0), ('vmbo-kb', 3.0, 3.0),
        ('vmbo-kb-gt', 3.5, 3.0), ('vmbo-gt', 4.0, 4.0), ('vmbo-gt-havo', 4.5, 4.0),
        ('havo', 5.0, 5.0), ('havo-vwo', 5.5, 5.0), ('vwo', 6.0, 6.0)
)
SELECT advies, trap, laagste FROM ladder
