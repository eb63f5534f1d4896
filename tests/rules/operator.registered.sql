-- Four years to the day, and a rating that ends on it, are enough.

UPDATE registration SET on_date = '2017-09-20' WHERE id = 90;
UPDATE standing SET until_on = '2021-09-20' WHERE id = 90;

-- breaks: E90 E91
-- zh: 登记未满年限 | 没有有效的3A以上等级
-- en: had not been registered long enough | had no rating of 3A or above
UPDATE registration SET on_date = '2017-09-21' WHERE id = 90;
UPDATE standing SET value = '2A' WHERE id = 92;
