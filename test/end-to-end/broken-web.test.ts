/** What the publishers' web can do to us, and what a person then reads. One run a story, over HTTP, as a child process. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { runCommand, startCommand } from './command-line.ts';
import { attach } from '../../cli/session.ts';
import { published } from './published.ts';
import {
  type SmallWeb,
  bedsFile,
  bedsWorkbook,
  DATASETS,
  firstBedsFile,
  monthFile,
  startSmallWeb,
  YEAR,
} from './small-web.ts';

const notFound = { status: 404, contentType: 'text/html', body: '<h1>Page not found</h1>' };

describe('a web that breaks', function () {
  this.timeout(180_000);
  obtainTemporalFirst();
  let web: SmallWeb;
  let dataDir: string;
  const args = (more: readonly string[]): string[] => [
    'run',
    '--years',
    YEAR,
    '--datasets',
    DATASETS,
    '--data-dir',
    dataDir,
    ...more,
  ];

  before(async () => {
    web = await startSmallWeb();
  });
  after(async () => await web.close());
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'broken-web-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('wrong files are refused by name, their cells are partial, and no wrong figure is published', async () => {
    const csv = web.right(monthFile(0)).toString();
    const second = csv.split('\r\n')[1] ?? '';
    web.answerWith(monthFile(0), {
      status: 200,
      body: csv.replace('A&E attendances Type 1', 'Attendances of type one'),
    });
    web.answerWith(monthFile(1), { status: 200, body: web.right(monthFile(2)) });
    web.answerWith(monthFile(3), {
      status: 200,
      contentType: 'text/csv',
      body: '<!doctype html><title>Sorry</title>',
    });
    web.answerWith(monthFile(4), {
      status: 200,
      body: web
        .right(monthFile(4))
        .toString()
        .replace(/,(\d)(\d+),/, ',9$2,'),
    });
    web.answerWith(monthFile(5), {
      status: 200,
      body: web
        .right(monthFile(5))
        .toString()
        .replace(/^[^\n]*\n/, ''),
    });
    web.answerWith(bedsFile(1), {
      status: 200,
      body: await bedsWorkbook(1, (sheet) => (sheet.getCell('H18').value = 99_000)),
    });
    assert.ok(second.length > 0);
    const ended = await runCommand(args(['--on-failure', 'skip']), { NHS_MIRROR_URL: web.url });
    for (const month of [0, 1, 3, 4, 5]) web.answerWith(monthFile(month), undefined);
    web.answerWith(bedsFile(1), undefined);

    assert.equal(ended.code, 2, ended.stdout + ended.stderr);
    assert.match(ended.stdout, /ae-monthly 2020-04, .*Attendances of type one/s);
    assert.match(ended.stdout, /ae-monthly 2020-05, .*June/is);
    assert.match(ended.stdout, /ae-monthly 2020-07: .*(web page|HTML)/is);
    assert.match(ended.stdout, /Loaded, though another file was preferred.*:\n(  .*\n)*  beds 2020-21Q1/);
    const barts = await published(
      dataDir,
      `select * from trust_activity where org_code = 'R1H' and measure = 'ae_attendances'`,
    );
    assert.equal(barts[0]?.['status'], 'partial');
    assert.equal(barts[0]?.['periods_reported'], 7);
    const refused = await published(
      dataDir,
      `select period, reason from source_file where status = 'refused' order by period`,
    );
    assert.deepEqual(
      refused.map((file) => file['period']),
      ['2020-04', '2020-05', '2020-07', '2020-08', '2020-09', '2020-21Q1'],
    );
    const beds = await published(
      dataDir,
      `select b.value, f.kind from trust_activity b join quality_finding f using (fy, org_code, measure)
       where b.org_code = 'R1H' and b.measure = 'beds' and f.kind = 'fallback'`,
    );
    assert.deepEqual(beds, [{ value: 1800.75, kind: 'fallback' }]);
  });

  it('a server that fails now and then is asked again; one that stays down is a named gap and keeps nobody waiting', async () => {
    let asked = 0;
    web.answerWith(monthFile(0), () => {
      asked += 1;
      return asked === 1
        ? { status: 429, headers: { 'retry-after': '1' } }
        : asked === 2
          ? { status: 500 }
          : { status: 200, contentType: 'text/csv', body: web.right(monthFile(0)) };
    });
    web.answerWith(bedsFile(2), notFound);
    web.answerWith(firstBedsFile(2), notFound);
    const ended = await runCommand(args(['--on-failure', 'skip']), { NHS_MIRROR_URL: web.url });
    web.answerWith(monthFile(0), undefined);
    web.answerWith(bedsFile(2), undefined);
    web.answerWith(firstBedsFile(2), undefined);
    assert.equal(ended.code, 2, ended.stdout + ended.stderr);
    assert.equal(asked, 3);
    assert.match(ended.stdout, /beds 2020-21Q2: .*404/);
    const rows = await published(
      dataDir,
      `select measure, status, periods_reported from trust_activity where org_code = 'R1H' and measure in ('beds', 'ae_attendances') order by measure`,
    );
    assert.deepEqual(rows, [
      { measure: 'ae_attendances', status: 'reported', periods_reported: 12 },
      { measure: 'beds', status: 'partial', periods_reported: 3 },
    ]);
  });

  it('a parked load is retried from another terminal with another address, and the join follows', async () => {
    const elsewhere =
      'https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2022/01/Beds-Q3-mended.xlsx';
    web.answerWith(bedsFile(3), notFound);
    web.answerWith(firstBedsFile(3), notFound);
    web.answerWith(elsewhere, { status: 200, body: web.right(bedsFile(3)) });
    const run = startCommand(args(['--on-failure', 'wait']), { NHS_MIRROR_URL: web.url });
    await run.printed(/NEEDS ATTENTION: beds 2020-21/);
    const status = await runCommand(['status', '--data-dir', dataDir]);
    assert.equal(status.code, 2);
    assert.match(status.stdout, /beds +2020-21 +needs attention/);
    const session = await attach(dataDir, process.env);
    assert.ok(session);
    const broken = await session.client.workflow.start('loadDataset', {
      ...{ workflowId: 'load/maternity/1999-00', taskQueue: 'a queue without workers', args: [] },
    });
    const beside = await runCommand(['status', '--data-dir', dataDir]);
    await broken.terminate();
    await session.close();
    assert.equal(beside.code, 2);
    assert.match(beside.stdout, /beds +2020-21 +needs attention/);
    assert.match(beside.stdout, /maternity 1999-00 +no answer/);
    assert.match(beside.stdout, /NO WORKER CAN RUN: loadDataset "load\/maternity\/1999-00"/);
    assert.match(status.stdout, /npm start -- status beds 2020-21/);
    const tooEarly = await runCommand(['retry', 'tac', YEAR, '--data-dir', dataDir]);
    assert.equal(tooEarly.code, 1);
    const retried = await runCommand(['retry', 'beds', YEAR, '--url', elsewhere, '--data-dir', dataDir]);
    assert.equal(retried.code, 0, retried.stderr);
    const ended = await run.ended;
    web.answerWith(bedsFile(3), undefined);
    web.answerWith(firstBedsFile(3), undefined);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    const files = await published(
      dataDir,
      `select url from source_file where period = '2020-21Q3' and status = 'loaded'`,
    );
    assert.deepEqual(files, [{ url: elsewhere }]);
  });

  it('a process killed in the middle loses nothing: the same command finishes the run', async () => {
    const run = startCommand(args(['--on-failure', 'skip']), { NHS_MIRROR_URL: web.url });
    await run.printed(/loads finished|: done/);
    run.child.kill('SIGKILL');
    await run.ended;
    const again = await runCommand(args(['--on-failure', 'skip']), { NHS_MIRROR_URL: web.url });
    assert.equal(again.code, 0, again.stdout + again.stderr);
    const cells = await published(
      dataDir,
      `select count(*)::int as n from trust_year where beds_status = 'reported'`,
    );
    assert.deepEqual(cells, [{ n: 4 }]);
  });

  it('Ctrl-C stops cleanly and says how to go on; two runs of one folder are one run', async () => {
    web.answerWith(bedsFile(4), notFound);
    web.answerWith(firstBedsFile(4), notFound);
    const first = startCommand(args([]), { NHS_MIRROR_URL: web.url });
    await first.printed(/NEEDS ATTENTION/);
    const second = startCommand(args([]), { NHS_MIRROR_URL: web.url });
    await second.printed(/going on with it/);
    await second.printed(/only watches/);
    const skipped = await runCommand(['skip', 'beds', YEAR, '--reason', 'withdrawn', '--data-dir', dataDir]);
    assert.equal(skipped.code, 0, skipped.stderr);
    const ends = await Promise.all([first.ended, second.ended]);
    assert.deepEqual(
      ends.map((end) => end.code),
      [2, 2],
    );

    // What was skipped stays so; another file is missing now.
    web.answerWith(monthFile(0), notFound);
    const third = startCommand(args([]), { NHS_MIRROR_URL: web.url });
    await third.printed(/NEEDS ATTENTION: ae-monthly/);
    third.child.kill('SIGINT');
    const stopped = await third.ended;
    assert.equal(stopped.code, 130);
    assert.match(stopped.stdout, /Nothing is lost/);
    web.answerWith(monthFile(0), undefined);
    web.answerWith(bedsFile(4), undefined);
    web.answerWith(firstBedsFile(4), undefined);
  });
});
