/** All seven years over HTTP through the command line, compared cell by cell with answers worked out apart. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasets } from '../../datasets/registry.ts';
import { RATIOS } from '../../warehouse/join/ratios.ts';
import { TRUST_YEAR_MEASURES } from '../../warehouse/join/trust-year-columns.ts';
import type { BuildOutcome } from '../../workflows/build-trust-years.ts';
import type { Mirror } from '../mirror/mirror-server.ts';
import { type Ended, runCommand } from './command-line.ts';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { published, publishedFingerprints } from './published.ts';
import { YEARS } from './seven-years/calendar.ts';
import { priceFactor } from './seven-years/deflators.ts';
import { GP_MONTHS } from './seven-years/gp-months.ts';
import { gpFacts } from './seven-years/gp-practices.ts';
import { startSevenYearsWeb, trustYears, unwantedFiles, wantedFiles } from './seven-years-web.ts';

/** Measures that came after the first twenty-five. */
const LATER = new Set(TRUST_YEAR_MEASURES.slice(25).map(({ measure }) => measure));

/** Columns about ratios, of which other tests say what they are worth. */
const OF_RATIOS = new Set([
  'accounts_months',
  ...RATIOS.flatMap(({ ratio }) => [ratio, `${ratio}_status`, `${ratio}_reason`]),
]);

