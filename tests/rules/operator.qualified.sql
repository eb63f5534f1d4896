-- Signed on the day of the check.

UPDATE operator_contract SET on_date = '2021-09-20' WHERE id = 1;

-- breaks: OC1
-- zh: 先审查:fuhua operator check O90
-- en: check it first: fuhua operator check O90
UPDATE operator_contract SET on_date = '2021-09-19' WHERE id = 1;
