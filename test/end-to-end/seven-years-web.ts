/**
 * The publishers’ web for the seven years 2017-18 to 2023-24: pages with what
 * else stands on them, files in the layout of each year, and the answers, worked out apart from the product.
 */
import type { TacLine } from '../fixtures/tac-workbook/spec.ts';
import { type Mirror, type MirrorAnswer, startMirror } from '../mirror/mirror-server.ts';
import { ACCOUNTS, REPLACED } from './seven-years/accounts-links.ts';
import { accountsFile } from './seven-years/accounts.ts';
import { aeCsv, aeXls, halfCsv } from './seven-years/ae-file.ts';
import { bedsFile } from './seven-years/beds-file.ts';
import { YEARS } from './seven-years/calendar.ts';
import { aeMonths, BEDS } from './seven-years/links.ts';
import { odsFiles } from './seven-years/ods-files.ts';
import { DECOYS, pages, REDIRECTS } from './seven-years/pages.ts';
import { PUBLICATIONS } from './seven-years/publications.ts';

export { trustYears } from './seven-years/answers.ts';

/** Files that must not be loaded, nor even asked for. */
export function unwantedFiles(): readonly string[] {
  const others = PUBLICATIONS.flatMap(({ files }) => files).filter((file) => !file.loadedAs && !file.opened);
  return [...DECOYS, ...others.map(({ url }) => url)];
}

/** `dataset period url` of every file that must be loaded, and no other. */
export function wantedFiles(): readonly string[] {
  return [
    ...ACCOUNTS.map((file) => `tac ${file.fy} ${file.url}`),
    ...[...odsFiles().keys()].map((url) => `ods ${/(\w+)\.zip$/.exec(url)?.[1] ?? ''} ${url}`),
    ...BEDS.map((one) => `beds ${one.period} ${one.wanted.url}`),
    ...YEARS.flatMap(aeMonths).map((one) => `ae-monthly ${one.period} ${one.wanted.url}`),
    ...PUBLICATIONS.flatMap(({ files }) =>
      files.flatMap((file) => (file.loadedAs ?? []).map((slot) => `${slot} ${file.url}`)),
    ),
  ];
}

/** Starts it; `lines` makes the accounts as large as is wanted. Files are made when they are first asked for. */
export async function startSevenYearsWeb(lines?: (fy: string) => readonly TacLine[]): Promise<Mirror> {
  const made = new Map<string, Buffer>();
  const makers = fileMakers(lines);
  const html = new Map([...pages(), ...PUBLICATIONS.flatMap((one) => one.pages)]);
  return await startMirror((url): MirrorAnswer | undefined => {
    const page = html.get(url);
    if (page !== undefined)
      return {
        status: 200,
        contentType: url.endsWith('.json') ? 'application/json' : 'text/html; charset=UTF-8',
        body: page,
      };
    const location = REDIRECTS.get(url);
    if (location !== undefined) return { status: 301, headers: { location } };
    const make = makers.get(url);
    if (!make) return undefined;
    const body = made.get(url) ?? make();
    made.set(url, body);
    return { status: 200, contentType: contentType(url), body };
  });
}

function fileMakers(lines?: (fy: string) => readonly TacLine[]): ReadonlyMap<string, () => Buffer> {
  const decoy = (): Buffer => bedsFile({ quarter: '2022-23Q2', firstIssue: true });
  return new Map<string, () => Buffer>([
    ...PUBLICATIONS.flatMap(({ files }) => files.map((file) => [file.url, file.make] as const)),
    ...DECOYS.map((url) => [url, decoy] as const),
    ...[...ACCOUNTS, REPLACED].map(
      ({ fy, sector, url }) => [url, () => accountsFile(fy, sector, lines?.(fy))] as const,
    ),
    ...[...odsFiles()].map(([url, bytes]) => [url, () => bytes] as const),
    ...BEDS.flatMap((one) => [
      [one.wanted.url, () => bedsFile({ quarter: one.period })] as const,
      ...one.others.map(
        (other) =>
          [
            other.url,
            () => bedsFile({ quarter: one.period, dayOnly: other.what === 'day-only', firstIssue: true }),
          ] as const,
      ),
    ]),
    ...YEARS.flatMap(aeMonths).flatMap((one) => [
      [one.wanted.url, () => aeFile(one.period, one.wanted.url)] as const,
      ...one.others.map((other) => [other.url, () => otherAeFile(one.period, other.what)] as const),
    ]),
  ]);
}

/** The file of a month at an address of the web. */
export function aeFile(month: string, url: string): Buffer {
  if (url.endsWith('.csv')) return aeCsv(month);
  return aeXls(month, '', url.endsWith('.xlsx') ? 'xlsx' : 'biff8');
}

function otherAeFile(month: string, what: string): Buffer {
  if (what === 'att' || what === 'adm') return halfCsv(month, what);
  return what === 'xls' ? aeXls(month, 'workbook') : aeCsv(month, 'first issue');
}

function contentType(url: string): string {
  if (url.endsWith('.csv')) return 'text/csv';
  if (url.endsWith('.xls')) return 'application/vnd.ms-excel';
  if (url.endsWith('.zip')) return 'application/zip';
  return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
}
