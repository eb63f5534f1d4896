-- O1 stayed from 2022-01-01 to 2023-01-15; O8 never did.

INSERT INTO service (id, org_id, kind, on_date) VALUES (4, 1, 'space', '2022-01-01'), (5, 1, 'space', '2023-01-15');

-- breaks: S6 S7 S8
-- zh: 咨询用 fuhua consult log
-- en: others are advised with fuhua consult log
INSERT INTO service (id, org_id, kind, on_date) VALUES
  (6, 1, 'space', '2021-12-31'), (7, 1, 'space', '2023-01-16'), (8, 8, 'space', '2023-01-15');
