-- The wide table: one row per trust and year. Its columns are those of warehouse/join/trust-year-measures.ts, in that order.
CREATE OR REPLACE TABLE gold.trust_year AS
WITH wide AS (
  SELECT
    fy, org_code,
    any_value(value) FILTER (measure = 'beds') AS beds, any_value(status) FILTER (measure = 'beds') AS beds_status,
    any_value(value) FILTER (measure = 'beds_occupied') AS beds_occupied, any_value(status) FILTER (measure = 'beds_occupied') AS beds_occupied_status,
    any_value(value) FILTER (measure = 'admissions') AS admissions, any_value(status) FILTER (measure = 'admissions') AS admissions_status,
    any_value(value) FILTER (measure = 'emergency_admissions') AS emergency_admissions, any_value(status) FILTER (measure = 'emergency_admissions') AS emergency_admissions_status,
    any_value(value) FILTER (measure = 'fce') AS fce, any_value(status) FILTER (measure = 'fce') AS fce_status,
    any_value(value) FILTER (measure = 'ae_attendances') AS ae_attendances, any_value(status) FILTER (measure = 'ae_attendances') AS ae_attendances_status,
    any_value(value) FILTER (measure = 'ae_type1_attendances') AS ae_type1_attendances, any_value(status) FILTER (measure = 'ae_type1_attendances') AS ae_type1_attendances_status,
    any_value(value) FILTER (measure = 'ae_over_4_hours') AS ae_over_4_hours, any_value(status) FILTER (measure = 'ae_over_4_hours') AS ae_over_4_hours_status,
    any_value(value) FILTER (measure = 'ae_attendances_annual') AS ae_attendances_annual, any_value(status) FILTER (measure = 'ae_attendances_annual') AS ae_attendances_annual_status,
    any_value(value) FILTER (measure = 'op_attendances') AS op_attendances, any_value(status) FILTER (measure = 'op_attendances') AS op_attendances_status,
    any_value(value) FILTER (measure = 'op_appointments') AS op_appointments, any_value(status) FILTER (measure = 'op_appointments') AS op_appointments_status,
    any_value(value) FILTER (measure = 'critical_care_periods') AS critical_care_periods, any_value(status) FILTER (measure = 'critical_care_periods') AS critical_care_periods_status,
    any_value(value) FILTER (measure = 'deliveries') AS deliveries, any_value(status) FILTER (measure = 'deliveries') AS deliveries_status,
    any_value(value) FILTER (measure = 'deliveries_msds') AS deliveries_msds, any_value(status) FILTER (measure = 'deliveries_msds') AS deliveries_msds_status,
    any_value(value) FILTER (measure = 'imaging_tests') AS imaging_tests, any_value(status) FILTER (measure = 'imaging_tests') AS imaging_tests_status,
    any_value(value) FILTER (measure = 'staff_engagement') AS staff_engagement, any_value(status) FILTER (measure = 'staff_engagement') AS staff_engagement_status,
    any_value(value) FILTER (measure = 'staff_survey_response_rate') AS staff_survey_response_rate, any_value(status) FILTER (measure = 'staff_survey_response_rate') AS staff_survey_response_rate_status,
    any_value(value) FILTER (measure = 'staff_wte') AS staff_wte, any_value(status) FILTER (measure = 'staff_wte') AS staff_wte_status,
    any_value(value) FILTER (measure = 'staff_costs') AS staff_costs, any_value(status) FILTER (measure = 'staff_costs') AS staff_costs_status,
    any_value(value) FILTER (measure = 'turnover') AS turnover, any_value(status) FILTER (measure = 'turnover') AS turnover_status,
    any_value(value) FILTER (measure = 'operating_expenditure') AS operating_expenditure, any_value(status) FILTER (measure = 'operating_expenditure') AS operating_expenditure_status,
    any_value(value) FILTER (measure = 'consultancy_spend') AS consultancy_spend, any_value(status) FILTER (measure = 'consultancy_spend') AS consultancy_spend_status,
    any_value(value) FILTER (measure = 'staff_fte') AS staff_fte, any_value(status) FILTER (measure = 'staff_fte') AS staff_fte_status,
    any_value(value) FILTER (measure = 'cc_beds_open_avg') AS cc_beds_open_avg, any_value(status) FILTER (measure = 'cc_beds_open_avg') AS cc_beds_open_avg_status,
    any_value(value) FILTER (measure = 'cc_beds_occupied_avg') AS cc_beds_occupied_avg, any_value(status) FILTER (measure = 'cc_beds_occupied_avg') AS cc_beds_occupied_avg_status
  FROM gold.trust_activity
  GROUP BY ALL
)
SELECT
  trust.org_code, trust.org_name, trust.fy, trust.sector, trust.trust_type, trust.region,
  wide.* EXCLUDE (fy, org_code, staff_fte, staff_fte_status, cc_beds_open_avg, cc_beds_open_avg_status, cc_beds_occupied_avg, cc_beds_occupied_avg_status),
  -- A ratio needs two plain figures: cells that are suppressed, missing or not applicable are null, and so is the ratio.
  wide.consultancy_spend / nullif(wide.beds, 0) AS consultancy_per_bed,
  100 * wide.consultancy_spend / nullif(wide.turnover, 0) AS consultancy_pct_turnover,
  wide.consultancy_spend / nullif(wide.admissions, 0) AS consultancy_per_admission,
  wide.consultancy_spend / nullif(wide.ae_attendances, 0) AS consultancy_per_attendance,
  wide.consultancy_spend / nullif(wide.staff_wte, 0) AS consultancy_per_wte,
  -- Later additions stand at the end, so that columns keep their places.
  wide.staff_fte, wide.staff_fte_status, wide.cc_beds_open_avg, wide.cc_beds_open_avg_status, wide.cc_beds_occupied_avg, wide.cc_beds_occupied_avg_status
FROM trust
JOIN wide ON wide.fy = trust.fy AND wide.org_code = trust.org_code
ORDER BY trust.fy, trust.org_code;
