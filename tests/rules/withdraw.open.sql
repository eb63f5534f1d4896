-- A4 was rejected, O1 graduated, A5 was withdrawn already.

INSERT INTO withdrawal (id, application_id, on_date, reason) VALUES (3, 3, '2023-11-01', '改期'), (4, 2, '2023-11-01', '迁出');

-- breaks: Z5 Z6 Z7
-- zh: 用 fuhua show A4 查看 | 用 fuhua show A1 查看 | 用 fuhua show A5 查看
-- en: see fuhua show A4 | see fuhua show A1 | see fuhua show A5
INSERT INTO withdrawal (id, application_id, on_date, reason) VALUES
  (5, 4, '2022-04-01', '改期'), (6, 1, '2023-02-01', '迁出'), (7, 5, '2022-05-20', '又记一次');
