/** A publisher changes a heading and prints a name that nobody knows: each is mended by one command, and only once. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decisionsOf, keepDecisions } from '../../activities/decisions-file.ts';
import { takeBack } from '../../decisions/add-decisions.ts';
import { type Ended, runCommand } from './command-line.ts';
import { published } from './published.ts';
import {
  accountsWorkbook,
  bedsFile,
  bedsWorkbook,
  firstBedsFile,
  type SmallWeb,
  startSmallWeb,
  TRUST_WORKBOOK,
  YEAR,
} from './small-web.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'taught-'));

describe('a heading and a name that nobody foresaw', function () {
  this.timeout(170_000);
  let web: SmallWeb;

  before(async () => {
    web = await startSmallWeb();
    const reworded = await bedsWorkbook(1, (sheet) => {
      for (const cell of ['H15', 'N15']) sheet.getCell(cell).value = 'G & A beds';
    });
    for (const url of [bedsFile(1), firstBedsFile(1)]) web.answerWith(url, { status: 200, body: reworded });
    const trusts = accountsWorkbook('Trust', {
      organisations: [{ name: 'Bartz Hlth' }, { name: 'East Midlands Ambulance Service NHS Trust' }],
    });
    web.answerWith(TRUST_WORKBOOK, { status: 200, body: trusts });
  });
  after(async () => {
    await web.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const command = async (...args: readonly string[]): Promise<Ended> =>
    await runCommand([...args, '--data-dir', dataDir], { NHS_MIRROR_URL: web.url, NHS_OPERATOR: 'ann' });
  const run = async (): Promise<Ended> =>
    await command(
      'run',
      '--years',
      YEAR,
      '--datasets',
      'tac,ods,beds',
      '--on-failure',
      'skip',
      '--revalidate',
    );

  it('the run says what to type, and the join goes on without the name, marked incomplete', async () => {
    const ended = await run();
    assert.equal(ended.code, 2, ended.stdout + ended.stderr);
    assert.match(ended.stdout, /INCOMPLETE: A name of the accounts has no trust-year/);
    assert.match(ended.stdout, /organisation "Bartz Hlth" CODE --years 2020-21/);
    assert.match(ended.stdout, /npm start -- teach beds 2020-21 "G & A beds" ____/);
    const trusts = await published(dataDir, 'select org_code from trust_year order by all');
    assert.deepEqual(
      trusts.map((row) => row['org_code']),
      ['RHA', 'RJ1', 'RW5', 'RX9'],
    );
    const [release] = await published(dataDir, 'select incomplete from release');
    assert.match(String(release?.['incomplete']), /Bartz Hlth \(2020-21\)/);
  });

  it('one command each mends them, on the word of whoever typed it', async () => {
    const lesson = await command(
      'teach',
      'beds',
      YEAR,
      'G & A beds',
      'available_ga',
      'occupied_ga',
      '--reason',
      'the notes say so',
    );
    assert.equal(lesson.code, 0, lesson.stderr);
    const name = await command(
      'organisation',
      'Bartz Hlth',
      'R1H',
      '--years',
      YEAR,
      '--reason',
      'its annual report',
    );
    assert.equal(name.code, 0, name.stderr);
    const ended = await run();
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.doesNotMatch(ended.stdout, /INCOMPLETE/);
    const [barts] = await published(
      dataDir,
      `select beds, beds_status from trust_year where org_code = 'R1H'`,
    );
    assert.equal(barts?.['beds_status'], 'reported');
    const [finding] = await published(
      dataDir,
      `select message from quality_finding where kind = 'taught-heading'`,
    );
    assert.match(String(finding?.['message']), /"G & A beds".*by decision 1 of ann: the notes say so\./);
    const [match] = await published(
      dataDir,
      `select rule from org_match where published_name = 'Bartz Hlth'`,
    );
    assert.equal(match?.['rule'], 'decided');
    const [last] = await published(
      dataDir,
      'select incomplete from release order by release_id desc limit 1',
    );
    assert.equal(last?.['incomplete'], null);
  });

  it('the next run needs no command', async () => {
    const ended = await run();
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  });

  it('a lesson that makes no sense is refused with a sentence', async () => {
    const known = await command('teach', 'beds', YEAR, 'Maternity', 'available_ga', '--reason', 'x');
    assert.equal(known.code, 64);
    assert.match(known.stderr, /knows the heading "Maternity" in 2020-21 already/);
    const nothing = await command('teach', 'beds', YEAR, 'Wards', 'wards', '--reason', 'x');
    assert.match(
      nothing.stderr,
      /Nothing of beds in 2020-21 is called "wards"\. A heading can mean: .*available_ga/,
    );
  });

  it('taken back, the refusal comes again', async () => {
    const now = new Date().toISOString();
    const { decisions } = takeBack(await decisionsOf(dataDir), 1, { now, who: 'ann' });
    await keepDecisions(dataDir, decisions);
    const ended = await run();
    assert.equal(ended.code, 2, ended.stdout + ended.stderr);
    assert.match(ended.stdout, /teach beds 2020-21 "G & A beds" ____/);
  });
});
