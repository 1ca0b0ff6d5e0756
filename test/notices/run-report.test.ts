import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { releaseChanges } from '../../notices/release-changes.ts';
import { type RunReport, reportMarkdown } from '../../notices/run-report.ts';
import { RUN_REPORT, writeRunReport } from '../../notices/write-run-report.ts';
import { recordGap } from '../../warehouse/load/load-state.ts';
import { filesBelow } from '../../warehouse/publish/published-files.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { openSmallWorld, type SmallWorld } from '../warehouse/small-world.ts';

const FY = '2019-20';

describe('the report of a run', function () {
  this.timeout(60_000);
  let world: SmallWorld;
  let published: string;

  beforeEach(async () => {
    world = await openSmallWorld();
    published = join(world.dir, 'published');
    await world.accounts(FY, [
      { name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust' },
      { name: "Guy's and St Thomas' NHS Foundation Trust", code: 'RJ1' },
    ]);
    await attendances(1000);
    await world.load('ae-monthly', FY, '2019-10', { R1H: { type1: 1000, type2: 0 } });
  });
  afterEach(async () => await world.close());

  async function attendances(figure: number): Promise<void> {
    await world.load('ae-monthly', FY, '2019-09', { R1H: { type1: figure, type2: 0 } });
  }
  async function publishOn(day: string): Promise<void> {
    await world.join();
    const report = async (folder: string): Promise<void> => await writeRunReport(folder, world.warehouse);
    await publish(world.warehouse, world.dir, { now: new Date(`${day}T12:00:00Z`), report });
  }
  const text = async (): Promise<string> => await readFile(join(published, RUN_REPORT.text), 'utf8');
  const data = async (): Promise<RunReport> =>
    JSON.parse(await readFile(join(published, RUN_REPORT.data), 'utf8')) as RunReport;

  it('is published beside the tables, and the first one has nothing to compare with', async () => {
    await publishOn('2025-01-10');
    const files = await filesBelow(published);
    assert.ok(files.includes('run-report.md') && files.includes('run-report.json'));
    assert.match(
      await readFile(join(published, 'READ-ME-FIRST.txt'), 'utf8'),
      /run-report\.md, run-report\.json:/,
    );
    assert.match((await data()).sentence, /^2025-01-10 is the first release here/);
    assert.equal(await releaseChanges(published), undefined);
  });

  it('says how many figures a release changed, and the largest, as the notice does', async () => {
    await publishOn('2025-01-10');
    await attendances(1500);
    await publishOn('2025-02-11');
    const { release, made_at, changes, sentence } = await data();
    assert.deepEqual([release, made_at], ['2025-02-11', '2025-02-11T12:00:00.000Z']);
    assert.deepEqual(changes, await releaseChanges(published));
    assert.equal(changes?.from, '2025-01-10');
    assert.ok(changes.largest.length > 0 && changes.largest.length <= 10);
    const attended = changes.largest.find(({ measure }) => measure === 'ae_attendances');
    assert.deepEqual([attended?.old_value, attended?.new_value, attended?.percent], [2000, 2500, 25]);
    const written = await text();
    assert.match(written, /# Report of release 2025-02-11\n\nMade 2025-02-11 12:00 UTC/);
    assert.ok(written.includes(sentence));
    assert.match(written, /\| R1H 2019-20 ae\\_attendances: 2,000 → 2,500 \(\+25 %\) \|/);
  });

  it('of a release that changed no figure has no changes, and nobody is told of any', async () => {
    await publishOn('2025-01-10');
    await recordGap(world.warehouse, {
      dataset: 'beds',
      fy: FY,
      slot: 'Q1',
      period: '2019-20Q1',
      reason: 'Gone.',
    });
    await publishOn('2025-02-11');
    assert.equal((await data()).changes, undefined);
    assert.equal(await releaseChanges(published), undefined);
  });

  it('names what is missing and why; slots with one reason are one row', async () => {
    for (const quarter of ['Q1', 'Q2'])
      await recordGap(world.warehouse, {
        ...{ dataset: 'beds', fy: FY, slot: quarter, period: `2019-20${quarter}` },
        reason: 'The page | links `no` such\nfile.',
      });
    await recordGap(world.warehouse, {
      ...{ dataset: 'ae-monthly', fy: FY, slot: '2019-10', period: '2019-10', reason: 'HTTP 503.' },
    });
    await publishOn('2025-01-10');
    const { missing } = await data();
    assert.deepEqual(
      missing.map(({ dataset, period, loaded_before }) => [dataset, period, loaded_before]),
      [
        ['ae-monthly', '2019-10', true],
        ['beds', '2019-20Q1', false],
        ['beds', '2019-20Q2', false],
      ],
    );
    const written = await text();
    assert.match(
      written,
      /\| beds \| 2019-20 \| 2019-20Q1, 2019-20Q2 \| The page \\\| links 'no' such file\. \|/,
    );
    assert.match(
      written,
      /\| ae-monthly \| 2019-20 \| 2019-10 \| An older file stays in its place\. HTTP 503\. \|/,
    );
  });

  it('two publications of one release are the same bytes, on whatever day they are made', async () => {
    await publishOn('2025-01-10');
    const first = [await text(), await readFile(join(published, RUN_REPORT.data), 'utf8')];
    await writeFile(join(published, RUN_REPORT.text), 'somebody wrote here');
    await publishOn('2025-03-01');
    assert.deepEqual([await text(), await readFile(join(published, RUN_REPORT.data), 'utf8')], first);
  });

  it('an interim one says which loads somebody was waited for', () => {
    const report: RunReport = {
      ...{
        release: '2025-01-10',
        made_at: '2025-01-10T12:00:00.000Z',
        years: [FY],
        datasets: ['beds'],
        files: 4,
      },
      ...{ interim: 'tac 2019-20', sentence: 'Of 10 figures none changed.', missing: [] },
      late: [{ dataset: 'beds', period: '2019-20Q4', due: '2020-05-28' }],
    };
    const written = reportMarkdown(report);
    assert.match(written, /\*\*Interim\*\*: .*: tac 2019-20\./);
    assert.match(written, /\| beds \| 2019-20Q4 \| 2020-05-28 \|/);
  });
});
