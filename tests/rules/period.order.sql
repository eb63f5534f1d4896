-- Vouchers of 2023Q2 are in the books, and that quarter is open again.

-- breaks: PD5
-- zh: 先结较早的:fuhua finance close
-- en: close the earlier one first: fuhua finance close
INSERT INTO period_step (id, step, period, start_on, end_on, on_date) VALUES (5, 'closed', '2023Q3', '2023-07-01', '2023-09-30', '2023-10-08');
