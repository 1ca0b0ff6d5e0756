/**
 * The publishers' web of the seven years with files as large as the real ones: the web of the tests, its files filled up.
 * They are made once, into a folder for temporary files, and kept there for the next run.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IncomingMessage } from 'node:http';
import type { Mirror, MirrorAnswer } from '../../test/mirror/mirror-server.ts';
import { startMirror } from '../../test/mirror/mirror-server.ts';
import { ACCOUNTS } from '../../test/end-to-end/seven-years/accounts-links.ts';
import type { WebFile } from '../../test/end-to-end/seven-years/publication.ts';
import { PUBLICATIONS } from '../../test/end-to-end/seven-years/publications.ts';
import { startSevenYearsWeb } from '../../test/end-to-end/seven-years-web.ts';
import { accountsOfSize } from './accounts-of-size.ts';
import { PRACTICE_LIST_PAGES, PRACTICE_LISTS } from './practice-lists.ts';
import { enlargerOf } from './real-sizes.ts';

/** Another one where files are made differently. */
const VERSION = 2;
const FOLDER = join(tmpdir(), `full-size-web-${VERSION}`);

export interface FullSizeWeb extends Mirror {
  /** Bytes of the files of real size. */
  readonly bytes: number;
}

export async function startFullSizeWeb(say: (line: string) => void): Promise<FullSizeWeb> {
  const files = new Map(largeFiles().map((file) => [file.url, keptFile(file, say)]));
  const pages = new Map(PRACTICE_LIST_PAGES);
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
    },
  };
}

interface KeptFile {
  readonly path: string;
  readonly etag: string;
  readonly bytes: number;
}

function largeFiles(): readonly WebFile[] {
  const accounts = ACCOUNTS.map(({ url, fy, sector }) => ({ url, make: () => accountsOfSize(fy, sector) }));
  const yearly = PUBLICATIONS.flatMap(({ files }) => files).flatMap((file): WebFile[] => {
    const [dataset = ''] = file.loadedAs?.[0]?.split(' ') ?? [];
    const enlarge = enlargerOf(dataset, file.url);
    return enlarge ? [{ url: file.url, make: () => enlarge(file.make()) }] : [];
  });
  return [...accounts, ...yearly, ...PRACTICE_LISTS];
}

function keptFile({ url, make }: WebFile, say: (line: string) => void): KeptFile {
  mkdirSync(FOLDER, { recursive: true });
  const etag = createHash('sha256').update(url).digest('hex').slice(0, 20);
  const path = join(FOLDER, etag);
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