describe('the publishers’ web of seven years', function () {
  this.timeout(900_000);
  obtainTemporalFirst();
  const dataDir = mkdtempSync(join(tmpdir(), 'seven-years-'));
  let web: Mirror;
  let first: Ended;
  let requested: readonly string[];
  const answers = trustYears();

  const run = async (): Promise<Ended> =>
    await runCommand(
      [
        'run',
        '--years',
        '2017-18..2023-24',
        '--datasets',
        datasets.map((dataset) => dataset.name).join(','),
        '--data-dir',
        dataDir,
        '--on-failure',
        'skip',
        '--json',
      ],
      { NHS_MIRROR_URL: web.url },
    );

  before(async () => {
    web = await startSevenYearsWeb();
    first = await run();
    requested = web.requests.map((request) => request.url);
  });
  after(async () => {
    await web.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('every page is made', () => {
    const { join: joined } = JSON.parse(first.stdout) as Pick<BuildOutcome, 'join'>;
    assert.match(joined.pages ?? '', /index\.html$/);
    assert.equal(joined.pagesFailed, undefined);
  });

  it('every file is found and loaded, no decoy is loaded or even fetched', async () => {
    assert.equal(first.code, 2, `${first.stdout}\n${first.stderr}`);
    const loaded = await published(
      dataDir,
      `select dataset, period, url from source_file where status = 'loaded'`,
    );
    assert.deepEqual(
      loaded
        .map((row) => `${String(row['dataset'])} ${String(row['period'])} ${decodeURI(String(row['url']))}`)
        .sort(),
      wantedFiles().map(decodeURI).sort(),
    );
    assert.deepEqual(
      unwantedFiles().filter((url) => requested.includes(url)),
      [],
    );
  });

  it('every cell of trust_year has the right value and status', async () => {
    const rows = await published(dataDir, 'select * from trust_year order by fy, org_code');
    const key = (row: Readonly<Record<string, unknown>>): string =>
      `${String(row['fy'])} ${String(row['org_code'])}`;
    const wanted = new Map(answers.map((row) => [key(row), row]));
    assert.deepEqual(rows.map(key).sort(), [...wanted.keys()].sort());
    let cells = 0;
    const wrong = rows.flatMap((row) => {
      const answer = wanted.get(key(row)) ?? {};
      const columns = Object.keys(row).filter((column) => !OF_RATIOS.has(column) || column in answer);
      assert.deepEqual(columns.sort(), Object.keys(answer).sort());
      return Object.entries(answer).flatMap(([column, right]) => {
        cells += 1;
        return same(row[column], right)
          ? []
          : [`${key(row)} ${column}: ${String(row[column])}, not ${String(right)}`];
      });
    });
    console.log(`      cells ${cells - wrong.length}/${cells} right`);
    assert.deepEqual(wrong, []);
  });

  it('benchmark.csv says the same in its nine columns', async () => {
    const columns = [
      'org_name',
      'fy',
      'beds',
      'admissions',
      'ae_attendances',
      'op_attendances',
      'consultancy_spend',
      'consultancy_per_bed',
      'consultancy_pct_turnover',
    ];
    const file = join(dataDir, 'published', 'benchmark.csv');
    assert.equal(readFileSync(file, 'utf8').split(/\r?\n/)[0], columns.join(','));
    const rows = await published(dataDir, `select * from read_csv('${file}', all_varchar = true)`);
    // A ratio stands in it only where it can be compared.
    const compared = new Set(
      (
        await published(
          dataDir,
          `select fy, org_name, ratio from trust_ratio where status in ('reported', 'estimate')`,
        )
      ).map((row) => `${String(row['fy'])} ${String(row['org_name'])} ${String(row['ratio'])}`),
    );
    const line = (row: Readonly<Record<string, unknown>>): string =>
      `${String(row['fy'])} ${String(row['org_name'])}`;
    const wanted = new Map(answers.map((row) => [line(row), row]));
    assert.equal(rows.length, wanted.size);
    for (const row of rows) {
      for (const column of columns.slice(2)) {
        const printed = row[column];
        const figure = printed === null ? null : Number(printed);
        const stands = !OF_RATIOS.has(column) || compared.has(`${line(row)} ${column}`);
        assert.ok(
          same(figure, stands ? (wanted.get(line(row))?.[column] ?? null) : null),
          `${line(row)} ${column}: ${String(printed)}`,
        );
      }
    }
  });

  it('every row of the GP registrations is right, and there is no other', async () => {
    const rows = await published(
      dataDir,
      `select concat_ws('|', snapshot_date::varchar, practice_code, practice_name, icb_code, region, age_band, sex,
         registered_population::varchar) as line from fact_gp_registered_patients order by line`,
    );
    const wanted = GP_MONTHS.flatMap((gp) => gpFacts(gp.month)).sort();
    const found = new Set(rows.map((row) => String(row['line'])));
    const right = wanted.filter((line) => found.has(line)).length;
    console.log(`      gp ${right}/${wanted.length} right`);
    assert.equal(right, wanted.length);
    assert.equal(rows.length, wanted.length);
  });

  it('money has a twin in prices of 2023-24, the latest accounts, and nothing else has', async () => {
    const rows = await published(
      dataDir,
      `select fy, value, value_real, deflator_edition, price_base, unit = 'pounds' as money
       from trust_activity left join measure using (dataset, fy, measure) where value is not null`,
    );
    const wrong = rows.filter((row) => {
      const twin = [row['value_real'], row['deflator_edition'], row['price_base']];
      if (row['money'] !== true) return twin.some((one) => one !== null);
      const real = Number(row['value']) * priceFactor(String(row['fy']));
      return !same(row['value_real'], real) || twin.slice(1).join(' ') !== '2024-09 2023-24';
    });
    assert.deepEqual(wrong, []);
    assert.ok(rows.filter((row) => row['money'] === true).length > 1000);
  });

  it('what is missing is named, file by file, and nothing else is', () => {
    const { loads } = JSON.parse(first.stdout) as {
      loads: { dataset: string; fy: string; gaps: { slot: string }[] }[];
    };
    const gaps = loads
      .filter((one) => one.gaps.length > 0)
      .map((one) => `${one.dataset} ${one.fy}: ${one.gaps.length}`);
    assert.deepEqual(gaps.sort(), [
      // National tables in one year, no file in another.
      'critical-care 2018-19: 1',
      'critical-care 2021-22: 1',
      // Of each year one month is on the site, in three files.
      ...YEARS.map((fy) => `gp-registered-patients ${fy}: 33`),
      'maternity 2018-19: 1',
      ...['2017-18', '2018-19', '2019-20'].map((fy) => `workforce ${fy}: 1`),
      'workforce 2021-22: 9',
      'workforce 2022-23: 1',
      'workforce 2023-24: 9',
    ]);
  });

  it('what counts for nobody is named, with the reason', async () => {
    const unmatched = await published(
      dataDir,
      `select distinct dataset, fy, trim(published_code) as code from org_match
       where rule = 'none' and regexp_matches(trim(published_code), '^[RT]..') and reason <> '' order by all`,
    );
    const yearly = ['admitted-patient-care', 'ae-annual', 'ae-monthly', 'beds', 'critical-care'].concat([
      'diagnostic-imaging',
      'maternity',
      'outpatients',
      'staff-survey',
    ]);
    assert.deepEqual(
      unmatched.map((row) => `${String(row['dataset'])} ${String(row['fy'])} ${String(row['code'])}`),
      [
        ...yearly.flatMap((dataset) =>
          ['2019-20 RWE', '2023-24 RF4', '2023-24 RQ3'].map((one) => `${dataset} ${one}`),
        ),
        'workforce 2023-24 RF4',
        'workforce 2023-24 RQ3',
      ],
    );
  });

  it('every figure that is loaded in spite of a doubt says so', async () => {
    const rows = await published(
      dataDir,
      `select distinct kind, fy, org_code, measure from quality_finding where org_code is not null order by all`,
    );
    const said = (kind: string): readonly string[] =>
      rows
        .filter((row) => row['kind'] === kind && !LATER.has(String(row['measure'])))
        .map((row) => [row['fy'], row['org_code'], row['measure'] ?? ''].map(String).join(' ').trim());
    assert.deepEqual(said('succession'), inherited());
    const about = (row: (typeof rows)[number]): string =>
      [row['kind'], row['fy'], row['org_code']].map(String).join(' ');
    // What is said of a later measure is said of a first one of its trust and year.
    const later = rows.filter((row) => LATER.has(String(row['measure'])));
    const isSaid = new Set(rows.filter((row) => !later.includes(row)).map(about));
    assert.deepEqual(
      later.filter((row) => !isSaid.has(about(row))),
      [],
    );
    const cells = (years: readonly string[], measures: readonly string[]): readonly string[] =>
      answers
        .filter((row) => years.includes(String(row['fy'])))
        .flatMap((row) =>
          measures.filter((one) => row[one] !== null).map((one) => `${row['fy']} ${row['org_code']} ${one}`),
        );
    const bothBeds = ['beds', 'beds_occupied'];
    assert.deepEqual(
      said('fallback'),
      cells(['2023-24'], bothBeds)
        .filter((cell) => !cell.includes('RVY'))
        .toSorted(),
    );
    const survey = ['staff_engagement', 'staff_survey_response_rate'];
    assert.deepEqual(
      said('other-edition'),
      // R1H's score of 2021 is hidden in the edition of that year.
      [...cells(['2017-18', '2018-19', '2020-21'], survey), '2021-22 R1H staff_engagement'].toSorted(),
    );
    assert.deepEqual(
      said('zero-return'),
      bothBeds.map((one) => `2017-18 RNU ${one}`).concat(bothBeds.map((one) => `2022-23 RGN ${one}`)),
    );
    assert.deepEqual(said('four-hour-field-test'), ['2019-20 RM3 ae_over_4_hours']);
    assert.deepEqual(said('listed-without-data'), ['2023-24 RF4', '2023-24 RQ3']);
    assert.deepEqual(said('months-submitted'), ['2017-18 R1H deliveries_msds']);
    assert.deepEqual(said('merger-in-year'), [
      ...['2017-18 R0A', '2017-18 RM2', '2017-18 RW3'],
      ...['2019-20 REM', '2019-20 RQ6'],
      ...['2020-21 R0D', '2020-21 RD3', '2020-21 RDZ', '2020-21 RJ1', '2020-21 RT3'],
      ...['2021-22 R0A', '2021-22 RM3', '2021-22 RW6'],
      ...['2023-24 RBN', '2023-24 RVY'],
    ]);
  });

  it('England has the same sum of every count with groups of merged trusts as without, and no code is in two', async () => {
    const members = await published(
      dataDir,
      `select org_code, group_id from like_for_like_member order by all`,
    );
    assert.equal(new Set(members.map((row) => row['org_code'])).size, members.length);
    const sums = await published(
      dataDir,
      `with alone as (
         select fy, measure, value from trust_activity where org_code not in (select org_code from like_for_like_member)
         union all select fy, measure, value from like_for_like
       )
       select fy, measure, a.value as without, b.value as "with"
       from (select fy, measure, coalesce(sum(value), 0) as value from trust_activity group by all) as a
       join (select fy, measure, coalesce(sum(value), 0) as value from alone group by all) as b using (fy, measure)
       where (fy, measure) in (select (fy, measure) from measure where kind = 'flow')
       order by all`,
    );
    assert.ok(
      sums.filter((row) => Number(row['without']) > 0).length > 100,
      'counts and money of seven years',
    );
    assert.deepEqual(
      sums.filter((row) => !same(row['with'], Number(row['without']))),
      [],
    );
  });

  it('every total that a file prints is the sum of its rows, or rounding explains the difference', async () => {
    const totals = await published(
      dataDir,
      `select dataset, max(abs(residual))::double as residual from reconciliation group by all order by all`,
    );
    const exact = ['ae-monthly', 'beds', 'gp-registered-patients', 'tac', 'workforce'];
    const roundedToFive = [
      'admitted-patient-care',
      'ae-annual',
      'critical-care',
      'diagnostic-imaging',
    ].concat(['maternity', 'outpatients']);
    assert.deepEqual(
      totals.map((row) => row['dataset']),
      [...exact, ...roundedToFive].sort(),
    );
    for (const row of totals) {
      const most = exact.includes(String(row['dataset'])) ? 1e-6 : 100;
      assert.ok(Number(row['residual']) < most, `${String(row['dataset'])}: ${String(row['residual'])}`);
    }
  });

  it('a second run fetches no byte, changes no byte, and names the same gaps', async () => {
    const before = await publishedFingerprints(dataDir);
    const asked = web.requests.length;
    const second = await run();
    assert.equal(second.code, 2, second.stdout + second.stderr);
    const again = web.requests.slice(asked).filter(({ status }) => status === 200);
    const bytes = again.reduce((sum, request) => sum + request.bytes, 0);
    assert.equal(bytes, 0);
    assert.deepEqual(await publishedFingerprints(dataDir), before);
  });
});

/** Cells that hold figures of a code that had closed: as provider-rows and the late rows of trusts say. */
function inherited(): readonly string[] {
  const admitted = ['admissions', 'emergency_admissions', 'fce'];
  const outpatients = ['op_appointments', 'op_attendances'];
  const emergency = ['ae_attendances', 'ae_over_4_hours', 'ae_type1_attendances'];
  const beds = ['beds', 'beds_occupied'];
  const yearly = ['ae_attendances_annual', 'critical_care_periods', 'imaging_tests'];
  const births = ['deliveries', 'deliveries_msds'];
  const cells: Readonly<Record<string, readonly string[]>> = {
    '2018-19 R0A': admitted,
    '2019-20 RNN': [...admitted, ...outpatients, ...yearly, ...births],
    '2020-21 RH5': [...admitted, ...emergency, 'staff_fte'],
    '2021-22 RYR': ['ae_attendances_annual', 'imaging_tests'],
    '2022-23 RM3': [...emergency, ...beds, ...outpatients, 'deliveries'],
    '2023-24 RH5': [...beds, ...outpatients, 'critical_care_periods', 'staff_fte'],
  };
  return Object.entries(cells).flatMap(([trust, all]) => all.map((measure) => `${trust} ${measure}`).sort());
}

function same(ours: unknown, right: string | number | null): boolean {
  if (typeof right !== 'number') return ours === right;
  return typeof ours === 'number' && Math.abs(ours - right) <= 1e-9 * Math.max(1, Math.abs(right));
}
