-- Y1 ended on 2022-09-30.

UPDATE evaluation SET on_date = '2022-10-01' WHERE id = 92;

-- breaks: E92
-- zh: 期满次日起再考核
-- en: assess it from the next day on
UPDATE evaluation SET on_date = '2022-09-30' WHERE id = 92;
