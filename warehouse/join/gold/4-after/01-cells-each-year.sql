-- The rows of a year in the long table, one per cell. Money has a twin in the prices of one year.
INSERT INTO gold.trust_activity BY NAME
SELECT
  activity.* EXCLUDE (position), part.left_out IS NULL AS comparable,
  activity.value * price.factor AS value_real, price.deflator_edition, price.price_base, part.left_out
FROM (FROM activity WHERE fy = getvariable('this_fy')) AS activity
JOIN (SELECT unit_code AS org_code, measure, left_out FROM ratio_part WHERE fy = getvariable('this_fy')) AS part USING (org_code, measure)
LEFT JOIN price_of_money AS price ON price.fy = activity.fy AND price.measure = activity.measure AND activity.value IS NOT NULL
ORDER BY activity.org_code, activity.position;
