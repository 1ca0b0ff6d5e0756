/**
 * A month of a service, with time skipped: a refresh on every weekday, the day given by a clock of the test. The publishers' web,
 * the server, the workers, the warehouse and the webhook are real.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IngestEffects, WarehouseEffects } from '../../activities/effects.ts';
import { datasets } from '../../datasets/registry.ts';
import { type Clock, systemClock } from '../../fetch/clock.ts';
import { createFetchEffects } from '../../fetch/fetch-effects.ts';
import { createParsedStore } from '../../parsed/parsed-store.ts';
import { openParsePool } from '../../parsed/parse-pool.ts';
import { createRawStore } from '../../store/create-raw-store.ts';
import { listFolder } from '../../store/list-folder.ts';
import { openFiles } from '../../store/open-files.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import { createIngestWorker, createWarehouseWorker } from '../../workers/create-workers.ts';
import { noticeEffects } from '../../workers/notice-effects.ts';
import type { buildTrustYears } from '../../workflows/build-trust-years.ts';
import { INGEST_QUEUE } from '../../workflows/messages.ts';
import type { refresh } from '../../workflows/refresh.ts';
import { mainTacLines } from '../fixtures/tac-workbook/tac-lines.ts';
import { type TestServer, useTestServer } from '../temporal-server/shared-server.ts';
import { changeCsvAndTotal, FIRST_FIGURE } from './change-csv.ts';
import {
  accountsWorkbook,
  AE_PAGE,
  BEDS_PAGE,
  bedsFile,
  monthFile,
  type SmallWeb,
  startSmallWeb,
  TAC_PAGE,
  YEAR,
} from './small-web.ts';

const ACCOUNTS_YEAR = '2019-20';
const DATASETS = 'tac, ods, beds, ae-monthly';
const MONTHS = ['April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const FIRST_DAY = '2021-01-11';
const LAST_DAY = '2021-02-25';
const REVISED_DECEMBER = monthFile(8).replace('.csv', '-revised-160221.csv');

/** What a day brought. Every day not named here is {@link QUIET}. */
interface Day {
  /** Publications that were asked. */
  readonly asked: string;
  /** Files that were fetched because they were new, not pages. */
  readonly files: number;
  readonly releases: number;
  /** The first line of each notice, without the name of the project. */
  readonly notices: readonly string[];
}

/** The codes of organisations have no calendar: the publisher says daily that their four files are as they were. */
const QUIET: Day = { asked: 'ods', files: 0, releases: 0, notices: [] };
/** A file is due and not there: its publication is asked as well. */
const AWAITING_MONTH: Day = { ...QUIET, asked: 'ae-monthly ods' };
const AWAITING_BOTH: Day = { ...QUIET, asked: 'ae-monthly beds ods' };

describe('a month of a service', function () {
  this.timeout(240_000);
  const server = useTestServer();
  let service: Service;
  before(async () => {
    service = await startService(server());
  });
  after(async () => await (service as Service | undefined)?.stop());

  it('asks by the calendar, tells of a late month once, releases a month or a revision once, and is silent otherwise', async () => {
    const { publish, day } = service;
    publish({ months: 8, quarters: 2 });
    await service.begin('2021-01-08');

    const brought: Record<string, Day> = {};
    for (const date of weekdays(FIRST_DAY, LAST_DAY)) {
      // The second Thursday of January: December comes on its day.
      if (date === '2021-01-14') publish({ months: 9, quarters: 2 });
      // January is due on 11 February and does not come; meanwhile December is revised.
      if (date === '2021-02-16') publish({ months: 9, quarters: 2, revised: true });
      if (date === '2021-02-24') publish({ months: 10, quarters: 2, revised: true });
      const seen = await day(date);
      if (JSON.stringify(seen) !== JSON.stringify(QUIET)) brought[date] = seen;
    }
    const newRelease = (asked: string, notice: string): Day => ({
      ...{ asked, files: 1, releases: 1 },
      notices: [`nhs-trust-activity: ${notice}`],
    });
    assert.deepEqual(brought, {
      '2021-01-14': newRelease(
        'ae-monthly ods',
        'Release 2021-01-14, compared with 2021-01-08: Of 540 figures 8 changed: 8 because a file was new.',
      ),
      '2021-02-11': AWAITING_MONTH,
      '2021-02-12': AWAITING_MONTH,
      '2021-02-15': AWAITING_MONTH,
      '2021-02-16': newRelease(
        'ae-monthly ods',
        'Release 2021-02-16, compared with 2021-01-14: Of 540 figures 2 changed: 2 because the publisher revised a file.',
      ),
      '2021-02-17': AWAITING_MONTH,
      // The third quarter of beds is due on 18 February, and its grace ends in March.
      '2021-02-18': AWAITING_BOTH,
      '2021-02-19': {
        ...AWAITING_BOTH,
        notices: ['nhs-trust-activity: The file of one period is late.'],
      },
      '2021-02-22': AWAITING_BOTH,
      '2021-02-23': AWAITING_BOTH,
      '2021-02-24': newRelease(
        'ae-monthly beds ods',
        'Release 2021-02-24, compared with 2021-02-16: Of 540 figures 8 changed: 8 because a file was new.',
      ),
      '2021-02-25': { ...QUIET, asked: 'beds ods' },
    });
  });
});

