-- The preliminary approval K5 is by 业务主管单位.

-- breaks: K6
UPDATE review_step SET body = '业务主管单位' WHERE id = 6;
