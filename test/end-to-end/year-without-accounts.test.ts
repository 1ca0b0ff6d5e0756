/** A run over a folder that has activity of a year before its accounts are published. One run, as a child process. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { datasetNamed } from '../../datasets/registry.ts';
import { financialYear, startYearOf } from '../../nhs/financial-year.ts';
import { bedsWorkbook } from '../fixtures/beds.ts';
import { type Ended, runCommand } from './command-line.ts';
import { published } from './published.ts';
import { accountsWorkbook, YEAR } from './small-web.ts';

/** The first year of which this version knows no accounts. */
const NEXT = financialYear((startYearOf(datasetNamed('tac').years.at(-1) ?? '') ?? 0) + 1);

describe('a run with a year whose accounts are not published yet', function () {
  this.timeout(170_000);
  const folder = mkdtempSync(join(tmpdir(), 'no-accounts-'));
  const dataDir = mkdtempSync(join(tmpdir(), 'no-accounts-data-'));
  const run = async (): Promise<Ended> =>
    await runCommand([
      ...['run', '--years', `${YEAR},${NEXT}`, '--datasets', 'tac,beds', '--on-failure', 'skip', '--json'],
      ...['--data-dir', dataDir, '--from-folder', folder],
    ]);
  let ended: Ended;

  before(async () => {
    writeFileSync(join(folder, `TAC trusts ${YEAR}.xlsx`), accountsWorkbook('Trust'));
    writeFileSync(join(folder, `TAC foundation trusts ${YEAR}.xlsx`), accountsWorkbook('FT'));
    const rows = [
      {
        code: 'R1H',
        name: 'BARTS HEALTH NHS TRUST',
        available: [1600, 0, 200, 0],
        occupied: [1400, 0, 100, 0],
      },
    ] as const;
    writeFileSync(join(folder, 'beds.xlsx'), bedsWorkbook({ rows, quarter: `${NEXT}Q1` }));
    ended = await run();
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('publishes the activity of the year, and says that its accounts are not published yet', async () => {
    assert.equal(ended.code, 2, ended.stdout + ended.stderr);
    const cells = await published(
      dataDir,
      `select measure, value, status, reason from trust_activity
       where fy = '${NEXT}' and org_code = 'R1H' and measure in ('beds', 'turnover') order by measure`,
    );
    const [beds, turnover] = cells;
    assert.deepEqual([beds?.['value'], beds?.['status']], [1800, 'partial']);
    assert.deepEqual(
      [turnover?.['value'], turnover?.['status'], turnover?.['reason']],
      [null, 'missing', `the accounts of ${NEXT} are not published yet`],
    );
  });

  it('publishes the calendar, with the quarter found and loaded', async () => {
    const rows = await published(
      dataDir,
      `select state, loaded is not null as loaded, as_of is not null as dated from publication_calendar
       where dataset = 'beds' and slot = '${NEXT}Q1'`,
    );
    assert.deepEqual(rows, [{ state: 'found', loaded: true, dated: true }]);
  });

  it('a run again with nothing changed publishes nothing', async () => {
    const again = await run();
    assert.match(again.stdout, /"rebuilt": false/, again.stderr);
  });
});
