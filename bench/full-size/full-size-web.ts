/**
 * The publishers' web of the seven years with files as large as the real ones: the web of the tests, its files filled up.
 * They are made once, into a folder for temporary files, and kept there for the next run.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import { type Mirror, type MirrorAnswer, startMirror } from '../../test/mirror/mirror-server.ts';
import { ACCOUNTS } from '../../test/end-to-end/seven-years/accounts-links.ts';
import type { WebFile } from '../../test/end-to-end/seven-years/publication.ts';
import { PUBLICATIONS } from '../../test/end-to-end/seven-years/publications.ts';
import { bedsFile } from '../../test/end-to-end/seven-years/beds-file.ts';
import { type Year, YEARS } from '../../test/end-to-end/seven-years/calendar.ts';
import { aeMonths, BEDS } from '../../test/end-to-end/seven-years/links.ts';
import { aeFile, startSevenYearsWeb } from '../../test/end-to-end/seven-years-web.ts';
import { accountsOfSize } from './accounts-of-size.ts';
import { PRACTICE_LIST_PAGES, PRACTICE_LISTS } from './practice-lists.ts';
import { type Size, enlargerOf, REAL, SMALL } from './real-sizes.ts';

/** Another one where files are made differently. */
const VERSION = 4;

export interface FullSizeWeb extends Mirror {
  /** Bytes of the files of real size. */
  readonly bytes: number;
}

/** @param small a few of everything, made anew; the practice lists and the accounts are then those of the tests */
export async function startFullSizeWeb(
  say: (line: string) => void,
  {
    small: fewOnly = false,
    years = YEARS,
  }: { readonly small?: boolean; readonly years?: readonly string[] } = {},
): Promise<FullSizeWeb> {
  const folder = fewOnly
    ? mkdtempSync(join(tmpdir(), 'small-web-'))
    : join(tmpdir(), `full-size-web-${VERSION}`);
  const makers = fewOnly ? tables(SMALL, years) : [...accounts(), ...tables(REAL, years), ...PRACTICE_LISTS];
  const files = new Map(makers.map((file) => [file.url, keptFile(file, folder, say)]));
  const pages = new Map(fewOnly ? [] : PRACTICE_LIST_PAGES);
  const small = await startSevenYearsWeb();
  const mirror = await startMirror(async (url, request): Promise<MirrorAnswer | undefined> => {
    const file = files.get(url);
    if (file) return answerWith(file, request);
    const page = pages.get(url);
    if (page !== undefined) return { status: 200, contentType: 'text/html; charset=UTF-8', body: page };
    return await fromSmall(small, url);
  });
  return {
    ...mirror,
    bytes: [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0),
    close: async () => {
      await mirror.close();
      await small.close();
      if (fewOnly) rmSync(folder, { recursive: true });
    },
  };
}

interface KeptFile {
  readonly path: string;
  readonly etag: string;
  readonly bytes: number;
}

type Made = Pick<WebFile, 'url' | 'make'>;

function accounts(): readonly Made[] {
  return ACCOUNTS.map(({ url, fy, sector }) => ({ url, make: () => accountsOfSize(fy, sector) }));
}

/** Every other publication's files in which organisations stand. */
function tables(size: Size, years: readonly string[]): readonly Made[] {
  const known = [
    ...BEDS.map(({ period, wanted: { url } }) => ({
      ...{ dataset: 'beds', fy: period.slice(0, 7), url },
      make: () => bedsFile({ quarter: period }),
    })),
    ...YEARS.flatMap((fy) =>
      aeMonths(fy).map(({ period, wanted: { url } }) => ({
        ...{ dataset: 'ae-monthly', fy, url },
        make: () => aeFile(period, url),
      })),
    ),
    ...PUBLICATIONS.flatMap(({ files }) =>
      files.flatMap(({ url, make, loadedAs }) => {
        const [dataset = '', period = ''] = loadedAs?.[0]?.split(' ') ?? [];
        return dataset === '' ? [] : [{ dataset, fy: period.slice(0, 7), url, make }];
      }),
    ),
  ];
  return known.flatMap(({ dataset, fy, url, make }) => {
    const year = YEARS.find((known) => known === fy) ?? yearOfMonth(fy);
    const enlarge = year && years.includes(year) ? enlargerOf(dataset, url, year, size) : undefined;
    return enlarge ? [{ url, make: () => enlarge(make()) }] : [];
  });
}

/** `2019-02` belongs to 2018-19. */
function yearOfMonth(month: string): Year | undefined {
  const start = Number(month.slice(0, 4)) - (Number(month.slice(5)) < 4 ? 1 : 0);
  return YEARS.find((fy) => fy.startsWith(String(start)));
}

function keptFile({ url, make }: Made, folder: string, say: (line: string) => void): KeptFile {
  mkdirSync(folder, { recursive: true });
  const etag = createHash('sha256').update(url).digest('hex').slice(0, 20);
  const path = join(folder, etag);
  if (!existsSync(path)) {
    const bytes = make();
    writeFileSync(`${path}.unfinished`, bytes);
    renameSync(`${path}.unfinished`, path);
    say(`made ${url}, ${(bytes.length / 1e6).toFixed(1)} MB`);
  }
  return { path, etag: `"${etag}"`, bytes: readFileSync(path).length };
}

/** Asked again, it costs nothing: the tag is of the address, for the files stay as they are. */
function answerWith({ path, etag }: KeptFile, request: IncomingMessage): MirrorAnswer {
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return {
    status: 200,
    contentType: 'application/octet-stream',
    headers: { etag },
    body: readFileSync(path),
  };
}

async function fromSmall(small: Mirror, url: string): Promise<MirrorAnswer> {
  const { host, pathname, search } = new URL(url);
  const answer = await fetch(`${small.url}/${host}${pathname}${search}`, { redirect: 'manual' });
  const location = answer.headers.get('location');
  return {
    status: answer.status,
    contentType: answer.headers.get('content-type') ?? '',
    ...(location !== null && { headers: { location } }),
    body: new Uint8Array(await answer.arrayBuffer()),
  };
}
