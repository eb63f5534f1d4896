-- Finances of 2023Q1 were due on 2023-04-15; what came first counts.

UPDATE period_step SET on_date = '2023-04-15' WHERE id = 90;
INSERT INTO period_step (id, step, what, period, start_on, end_on, on_date) VALUES
  (91, 'submitted', 'finance', '2023Q1', '2023-01-01', '2023-03-31', '2023-05-05'),
  (92, 'submitted', 'evaluation', 'Y1', '2021-10-01', '2022-09-30', '2022-10-30');

-- breaks: PD90 PD92
-- zh: 应于2023-04-15前报送 | 应于2022-10-30前报送
-- en: was due on 2023-04-15 | was due on 2022-10-30
UPDATE period_step SET on_date = '2023-04-16' WHERE id = 90;
UPDATE period_step SET on_date = '2022-10-31' WHERE id = 92;
