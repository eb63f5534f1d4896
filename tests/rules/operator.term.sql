-- The plan runs from 2021-10-01 to 2024-09-30.

-- breaks: OC1 OC2
-- zh: 不在计划期
-- en: does not lie within the plan
UPDATE operator_contract SET from_on = '2021-09-30' WHERE id = 1;
UPDATE operator_contract SET to_on = '2024-10-01' WHERE id = 2;
