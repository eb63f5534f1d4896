-- O6 left the base; O1 graduated on 2023-01-15.

INSERT INTO application (id, org_id, on_date) VALUES (8, 6, '2023-03-01');

-- breaks: A9
-- zh: fuhua follow-up log
-- en: fuhua follow-up log
INSERT INTO application (id, org_id, on_date) VALUES (9, 1, '2023-01-15');
