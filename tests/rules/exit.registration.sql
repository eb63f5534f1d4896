-- X1 passes O1 on 2023-01-05.

UPDATE registration SET on_date = '2023-01-05' WHERE id = 1;

-- breaks: X1
-- zh: 先记录登记:fuhua org register O1
-- en: record its licence first: fuhua org register O1
UPDATE registration SET on_date = '2023-01-06' WHERE id = 1;
