import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import {
  type ParsedPeriod,
  type PeriodRefusal,
  checkAcrossPeriods,
} from '../../warehouse/load/check-across-periods.ts';
import { writeParsedFile } from '../../parsed/parsed-files.ts';
import { itWithNhsFiles, nhsFile, nhsFileNames } from '../nhs-files.ts';

/** Years that begin in 2020 (the first lockdown, booked appointments begin) and 2022 (2 waits beside 1,106). */
const HARDEST = ['2020', '2022'];

type Figures = Readonly<Record<string, number | null>>;

describe('a file beside the other periods of its year', function () {
  this.timeout(90_000);
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'periods-'));
  });
  after(async () => {
    await rm(dir, { recursive: true });
  });

  let made = 0;
  async function check(
    periods: readonly Figures[],
    stocks: readonly string[] = [],
    measures: readonly string[] = [],
  ): Promise<readonly PeriodRefusal[]> {
    const files = await Promise.all(
      periods.map(async (figures, index): Promise<ParsedPeriod> => {
        const period = `2019-20Q${index + 1}`;
        const target = join(dir, `${(made += 1)}`);
        const observations = Object.entries(figures).map(([orgCode, value], row) => ({
          orgCode,
          orgName: `TRUST ${orgCode}`,
          period,
          measure: measures[index] ?? 'open',
          value,
          status: value === null ? ('missing' as const) : ('reported' as const),
          printed: String(value ?? '-'),
          sheet: 'Sheet1',
          row: row + 2,
          column: 'G',
        }));
        await writeParsedFile(
          target,
          {
            layout: 'x',
            maturity: 'final',
            observations,
            totals: [],
            quarantine: [],
            findings: [],
            tables: [],
          },
          [],
        );
        return { slot: period, period, dir: target };
      }),
    );
    return await checkAcrossPeriods(files, stocks);
  }

  const trusts = (count: number, beds: (index: number) => number): Figures =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`R${100 + index}`, beds(index)]));
  const usual = trusts(40, (index) => 20 + index * 20);

  it('quarters that differ as quarters do are all right', async () => {
    assert.deepEqual(await check([usual, trusts(40, (index) => 25 + index * 15), usual, usual]), []);
  });

  it('one organisation a thousand times as large as in its other quarters refuses the file, by name and values', async () => {
    const refusals = await check([usual, { ...usual, R110: 220_000 }, usual, usual]);
    assert.deepEqual(
      refusals.map(({ slot, code }) => [slot, code]),
      [['2019-20Q2', 'IMPLAUSIBLE']],
    );
    assert.match(
      refusals[0]?.message ?? '',
      /R110 \(TRUST R110\) prints 220000\.0 for open in 2019-20Q2, beside 220\.0/,
    );
  });

  it('one organisation a thousandth of what it has in its other quarters refuses the file', async () => {
    const refusals = await check([usual, usual, { ...usual, R110: 0.22 }]);
    assert.deepEqual(
      refusals.map(({ slot }) => slot),
      ['2019-20Q3'],
    );
  });

  it('a whole file in thousands refuses that file and not the two that are right', async () => {
    const refusals = await check([usual, trusts(40, (index) => 20_000 + index * 20_000), usual]);
    assert.deepEqual(
      refusals.map(({ slot }) => slot),
      ['2019-20Q2'],
    );
    assert.match(refusals[0]?.message ?? '', /and \d+ more like it/);
  });

  it('a total thirty times that of the same organisations refuses the file', async () => {
    const refusals = await check([usual, trusts(40, (index) => 600 + index * 600), usual]);
    assert.match(
      refusals[0]?.message ?? '',
      /All organisations together have 492000\.0 .* for the same 40 organisations/,
    );
  });

  it('zeros and blanks are no thousandfold', async () => {
    assert.deepEqual(await check([usual, { ...usual, R110: 0, R111: null }, usual]), []);
  });

  it('a small service that opens or closes is no slip', async () => {
    assert.deepEqual(
      await check([usual, { ...usual, R110: 2 }, { ...usual, R110: 1100 }, { ...usual, R110: 1000 }]),
      [],
    );
  });

  it('an average, such as beds, that is a thousandth of the other quarters refuses the file; a count may be so small', async () => {
    const quarters = [usual, { ...usual, R120: 0.42 * 3 }, usual, usual];
    const refusals = await check(quarters, ['open']);
    assert.deepEqual(
      refusals.map(({ slot }) => slot),
      ['2019-20Q2'],
    );
    assert.deepEqual(await check(quarters), []);
    assert.deepEqual(await check([usual, { ...usual, R120: 20 }, usual, usual], ['open']), []);
  });

  it('of two quarters with beds a thousandfold apart neither is taken, since nothing says which is right', async () => {
    const refusals = await check([usual, { ...usual, R120: 0.42 * 3 }], ['open']);
    assert.deepEqual(
      refusals.map(({ slot }) => slot),
      ['2019-20Q1', '2019-20Q2'],
    );
    assert.deepEqual(await check([usual, { ...usual, R120: 40 }], ['open']), []);
  });

  it('a fifth of the organisations of every other quarter gone refuses the file; a few gone does not', async () => {
    const without = (count: number): Figures => Object.fromEntries(Object.entries(usual).slice(count));
    const refusals = await check([usual, usual, without(8), usual]);
    assert.deepEqual(
      refusals.map(({ slot }) => slot),
      ['2019-20Q3'],
    );
    assert.match(refusals[0]?.message ?? '', /8 of the 40 organisations .* are not in 2019-20Q3, R100, R101/);
    assert.deepEqual(await check([usual, usual, without(7), usual]), []);
  });

  it('a file of many more organisations than the others is fine, and so are the others beside it', async () => {
    const many = trusts(195, (index) => 20 + index * 20);
    const few = trusts(36, (index) => 30 + index * 19);
    assert.deepEqual(await check([many, few, few, few]), []);
  });

  it('a file is not missed organisations that only files of other figures have', async () => {
    const few = trusts(10, (index) => 30 + index * 19);
    assert.deepEqual(await check([few, usual, usual, usual], [], ['periods']), []);
    assert.equal((await check([few, usual, usual, usual])).length, 1);
  });

  it('two periods cannot tell which of them is wrong', async () => {
    assert.deepEqual(await check([usual, trusts(3, () => 900_000)]), []);
  });

  itWithNhsFiles('no real month of A&E attendances is refused by its neighbours, in any column', async () => {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const months =
      'January February March April May June July August September October November December'.split(' ');
    const years = new Map<string, Map<string, ParsedPeriod>>();
    for (const name of nhsFileNames('ae-monthly')) {
      const renamed = /^ae_(\d{4})_(\d\d)\.csv$/.exec(name);
      const named = /(\p{Lu}\p{Ll}+)-(20\d\d).*\.csv$/u.exec(name);
      const year = Number(renamed?.[1] ?? named?.[2]);
      const month = Number(renamed?.[2] ?? months.indexOf(named?.[1] ?? '') + 1);
      const fy = String(month >= 4 ? year : year - 1);
      if (!year || !month || !HARDEST.includes(fy)) continue;
      const period = `${year}-${String(month).padStart(2, '0')}`;
      const target = join(dir, name);
      await writeParsedFile(
        target,
        {
          layout: 'x',
          maturity: 'final',
          observations: [],
          totals: [],
          quarantine: [],
          findings: [],
          tables: [],
        },
        [],
      );
      await connection.run(`COPY (
        SELECT "Org Code" AS org_code, "Org name" AS org_name, '${period}' AS period, measure, TRY_CAST(value AS DOUBLE) AS value, 'reported' AS status
        FROM (UNPIVOT (FROM read_csv('${nhsFile('ae-monthly', name)}', all_varchar = true))
          ON COLUMNS(* EXCLUDE ("Period", "Org Code", "Parent Org", "Org name")) INTO NAME measure VALUE value)
        WHERE length("Org Code") >= 3 AND upper(trim("Org Code")) <> 'TOTAL'
      ) TO '${target}/observations.parquet'`);
      years.set(
        fy,
        (years.get(fy) ?? new Map<string, ParsedPeriod>()).set(period, { slot: period, period, dir: target }),
      );
    }
    connection.closeSync();
    instance.closeSync();
    for (const fy of HARDEST) {
      const files = [...(years.get(fy)?.values() ?? [])];
      assert.equal(files.length, 12);
      assert.deepEqual(await checkAcrossPeriods(files), []);
    }
  });
});
