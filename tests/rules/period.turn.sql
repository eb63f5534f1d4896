-- 2023Q1 is closed, 2023Q2 open.

-- breaks: PD5 PD6
-- zh: 已经结账 | 没有结账
-- en: is closed already | is not closed
INSERT INTO period_step (id, step, period, start_on, end_on, on_date) VALUES (5, 'closed', '2023Q1', '2023-01-01', '2023-03-31', '2023-10-08');
INSERT INTO period_step (id, step, period, start_on, end_on, on_date, reason) VALUES
  (6, 'reopened', '2023Q2', '2023-04-01', '2023-06-30', '2023-10-08', '补记');
