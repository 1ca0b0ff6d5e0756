import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { datasets } from '../../datasets/registry.ts';
import { RATIOS } from '../../warehouse/join/ratios.ts';
import {
  TRUST_YEAR_COLUMNS,
  TRUST_YEAR_MEASURES,
  columnName,
} from '../../warehouse/join/trust-year-columns.ts';
import { WIDE_COLUMNS } from '../../warehouse/join/trust-year-sql.ts';
import { type SmallWorld, openSmallWorld } from './small-world.ts';

/** The columns of the first version: they keep their names and their places. */
const OLD_COLUMNS = `
  org_code org_name fy sector trust_type region beds beds_status beds_occupied beds_occupied_status admissions
  admissions_status emergency_admissions emergency_admissions_status fce fce_status ae_attendances
  ae_attendances_status ae_type1_attendances ae_type1_attendances_status ae_over_4_hours ae_over_4_hours_status
  ae_attendances_annual ae_attendances_annual_status op_attendances op_attendances_status op_appointments
  op_appointments_status critical_care_periods critical_care_periods_status deliveries deliveries_status
  deliveries_msds deliveries_msds_status imaging_tests imaging_tests_status staff_engagement
  staff_engagement_status staff_survey_response_rate staff_survey_response_rate_status staff_wte staff_wte_status
  staff_costs staff_costs_status turnover turnover_status operating_expenditure operating_expenditure_status
  consultancy_spend consultancy_spend_status consultancy_per_bed consultancy_pct_turnover
  consultancy_per_admission consultancy_per_attendance consultancy_per_wte staff_fte staff_fte_status
  cc_beds_open_avg cc_beds_open_avg_status cc_beds_occupied_avg cc_beds_occupied_avg_status`
  .trim()
  .split(/\s+/);

describe('the list of the columns of trust_year', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
    await world.join();
  });
  after(async () => await world.close());

  const columnsOf = async (table: string): Promise<readonly string[]> =>
    (await world.warehouse.rows(`DESCRIBE gold.${table}`)).map((row) => String(row['column_name']));

  it('has every measure that the datasets have a recipe for, under the dataset of that recipe, and no other', () => {
    const ofRecipes = datasets.flatMap(({ name, measures }) =>
      measures.map(({ measure }) => `${name} ${measure}`),
    );
    const listed = TRUST_YEAR_MEASURES.map(({ dataset, measure }) => `${dataset} ${measure}`);
    assert.deepEqual([...new Set(ofRecipes)].sort(), [...listed].sort());
  });

  it('names each column once, and divides measures of its own', () => {
    const names = TRUST_YEAR_COLUMNS.map(columnName);
    assert.equal(new Set(names).size, names.length);
    const measures = new Set(TRUST_YEAR_MEASURES.map(({ measure }) => measure));
    for (const { ratio, dividend, divisor } of RATIOS)
      assert.ok(measures.has(dividend) && measures.has(divisor), ratio);
  });

  it('is what the table has: measures with their statuses, ratios with status and reason, those of the first version where they always were', async () => {
    const columns = await columnsOf('trust_year');
    assert.deepEqual(columns, [
      'org_code',
      'org_name',
      'fy',
      'sector',
      'trust_type',
      'region',
      ...WIDE_COLUMNS,
    ]);
    assert.deepEqual(columns.slice(0, OLD_COLUMNS.length), OLD_COLUMNS);
    for (const { ratio } of RATIOS)
      for (const column of [ratio, `${ratio}_status`, `${ratio}_reason`])
        assert.ok(columns.includes(column), column);
    const chosen = TRUST_YEAR_COLUMNS.filter(({ benchmark }) => benchmark).map(columnName);
    assert.deepEqual(await columnsOf('benchmark'), ['org_name', 'fy', ...chosen]);
  });
});

describe('the SQL of the join', () => {
  it('brings figures and recipes together in one statement only', () => {
    const folder = new URL('../../warehouse/join/gold/', import.meta.url);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.sql'),
    );
    const joins = names.filter((name) => {
      const sql = readFileSync(new URL(name, folder), 'utf8').replaceAll(/--.*|'[^']*'/g, '');
      return /\b(?:figure|observation)\b/.test(sql) && /\b(?:recipe_part|measure_recipe)\b/.test(sql);
    });
    assert.deepEqual(joins, ['2-each-batch-of-years/02-asked-figure.sql']);
  });
});
