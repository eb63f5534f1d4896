-- The lead's certificate is of the day of the first check.

UPDATE standing SET on_date = '2021-09-20' WHERE id = 91;

-- breaks: E90 E91
-- zh: 没有社会工作师以上证书 | 没有写明白杨社工中心的项目负责人
-- en: had no certificate of social worker | the lead of 白杨社工中心 is not named
UPDATE standing SET on_date = '2021-09-21' WHERE id = 91;
UPDATE evaluation SET lead_id = NULL WHERE id = 91;
