-- A quarter closes from the day after its last.

INSERT INTO period_step (id, step, period, start_on, end_on, on_date) VALUES (5, 'closed', '2023Q2', '2023-04-01', '2023-06-30', '2023-07-20');

-- breaks: PD6
-- zh: 期满次日起再结账
-- en: close it from the next day on
INSERT INTO period_step (id, step, period, start_on, end_on, on_date) VALUES (6, 'closed', '2023Q3', '2023-07-01', '2023-09-30', '2023-09-30');
