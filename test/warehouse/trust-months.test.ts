import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { type GoldStep, goldFolder } from '../../warehouse/join/gold-statements.ts';
import type { Row } from '../../duckdb/statements.ts';
import { type SmallWorld, openSmallWorld } from './small-world.ts';

interface Months {
  readonly months: number | null;
  readonly merger: string | null;
}

describe('warehouse: how many months of a year a trust existed', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  const found = new Map<string, Months>();
  const groupsFound: Row[] = [];
  let counted: Row | undefined;

  before(async () => {
    world = await openSmallWorld();
    await world.accounts('2019-20', [{ name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust' }]);
    await world.join();
    const read = (step: GoldStep, name: string): Promise<string> =>
      readFile(new URL(name, goldFolder(step)), 'utf8');
    const months = await read('1-before', '04-trust-months.sql');
    const groups = [
      await read('1-before', '07-groups.sql'),
      await read('5-compare', '20-like-for-like-1-groups.sql'),
    ];
    // Every code that is known, in every year: most of them never filed accounts for most of these.
    const rows = await world.warehouse.transaction(async (statements) => {
      await statements.run(`
        CREATE OR REPLACE TEMP TABLE trust AS
        SELECT org_code, fy, org_code AS org_name, TRUE AS has_accounts FROM (SELECT org_code FROM gold.organisation UNION SELECT 'ZZZ')
        CROSS JOIN (SELECT year || '-' || (year + 1) % 100 AS fy FROM range(2017, 2024) AS year (year))`);
      await statements.run(months);
      for (const sql of groups) await statements.run(sql);
      groupsFound.push(...(await statements.rows('FROM gold.like_for_like_group')));
      [counted] = await statements.rows(WHOLE_CODES_ONLY);
      return await statements.rows('FROM trust_months');
    });
    for (const row of rows) {
      const [months, merger] = [row['accounts_months'], row['merger']];
      found.set(`${String(row['fy'])} ${String(row['org_code'])}`, {
        months: months === null ? null : Number(months),
        merger: typeof merger === 'string' ? merger : null,
      });
    }
  });
  after(async () => {
    await world.close();
  });

  const monthsOf = (fy: string, ...codes: readonly string[]): readonly unknown[] =>
    codes.map((code) => found.get(`${fy} ${code}`)?.months);
  const mergerOf = (fy: string, code: string): unknown => found.get(`${fy} ${code}`)?.merger;

  it('a trust that opened on 1 October has six months, and so have the two that it was made of', () => {
    assert.deepEqual(monthsOf('2017-18', 'R0A', 'RM2', 'RW3'), [6, 6, 6]);
    assert.equal(
      mergerOf('2017-18', 'R0A'),
      'RM2 went into R0A on 2017-10-01. RW3 went into R0A on 2017-10-01.',
    );
    assert.equal(mergerOf('2017-18', 'RM2'), 'RM2 went into R0A on 2017-10-01.');
    assert.deepEqual(monthsOf('2018-19', 'R0A', 'RM2', 'RW3'), [12, 0, 0]);
  });

  it('a trust that takes over another during the year has twelve months and a sentence', () => {
    assert.deepEqual(monthsOf('2019-20', 'RQ6', 'REM'), [6, 12]);
    assert.equal(mergerOf('2019-20', 'REM'), 'RQ6 went into REM on 2019-10-01.');
    assert.deepEqual(monthsOf('2023-24', 'RVY', 'RBN'), [3, 12]);
    assert.equal(mergerOf('2023-24', 'RVY'), 'RVY went into RBN on 2023-07-01.');
    assert.deepEqual(monthsOf('2020-21', 'RT3', 'RJ1'), [10, 12]);
    assert.equal(mergerOf('2020-21', 'RJ1'), 'RT3 went into RJ1 on 2021-02-01.');
  });

  it('a merger on 1 April makes no year a year of parts', () => {
    assert.deepEqual(monthsOf('2019-20', 'RE9', 'RLN', 'R0B'), [0, 0, 12]);
    assert.deepEqual(monthsOf('2018-19', 'RE9', 'RLN', 'R0B'), [12, 12, 0]);
    assert.equal(mergerOf('2019-20', 'R0B'), null);
  });

  it('a code that closed on the day of the transfer, by the list, has no month of the year that begins that day', () => {
    assert.deepEqual(monthsOf('2017-18', 'RR1', 'RRK'), [12, 12]);
    assert.deepEqual(monthsOf('2018-19', 'RR1', 'RRK'), [0, 12]);
  });

  it('a part that went on 1 April is no merger within the year, and what was left and went later is', () => {
    assert.deepEqual(monthsOf('2021-22', 'RW6', 'R0A', 'RM3'), [6, 12, 12]);
    assert.equal(mergerOf('2021-22', 'R0A'), null);
    assert.equal(mergerOf('2021-22', 'RM3'), 'What was left of RW6 went to RM3 on 2021-10-01.');
    assert.deepEqual(monthsOf('2021-22', 'RTV', 'RXV', 'RW4'), [2, 12, 12]);
    assert.equal(mergerOf('2021-22', 'RXV'), null);
  });

  it('a code of which no dates are known has no number of months', () => {
    assert.deepEqual(monthsOf('2019-20', 'ZZZ'), [null]);
  });

  it('fourteen mergers within a year lie between 2017-18 and 2023-24', () => {
    const within = [...found]
      .filter(([, { merger }]) => merger !== null)
      .map(([key, { months }]) => `${key} ${months ?? '-'}`)
      .sort();
    assert.deepEqual(within, [
      ...['2017-18 R0A 6', '2017-18 RM2 6', '2017-18 RW3 6'],
      ...[
        '2018-19 R1E 2',
        '2018-19 RDE 12',
        '2018-19 RGQ 3',
        '2018-19 RJF 3',
        '2018-19 RRE 12',
        '2018-19 RTG 12',
      ],
      ...[
        '2019-20 R1J 6',
        '2019-20 REM 12',
        '2019-20 RNL 6',
        '2019-20 RNN 12',
        '2019-20 RQ6 6',
        '2019-20 RTQ 12',
      ],
      ...['2020-21 R0D 6', '2020-21 RD3 6', '2020-21 RDZ 6', '2020-21 RJ1 12', '2020-21 RT3 10'],
      ...['2021-22 RM3 12', '2021-22 RTV 2', '2021-22 RW4 12', '2021-22 RW6 6'],
      ...['2023-24 RBN 12', '2023-24 RVY 3'],
    ]);
    assert.equal(
      within.filter((line) => !/ 12$/.test(line) && !/R0A|R0D/.test(line)).length,
      14,
      'codes that ended',
    );
  });

  it('mergers and splits of 2017-18 to 2023-24 make 19 groups of 47 codes, two of them inexact', () => {
    const codes = groupsFound.flatMap((group) => group['codes'] as readonly string[]);
    assert.deepEqual([groupsFound.length, codes.length, new Set(codes).size], [19, 47, 47]);
    const inexact = groupsFound.filter((group) => group['exact'] === false);
    assert.deepEqual(
      inexact.map((group) => [group['group_id'], group['codes']]),
      [
        ['lfl-R0A-RM3', ['R0A', 'RM2', 'RM3', 'RW3', 'RW6']],
        ['lfl-RW4-RXV', ['RTV', 'RW4', 'RXV', 'RY1']],
      ],
    );
    // Without the two parts that went elsewhere, Manchester and Salford are groups of their own and RXV is in none.
    assert.deepEqual([counted?.['groups'], counted?.['codes']], [20, 46]);
  });
});

/** Groups by the last transfer of a code alone, as if nothing had been split. */
const WHOLE_CODES_ONLY = `
  WITH RECURSIVE edge AS (
    SELECT from_code AS one, to_code AS other FROM group_link WHERE closing
    UNION SELECT to_code, from_code FROM group_link WHERE closing
  ),
  reach AS (SELECT one, one AS other FROM edge UNION SELECT reach.one, edge.other FROM reach JOIN edge ON edge.one = reach.other)
  SELECT count(DISTINCT one)::INTEGER AS codes, count(DISTINCT first)::INTEGER AS groups
  FROM (SELECT one, min(other) AS first FROM reach GROUP BY one)`;
