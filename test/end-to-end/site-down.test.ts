/** A publisher's site that is down, in each of the ways sites are: what a person reads, and what is published all the same. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { type Mirror, type MirrorAnswer, startMirror } from '../mirror/mirror-server.ts';
import { runCommand } from './command-line.ts';
import { published } from './published.ts';
import { startSevenYearsWeb } from './seven-years-web.ts';

const YEAR = '2019-20';
const DOWN = 'digital.nhs.uk';
/** Datasets whose pages are on that site alone. */
const ON_IT = ['admitted-patient-care', 'ae-annual', 'gp-registered-patients', 'maternity', 'outpatients'];
const ELSEWHERE = ['ae-monthly', 'beds', 'diagnostic-imaging', 'ods', 'staff-survey', 'tac'];

/** What stands in the way of an address; undefined lets the right answer through. */
type Outage = (url: URL) => MirrorAnswer | 'cut' | undefined;

/** Half a minute of trying again, made short by the server itself. */
const UNAVAILABLE: MirrorAnswer = { status: 503, contentType: 'text/html', headers: { 'retry-after': '1' } };

interface Gap {
  readonly dataset: string;
  readonly fy: string;
  readonly reason: string;
}

describe('a publisher’s site that is down', function () {
  this.timeout(240_000);
  obtainTemporalFirst();
  const dataDir = mkdtempSync(join(tmpdir(), 'site-down-'));
  let web: Mirror;
  let mirror: Mirror;
  let outage: Outage = () => undefined;

  before(async () => {
    web = await startSevenYearsWeb();
    mirror = await startMirror(async (url, request) => {
      const other = outage(new URL(url));
      if (other === 'cut') request.destroy();
      else return other ?? (await passedOn(web, url));
      return undefined;
    });
  });
  after(async () => {
    await mirror.close();
    await web.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const run = async (more: readonly string[], code: number): Promise<readonly Gap[]> => {
    const args = ['run', '--years', YEAR, '--data-dir', dataDir, '--on-failure', 'skip', '--json', ...more];
    const ended = await runCommand(args, { NHS_MIRROR_URL: mirror.url });
    assert.equal(ended.code, code, ended.stdout + ended.stderr);
    const { loads } = JSON.parse(ended.stdout) as {
      loads: { dataset: string; fy: string; gaps: { reason: string }[] }[];
    };
    return loads.flatMap(({ dataset, fy, gaps }) => gaps.map(({ reason }) => ({ dataset, fy, reason })));
  };
  const statusOf = async (measure: string): Promise<readonly unknown[]> =>
    (await published(dataDir, `select distinct ${measure}_status as status from trust_year order by 1`)).map(
      ({ status }) => status,
    );
  const loadedFrom = async (): Promise<readonly unknown[]> =>
    (
      await published(dataDir, `select distinct dataset from source_file where status = 'loaded' order by 1`)
    ).map(({ dataset }) => dataset);

  it('with HTTP 503 on every page is one gap for each dataset and year, and all else is published', async () => {
    outage = ({ host }) => (host === DOWN ? UNAVAILABLE : undefined);
    const gaps = await run([], 2);
    // Critical care has its periods there, and its beds elsewhere.
    for (const dataset of [...ON_IT, 'critical-care']) {
      const [gap, ...more] = gaps.filter((one) => one.dataset === dataset);
      assert.deepEqual(more, []);
      assert.match(
        gap?.reason ?? '',
        /^(?:[a-z- ]+ 2019-20: )?digital\.nhs\.uk failed \(HTTP 503\): https:\/\/digital\.nhs\.uk\/\S+ If this goes on, .*--from-folder/,
      );
    }
    assert.deepEqual(
      gaps.filter(({ dataset }) => ELSEWHERE.includes(dataset)),
      [],
    );
    const loaded = await loadedFrom();
    assert.deepEqual(
      ELSEWHERE.filter((dataset) => !loaded.includes(dataset)),
      [],
    );
    assert.deepEqual(
      ON_IT.filter((dataset) => loaded.includes(dataset)),
      [],
    );
    for (const measure of ['admissions', 'op_attendances', 'ae_attendances_annual', 'deliveries']) {
      assert.deepEqual(await statusOf(measure), ['missing'], measure);
    }
    assert.ok((await statusOf('beds')).includes('reported'));
    assert.ok((await statusOf('imaging_tests')).includes('reported'));
    assert.ok((await statusOf('staff_engagement')).includes('reported'));
  });

  it('with a challenge, or cut connections, says so, and what was loaded before stays as it was', async () => {
    // Reasons name the failure of the day.
    const figures = "select columns(name -> name not like '%_reason') from trust_year order by all";
    const before = await published(dataDir, figures);
    let tries = 0;
    outage = ({ host, pathname }) => {
      if (host !== DOWN) return undefined;
      // Asked six times in all; the first and the last connection are cut.
      if (pathname.endsWith('hospital-outpatient-activity')) return tries++ % 5 === 0 ? 'cut' : UNAVAILABLE;
      const body = '<title>Just a moment...</title>Enable JavaScript and cookies to continue';
      return { status: 403, contentType: 'text/html', body };
    };
    const gaps = await run(['--datasets', ON_IT.join(',')], 2);
    assert.deepEqual(gaps.map(({ dataset }) => dataset).sort(), ON_IT);
    for (const { dataset, reason } of gaps) {
      const cut =
        /No answer from digital\.nhs\.uk: it broke the connection off\. .*[Ii]f this goes on, .*--from-folder/;
      const challenge = /digital\.nhs\.uk refuses automated requests \(HTTP 403\): .*--from-folder/;
      assert.match(reason, dataset === 'outpatients' ? cut : challenge);
    }
    assert.deepEqual(await published(dataDir, figures), before);
  });

  it('and up again is asked for one dataset alone, whose figures come to stand beside the accounts of before', async () => {
    outage = () => undefined;
    const gaps = await run(['--datasets', 'maternity'], 0);
    assert.deepEqual(gaps, []);
    assert.ok((await statusOf('deliveries')).includes('reported'));
    assert.deepEqual(await statusOf('admissions'), ['missing']);
    assert.ok((await statusOf('beds')).includes('reported'));
    const turnover = await published(
      dataDir,
      'select count(*)::int as trusts from trust_year where turnover is null',
    );
    assert.deepEqual(turnover, [{ trusts: 0 }]);
  });

  it('after its figures were loaded takes nothing away: they stay, and a finding says that they are of before', async () => {
    const figures =
      'select org_code, deliveries, deliveries_status, deliveries_msds from trust_year order by all';
    const before = await published(dataDir, figures);
    outage = ({ host }) => (host === DOWN ? UNAVAILABLE : undefined);
    const gaps = await run(['--datasets', 'maternity'], 2);
    assert.equal(gaps.length, 1);
    assert.deepEqual(await published(dataDir, figures), before);
    const findings = await published(
      dataDir,
      `select fy, message from quality_finding where kind = 'not-brought-up-to-date'`,
    );
    assert.equal(findings.length, 1, JSON.stringify(findings));
    assert.match(String(findings[0]?.['message']), /maternity.*HTTP 503/s);
  });
});

/** The right answer of an address. */
async function passedOn(web: Mirror, url: string): Promise<MirrorAnswer> {
  const { host, pathname, search } = new URL(url);
  const answer = await fetch(`${web.url}/${host}${pathname}${search}`, { redirect: 'manual' });
  const [contentType, location] = ['content-type', 'location'].map((name) => answer.headers.get(name));
  return {
    status: answer.status,
    body: new Uint8Array(await answer.arrayBuffer()),
    ...(contentType && { contentType }),
    ...(location && { headers: { location } }),
  };
}
