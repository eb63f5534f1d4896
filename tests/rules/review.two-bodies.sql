-- The preliminary approval K5 is by 业务主管单位.

-- breaks: K6 K20 K26 K27
-- zh: 用 --by 写明 | 没有写明由哪个单位作出
-- en: name the other with --by | names no body that decided
UPDATE review_step SET body = '业务 主管单位' || char(0x200b) WHERE id = 6;
UPDATE review_step SET body = NULL WHERE id = 20;
UPDATE review_step SET body = '' WHERE id = 26;
UPDATE review_step SET body = char(0x200b, 0x3000) WHERE id = 27;
