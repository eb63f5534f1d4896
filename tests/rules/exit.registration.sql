-- X1 passes O1 on 2023-01-05.

UPDATE registration SET on_date = '2023-01-05' WHERE id = 1;

-- breaks: X1
UPDATE registration SET on_date = '2023-01-06' WHERE id = 1;
