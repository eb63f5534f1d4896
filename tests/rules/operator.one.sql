-- The second contract begins on the day on which the first was ended.

UPDATE breach SET on_date = '2023-07-10' WHERE id = 1;

-- breaks: OC2
-- zh: 与协议 OC1
-- en: it overlaps with contract OC1
UPDATE operator_contract SET from_on = '2023-07-09' WHERE id = 2;
