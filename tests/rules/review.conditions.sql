-- K14 failed for a condition that was not met, as it must.

-- breaks: K13
-- zh: 只能记为 --result 不通过
-- en: can only be recorded as --result fail
UPDATE condition_check SET met = 0 WHERE review_step_id = 13 AND condition = 'founder';
