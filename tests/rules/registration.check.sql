-- A warning: the licence is kept as it was typed.

-- breaks: L3
-- zh: 请对照证书
-- en: compare it with the licence
INSERT INTO registration (id, org_id, on_date, uscc, uscc_check) VALUES (3, 8, '2022-05-05', '52640181MJX0000033', 'failed');
