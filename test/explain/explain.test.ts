import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { collect } from '../../explain/collect.ts';
import { keyOf } from '../../explain/collected.ts';
import { explain } from '../../explain/explain.ts';
import type { Explanation } from '../../explain/explanation.ts';
import { printExplanation } from '../../explain/print-explanation.ts';
import { NotExplained, withPublished } from '../../explain/published-tables.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { type SmallWorld, openSmallWorld, twoMonths } from '../warehouse/small-world.ts';

const FY = '2020-21';
const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

describe('explaining a figure', function () {
  this.timeout(90_000);
  let world: SmallWorld;

  before(async () => {
    world = await openSmallWorld();
    await world.accounts(FY, [
      {
        name: 'Manchester University NHS Foundation Trust',
        code: 'R0A',
        turnover: [900, 100],
        consultancy: 50,
      },
      { name: "Guy's and St Thomas' NHS Foundation Trust", code: 'RJ1' },
    ]);
    const quarters = [40, 42, 44];
    for (const [index, open] of quarters.entries()) {
      await world.load(
        'beds',
        FY,
        `${FY}Q${index + 1}`,
        { 'RJ1-X': { open }, RW3: { open: 7 } },
        {
          names: { 'RJ1-X': "GUY'S AND ST THOMAS'", RW3: 'CENTRAL MANCHESTER' },
          totals: [
            {
              period: `${FY}Q${index + 1}`,
              measure: 'open',
              published: open + 8,
              sumOfRows: open + 7,
              sheet: 'Sheet1',
              row: 9,
              column: 'A',
            },
          ],
          findings: [
            {
              kind: 'zero-return',
              severity: 'info',
              orgCode: 'RJ1-X',
              measure: 'beds',
              message: 'A zero was returned.',
            },
          ],
        },
      );
    }
    for (const month of twoMonths(FY))
      await world.load('maternity', FY, month, { R0A: { all: 80, at_home: 5 } });
    await world.join();
    await publish(world.warehouse, world.dir);
  });
  after(async () => {
    await world.close();
  });

  const ask = async (organisation: string, measure: string, fy = FY): Promise<Explanation> =>
    await withPublished(world.dir, async (tables) => await explain(tables, { organisation, fy, measure }));

  it('gives every cell it was made from: file, sheet, row, column, what is printed and for whom', async () => {
    const { figures } = await ask('RJ1', 'beds');
    const [beds] = figures;
    assert.ok(beds);
    assert.deepEqual(
      [beds.value, beds.status, beds.periods_reported, beds.periods_expected],
      [42, 'partial', 3, 4],
    );
    assert.match(beds.reason ?? '', /2020-21Q4: not loaded/);
    assert.deepEqual(
      beds.cells.map(({ period, printed, organisation_printed, matched_by, sheet, row, column }) => [
        ...[period, printed, organisation_printed, matched_by, sheet, row, column],
      ]),
      ['1', '2', '3'].map((quarter, index) => [
        `${FY}Q${quarter}`,
        String([40, 42, 44][index]),
        "RJ1-X GUY'S AND ST THOMAS'",
        'suffix-x',
        'Sheet1',
        2,
        'A',
      ]),
    );
    assert.equal(new Set(beds.cells.map(({ sha256 }) => sha256)).size, 3);
    assert.match(beds.cells[0]?.url ?? '', /^https:/);
  });

  it('gives the total each file prints beside the sum of its rows, and the doubts about the cell', async () => {
    const [beds] = (await ask('RJ1', 'beds')).figures;
    assert.deepEqual(
      beds?.totals.map(({ published_total, sum_of_rows, residual }) => [
        published_total,
        sum_of_rows,
        residual,
      ]),
      [
        [48, 47, 1],
        [50, 49, 1],
        [52, 51, 1],
      ],
    );
    assert.deepEqual(
      beds?.findings.map(({ kind }) => kind),
      ['zero-return'],
    );
  });

  it('a figure that came by succession says from which code, and when', async () => {
    const [beds] = (await ask('R0A', 'beds')).figures;
    assert.deepEqual([beds?.value, beds?.cells[0]?.matched_by], [7, 'succession']);
    assert.match(beds?.cells[0]?.match_reason ?? '', /RW3.*R0A/);
  });

  it('every cell that a figure rests on is told of, those that are subtracted too', async () => {
    const found = await ask('R0A', 'deliveries');
    const [figure] = found.figures;
    assert.deepEqual(
      figure?.cells.map(({ measure, value }) => [measure, value]),
      [
        ['all', 80],
        ['at_home', 5],
        ['all', 80],
        ['at_home', 5],
      ],
    );
    assert.match(figure.rule, /^all less at_home of the trust's rows/);
    await withPublished(world.dir, async (tables) => {
      const figures = await tables(
        'SELECT org_code, fy, measure, len(list_distinct(lineage)) AS cells FROM trust_activity',
      );
      const codes = [...new Set(figures.map((row) => String(row['org_code'])))];
      const { cells: told } = await collect(tables, { codes });
      for (const { org_code: code, fy, measure, cells } of figures) {
        const key = keyOf(fy, code, measure);
        const ids = new Set(
          told
            .get(key)
            ?.map(({ sha256, sheet, row_number: row, column_letter: column }) =>
              keyOf(sha256, sheet, column, row),
            ),
        );
        assert.equal(ids.size, Number(cells), key);
      }
      assert.ok(figures.some(({ cells }) => Number(cells) >= 4));
    });
  });

  it('a trust is found by any name it ever had', async () => {
    for (const name of [
      "Guy's & St Thomas' NHS FT",
      'GUYS AND ST THOMAS NHS FOUNDATION TRUST',
      'rj1',
      ' RJ1-X ',
    ]) {
      assert.equal((await ask(name, 'beds')).org_code, 'RJ1');
    }
  });

  it('a predecessor without accounts in the year is told from its successor', async () => {
    await assert.rejects(
      ask('Central Manchester University Hospitals NHS Foundation Trust', 'beds'),
      /RW3 has no accounts in 2020-21.*R0A from 2017-10-01/,
    );
  });

  it('a ratio is explained by both its parts, its status and why, its formula, and what its dividend leaves out', async () => {
    const found = await ask('RJ1', 'consultancy_per_bed');
    assert.deepEqual(
      found.figures.map(({ measure }) => measure),
      ['consultancy_spend', 'beds'],
    );
    const { ratio } = found;
    assert.deepEqual(
      [ratio?.value, ratio?.status, ratio?.rule, ratio?.accounts_months],
      [50_000 / 42, 'not_comparable', 'consultancy_spend / beds', 12],
    );
    assert.match(ratio?.reason ?? '', /RT3 went into RJ1 on 2021-02-01/);
    assert.match(ratio?.not_counted ?? '', /nothing to do with hospital consultants/);
    const printed = printExplanation(found);
    for (const said of ['(not_comparable)', '  why     ', '  know    ', '  note    This says nothing'])
      assert.ok(printed.includes(said), said);
  });

  it('the name of a dataset stands for all its measures', async () => {
    const found = await ask('RJ1', 'ae-monthly');
    assert.deepEqual(
      found.figures.map(({ measure, status }) => [measure, status]),
      [
        ['ae_attendances', 'missing'],
        ['ae_type1_attendances', 'missing'],
        ['ae_over_4_hours', 'missing'],
      ],
    );
  });

  it('what is not there is answered with what is', async () => {
    await assert.rejects(ask('RJ1', 'bedz'), /no column "bedz". It has: beds, beds_occupied/);
    await assert.rejects(
      ask('RJ1', 'beds', '2019-20'),
      /2019-20 is not published here. Published years: 2020-21/,
    );
    await assert.rejects(ask('RJ1', 'beds', '2020-22'), /2020-22/);
    await assert.rejects(ask('Manchester', 'beds'), /whole name "Manchester".*R0A Manchester University/);
    await assert.rejects(
      withPublished(join(world.dir, 'nowhere'), async () => await Promise.resolve()),
      NotExplained,
    );
  });

  it('the screen shows figure, rule, cells and totals', async () => {
    const text = printExplanation(await ask('RJ1', 'beds'));
    for (const part of [
      /^RJ1 {2}Guy's and St Thomas' NHS Foundation Trust {2}2020-21$/m,
      /^beds: 42 beds \(partial, final; 3 of 4 periods\)$/m,
      /rule {4}open of the trust's rows; several rows added; mean of the quarters reported, of 4/,
      /sheet "Sheet1", cell A2: 2020-21Q1 open = "40", printed for RJ1-X GUY'S AND ST THOMAS', matched by suffix-x/,
      /total {3}2020-21Q1 open: the file prints 48, its rows add up to 47 \(residual 1\)/,
    ]) {
      assert.match(text, part);
    }
  });

  it('the command answers on the published files alone, with --json for programs', async () => {
    const run = promisify(execFile);
    const args = ['--import', 'tsx', MAIN, 'explain', 'RJ1', FY, 'beds', '--data-dir', world.dir];
    const { stdout } = await run(process.execPath, [...args, '--json']);
    const answer = JSON.parse(stdout) as Explanation;
    assert.equal(answer.figures[0]?.value, 42);
    const wrong = await run(
      process.execPath,
      args.map((arg) => (arg === 'beds' ? 'bedz' : arg)),
    ).catch((error: unknown) => error as { code: number; stderr: string });
    assert.ok('code' in wrong);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /no column "bedz"/);
  });
});
