/** What people decide, end to end: a refused file is accepted by one command, a moved file is given its address once. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { published } from './published.ts';
import { type Ended, runCommand, startCommand } from './command-line.ts';
import {
  type SmallWeb,
  bedsFile,
  DATASETS,
  firstBedsFile,
  monthFile,
  startSmallWeb,
  YEAR,
} from './small-web.ts';

const REASON = 'the publisher says in note 3 that the total leaves out one trust';

describe('what people decide', function () {
  this.timeout(300_000);
  obtainTemporalFirst();
  let web: SmallWeb;
  let dataDir: string;
  const env = (): Readonly<Record<string, string>> => ({ NHS_MIRROR_URL: web.url, NHS_OPERATOR: 'Ann' });
  const type = async (...args: readonly string[]): Promise<Ended> =>
    await runCommand([...args, '--data-dir', dataDir], env());
  const RUN = ['run', '--years', YEAR, '--datasets', DATASETS, '--revalidate', '--on-failure'];
  const run = async (): Promise<Ended> => await type(...RUN, 'skip');

  beforeEach(async () => {
    web = await startSmallWeb();
    dataDir = mkdtempSync(join(tmpdir(), 'decisions-'));
  });
  afterEach(async () => {
    await web.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('a file whose total disagrees is accepted by one command, says so at the cell, and is refused again after undo', async () => {
    const url = monthFile(2);
    web.answerWith(url, { status: 200, body: withOtherTotal(web.right(url)) });
    const refused = await run();
    assert.equal(refused.code, 2, textOf(refused));
    assert.match(textOf(refused), /rows add up to/);

    const accepted = await type('accept', 'ae-monthly', YEAR, '--reason', REASON);
    assert.equal(accepted.code, 0, textOf(accepted));
    assert.match(
      accepted.stdout,
      /Decision 1 is kept: accept ae-monthly 2020-21 2020-06 file .* TOTAL_DISAGREES/,
    );

    const loaded = await run();
    assert.equal(loaded.code, 0, textOf(loaded));
    const organisation = firstTrust(dataDir);
    const explained = await type('explain', organisation, YEAR, 'ae_attendances');
    assert.match(
      explained.stdout,
      /accepted: Loaded by decision 1 \(Ann, 20\d\d-\d\d-\d\d\) although it was refused: .*rows add up to/,
    );
    assert.ok(explained.stdout.includes(REASON), explained.stdout);
    assert.match(
      readFileSync(join(dataDir, 'published', 'tables', 'decision.csv'), 'utf8'),
      /^1,accept,ae-monthly,/m,
    );

    const again = await run();
    assert.equal(again.code, 0, textOf(again));

    const undone = await type('undo', '1');
    assert.match(undone.stdout, /Decision 1 is taken back: accept ae-monthly/);
    const back = await run();
    assert.equal(back.code, 2, textOf(back));
    assert.match(textOf(back), /rows add up to/);
    assert.match((await type('decisions')).stdout, /taken back 20\d\d-\d\d-\d\d by Ann/);
    const causes = await published(
      dataDir,
      'SELECT DISTINCT to_release, change_kind, cause_text FROM release_change ORDER BY to_release',
    );
    assert.deepEqual(
      causes.map(({ change_kind: kind, cause_text: text }) => [
        kind,
        /decision 1 \(accept\) of Ann(?:: | was taken back)/.exec(String(text))?.[0],
      ]),
      [
        ['decided', 'decision 1 (accept) of Ann: '],
        ['decided', 'decision 1 (accept) of Ann was taken back'],
      ],
    );
  });

  it('a file that has moved is given its address once, and the next run needs no command', async () => {
    const moved =
      'https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2022/01/beds-of-the-third-quarter.xlsx';
    web.answerWith(moved, { status: 200, body: web.right(bedsFile(3)) });
    for (const url of [bedsFile(3), firstBedsFile(3)]) web.answerWith(url, { status: 404 });
    const first = startCommand([...RUN, 'wait', '--data-dir', dataDir], env());
    await first.printed(/beds 2020-21[\s\S]*(?:waits|needs|attention)/i);
    const given = await type('retry', 'beds', YEAR, '--url', moved);
    assert.equal(given.code, 0, textOf(given));
    const ended = await first.ended;
    assert.equal(ended.code, 0, textOf(ended));

    const next = await run();
    assert.equal(next.code, 0, textOf(next));
    assert.match((await type('decisions')).stdout, /address beds 2020-21 2020-21Q3 https:/);
  });
});

function textOf({ stdout, stderr }: Ended): string {
  return `${stdout}\n${stderr}`;
}

/** The same file, whose total of the first column with figures is one thousand more. */
function withOtherTotal(csv: Buffer): Buffer {
  const lines = csv.toString().split('\n');
  const at = lines.findLastIndex((line) => /total/i.test(line));
  const cells = (lines[at] ?? '').split(',');
  const column = cells.findIndex((cell) => /^\d{3,}$/.test(cell.trim()));
  assert.ok(at > 0 && column > 0, 'the file has a total');
  cells[column] = String(Number(cells[column]) + 1000);
  lines[at] = cells.join(',');
  return Buffer.from(lines.join('\n'));
}

function firstTrust(dataDir: string): string {
  const table = readFileSync(join(dataDir, 'published', 'tables', 'trust_activity.csv'), 'utf8').split('\n');
  const header = (table[0] ?? '').split(',');
  const at = (name: string): number => header.indexOf(name);
  const row = table
    .slice(1)
    .map((line) => line.split(','))
    .find((cells) => cells[at('measure')] === 'ae_attendances' && cells[at('status')] === 'reported');
  return row?.[at('org_code')] ?? '';
}
