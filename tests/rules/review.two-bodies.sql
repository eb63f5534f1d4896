-- The preliminary approval K5 is by 业务主管单位.

-- breaks: K6
-- zh: 用 --by 写明
-- en: name the other with --by
UPDATE review_step SET body = '业务主管单位' WHERE id = 6;
