-- What follows a failed criterion cannot pass either.

UPDATE exit_step SET project = 'pass', projects = 1 WHERE id = 4;  -- two fail no less

-- breaks: X1 X2 X3
-- zh: 否则记 --result 不通过
-- en: or record --result fail
UPDATE exit_step SET team = 'fail' WHERE id = 1;
