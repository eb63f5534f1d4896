-- The books of 2022Q4 are closed, those of 2023Q2 were opened again.

INSERT INTO period_step (id, step, what, period, start_on, end_on, on_date) VALUES
  (91, 'submitted', 'finance', '2022Q4', '2022-10-01', '2022-12-31', '2023-01-09');

-- breaks: PD92
-- zh: 先结账:fuhua finance close 2023Q2
-- en: close them first: fuhua finance close 2023Q2
INSERT INTO period_step (id, step, what, period, start_on, end_on, on_date) VALUES
  (92, 'submitted', 'finance', '2023Q2', '2023-04-01', '2023-06-30', '2023-07-13');