interface Service {
  /** What the publishers' pages link from now on: so many months of A&E, so many quarters of beds. */
  readonly publish: (what: { months: number; quarters: number; revised?: boolean }) => void;
  /** The first run of the data folder. */
  readonly begin: (date: string) => Promise<void>;
  /** A refresh at a quarter past ten, and what came of it. */
  readonly day: (date: string) => Promise<Day>;
  readonly dataDir: string;
  readonly stop: () => Promise<void>;
}

async function startService({ client, nativeConnection, namespace }: TestServer): Promise<Service> {
  const web = await startSmallWeb();
  const webhook = await startWebhook();
  const dataDir = mkdtempSync(join(tmpdir(), 'month-'));
  let today = 0;
  const clock: Clock = { ...systemClock, now: () => today };
  const env = { NHS_MIRROR_URL: web.url, NHS_NOTIFY_URL: webhook.url };
  const files = await openFiles(dataDir, env, () => undefined);
  const store = createRawStore(files);
  const parsed = createParsedStore(files);
  const pool = openParsePool();
  const folder = { list: listFolder, read: readFile };
  const warehouse = await openWarehouse(join(dataDir, 'warehouse.duckdb'), datasets);
  const ingest: IngestEffects = { ...createFetchEffects(store, env), clock, pool, parsed, folder };
  const held: WarehouseEffects = { warehouse, store, parsed, dataDir, clock };
  const connected = { connection: nativeConnection, namespace, identity: 'month of a service' };
  const faults = { dataDir, report: (fault: unknown) => assert.fail(String(fault)) };
  const workers = await Promise.all([
    createIngestWorker(connected, faults, ingest, noticeEffects(files, env, undefined)),
    createWarehouseWorker(connected, faults, held),
  ]);
  const running = workers.map((worker) => worker.run());
  publishAccounts(web);

  const at = (date: string): void => void (today = Date.parse(`${date}T10:15:00Z`));
  const releases = (): number => {
    return readdirSync(join(dataDir, 'releases'), { withFileTypes: true }).filter((one) => one.isDirectory())
      .length;
  };
  return {
    dataDir,
    publish: (what) => publish(web, what),
    begin: async (date) => {
      at(date);
      const years = { tac: ACCOUNTS_YEAR, ods: 'current', beds: YEAR, 'ae-monthly': YEAR };
      const loads = Object.entries(years).map(([dataset, fy]) => ({ dataset, fy }));
      const { loads: loaded } = await client.workflow.execute<typeof buildTrustYears>('buildTrustYears', {
        ...{ workflowId: 'month-begins', taskQueue: INGEST_QUEUE },
        args: [
          {
            ...{ loads, source: { kind: 'web', revalidate: false }, onFailure: 'skip', patience: '1 day' },
            ...{ acceptIllustrative: false, onlyWhatIsThere: false },
          },
        ],
      });
      assert.deepEqual(
        loaded.flatMap(({ gaps }) => gaps),
        [],
      );
    },
    day: async (date) => {
      at(date);
      const before = { requests: web.requests.length, releases: releases(), notices: webhook.texts.length };
      await client.workflow.execute<typeof refresh>('refresh', {
        ...{ workflowId: `refresh-${date}`, taskQueue: INGEST_QUEUE, args: [{ datasets: DATASETS }] },
      });
      const requests = web.requests.slice(before.requests);
      return {
        asked: [...new Set(requests.map(({ url }) => publicationOf(url)))].sort().join(' '),
        files: requests.filter(({ url, status }) => status === 200 && !url.endsWith('/')).length,
        releases: releases() - before.releases,
        notices: webhook.texts.slice(before.notices).map((text) => text.split('\n')[0] ?? ''),
      };
    },
    stop: async () => {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      await pool.close();
      await warehouse.close();
      await web.close();
      await webhook.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Accounts of the year before, so that the trusts are known. */
function publishAccounts(web: SmallWeb): void {
  const sectors = { Trust: 'NHS trusts’ accounts', FT: 'NHS foundation trusts’ accounts' } as const;
  const links = Object.entries(sectors).map(([sector, text]): [string, string] => {
    const url = `https://www.england.nhs.uk/wp-content/uploads/2021/01/TAC-${sector}-accounts-${ACCOUNTS_YEAR}.xlsx`;
    const lines = mainTacLines(ACCOUNTS_YEAR);
    web.answerWith(url, {
      status: 200,
      body: accountsWorkbook(sector as keyof typeof sectors, { fy: ACCOUNTS_YEAR, lines }),
    });
    return [url, `TAC data published in ${text} for 2019/20`];
  });
  web.answerWith(TAC_PAGE, page(links));
}

function publish(
  web: SmallWeb,
  { months, quarters, revised = false }: Parameters<Service['publish']>[0],
): void {
  const names = [...MONTHS, 'January'].slice(0, months);
  const months_ = names.map((name, month): [string, string] => {
    const label = `Monthly A&amp;E ${name} ${month < 9 ? 2020 : 2021}`;
    return revised && month === 8
      ? [REVISED_DECEMBER, `${label} revised 16.02.2021 (CSV, 29KB)`]
      : [monthFile(month), `${label} (CSV, 29KB)`];
  });
  web.answerWith(AE_PAGE, page(months_));
  const beds = Array.from({ length: quarters }, (_, index): [string, string] => [
    bedsFile(index + 1),
    `NHS organisations in England, Quarter ${index + 1}, ${YEAR} (XLS, 140KB)`,
  ]);
  web.answerWith(BEDS_PAGE, page(beds));
  web.answerWith(REVISED_DECEMBER, { status: 200, body: revisedDecember(web) });
}

/** One trust had a hundred attendances more. */
function revisedDecember(web: SmallWeb): string {
  return changeCsvAndTotal(web.right(monthFile(8)).toString(), ({ cells, orgCode }) =>
    orgCode === 'RJ1'
      ? cells.map((cell, column) => (column === FIRST_FIGURE ? String(Number(cell) + 100) : cell))
      : cells,
  );
}

function page(links: readonly (readonly [string, string])[]): {
  status: number;
  contentType: string;
  body: string;
} {
  const list = links.map(([url, text]) => `<p><a href="${url}">${text}</a></p>`).join('\n');
  return {
    ...{ status: 200, contentType: 'text/html; charset=utf-8' },
    body: `<!doctype html><html><body><main><article>${list}</article></main></body></html>`,
  };
}

function publicationOf(url: string): string {
  if (/\/ods\//.test(url)) return 'ods';
  if (/TAC|tac-data/.test(url)) return 'tac';
  return /bed/i.test(url) ? 'beds' : 'ae-monthly';
}

/** A webhook that takes everything. */
async function startWebhook(): Promise<{
  url: string;
  texts: readonly string[];
  close: () => Promise<void>;
}> {
  const texts: string[] = [];
  const hook = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      texts.push((JSON.parse(Buffer.concat(pieces).toString()) as { text: string }).text);
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  const { port } = hook.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    texts,
    close: () =>
      new Promise((resolve) => {
        hook.close(() => resolve());
        hook.closeAllConnections();
      }),
  };
}

function weekdays(first: string, last: string): readonly string[] {
  const days: string[] = [];
  for (let time = Date.parse(first); time <= Date.parse(last); time += 86_400_000) {
    const day = new Date(time);
    if (day.getUTCDay() % 6 !== 0) days.push(day.toISOString().slice(0, 10));
  }
  return days;
}
