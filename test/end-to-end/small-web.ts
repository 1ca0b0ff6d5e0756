/** A publishers' web of one year, small enough to break in every way: real A&E files, made-up beds and accounts. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kh03 } from '../beds/four-trusts.ts';
import { type Mirror, type MirrorAnswer, startMirror } from '../mirror/mirror-server.ts';
import { mainTacLines } from '../fixtures/tac-workbook/tac-lines.ts';
import type { TacWorkbookSpec } from '../fixtures/tac-workbook/spec.ts';
import { tacWorkbook } from '../fixtures/tac-workbook/write-tac-workbook.ts';
import { createZip } from '../fixtures/tac-workbook/zip-writer.ts';

export const YEAR = '2020-21';
export const DATASETS = 'tac,ods,beds,ae-monthly';

const SITE = 'https://www.england.nhs.uk';
const AREA = `${SITE}/statistics/statistical-work-areas`;
const UPLOADS = `${SITE}/statistics/wp-content/uploads/sites/2`;
export const TAC_PAGE = `${SITE}/financial-accounting-and-reporting/nhs-providers-tac-data-publications/`;
export const BEDS_PAGE = `${AREA}/bed-availability-and-occupancy/bed-data-overnight/`;
const AE_LANDING = `${AREA}/ae-waiting-times-and-activity/`;
export const AE_PAGE = `${AE_LANDING}ae-attendances-and-emergency-admissions-${YEAR}/`;

const MONTHS = [
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
  'January',
  'February',
  'March',
];

export const FT_WORKBOOK = `${SITE}/wp-content/uploads/2022/03/TAC-data-published-in-NHS-foundation-trust-accounts-for-${YEAR}.xlsx`;
export const TRUST_WORKBOOK = `${SITE}/wp-content/uploads/2022/03/TAC-data-published-in-NHS-trust-accounts-for-${YEAR}.xlsx`;

/** Address of the revised file of a quarter. */
export function bedsFile(quarter: number): string {
  return `${UPLOADS}/2021/11/Beds-Open-Overnight-Web_File-Q${quarter}-${YEAR}-Final-1.xlsx`;
}
/** Address of the first file of a quarter, still linked beside the revised one. */
export function firstBedsFile(quarter: number): string {
  return `${UPLOADS}/2020/11/Beds-Open-Overnight-Web_File-Q${quarter}-${YEAR}-Final-XCVFG.xlsx`;
}
/** Address of a month's csv; 0 is April. */
export function monthFile(month: number): string {
  return `${UPLOADS}/2021/05/Monthly-AE-${MONTHS[month] ?? ''}-${month < 9 ? 2020 : 2021}.csv`;
}

/** An answer, or what makes one when it is asked: a promise keeps whoever asks waiting. */
type Answered = MirrorAnswer | (() => MirrorAnswer | Promise<MirrorAnswer>);

export interface SmallWeb extends Mirror {
  /** Puts an answer in place of what an address gives; undefined puts the right one back. */
  readonly answerWith: (url: string, answer: Answered | undefined) => void;
  /** The right answer of an address, to be damaged by a test. */
  readonly right: (url: string) => Buffer;
}

/** Starts it. Nothing in it changes unless a test says so. */
export async function startSmallWeb(): Promise<SmallWeb> {
  const files = await makeFiles();
  const changed = new Map<string, Answered>();
  const mirror = await startMirror((url) => {
    const other = changed.get(url);
    if (other) return typeof other === 'function' ? other() : other;
    const body = files.get(url);
    if (body === undefined) return undefined;
    return {
      status: 200,
      body,
      ...(typeof body === 'string' && { contentType: 'text/html; charset=utf-8' }),
    };
  });
  return {
    ...mirror,
    requests: mirror.requests,
    answerWith: (url, answer) => {
      if (answer === undefined) changed.delete(url);
      else changed.set(url, answer);
    },
    right: (url) => Buffer.from(files.get(url) ?? ''),
  };
}

/** An accounts workbook of the small web, with whatever a test wants wrong in it. */
export function accountsWorkbook(sector: 'FT' | 'Trust', spec: Partial<TacWorkbookSpec> = {}): Buffer {
  const listed = (code: string, type: string): { code: string; region: string; type: string } => ({
    code,
    region: 'Midlands',
    type,
  });
  return tacWorkbook({
    fy: YEAR,
    sector,
    lines: mainTacLines(YEAR),
    organisations:
      sector === 'Trust'
        ? [
            { name: 'Barts Health NHS Trust', listed: listed('R1H', 'Acute') },
            { name: 'East Midlands Ambulance Service NHS Trust', listed: listed('RX9', 'Ambulance') },
          ]
        : [
            { name: "Guy's and St Thomas' NHS Foundation Trust", listed: listed('RJ1', 'Acute') },
            {
              name: 'Nottinghamshire Healthcare NHS Foundation Trust',
              listed: listed('RHA', 'Mental Health'),
            },
            {
              name: 'Lancashire & South Cumbria NHS Foundation Trust',
              listed: listed('RW5', 'Mental Health'),
            },
          ],
    ...spec,
  });
}

/** A bed workbook of the small web. */
export async function bedsWorkbook(
  quarter: number,
  edit?: Parameters<typeof kh03>[0]['edit'],
): Promise<Buffer> {
  const made = await kh03({ quarter: `${YEAR}Q${quarter}`, ...(edit && { edit }) });
  return Buffer.from(made.bytes);
}

async function makeFiles(): Promise<ReadonlyMap<string, string | Buffer>> {
  const sample = fileURLToPath(new URL('../../sample/files', import.meta.url));
  const files = new Map<string, string | Buffer>();
  const page = (links: readonly (readonly [string, string])[]): string =>
    `<!doctype html><html><body><main><article>${links.map(([url, text]) => `<p><a href="${url}">${text}</a></p>`).join('\n')}</article></main></body></html>`;

  files.set(TRUST_WORKBOOK, accountsWorkbook('Trust'));
  files.set(FT_WORKBOOK, accountsWorkbook('FT'));
  files.set(
    TAC_PAGE,
    page([
      [TRUST_WORKBOOK, 'TAC data published in NHS trusts’ accounts for 2020/21'],
      [FT_WORKBOOK, 'TAC data published in NHS foundation trusts’ accounts for 2020/21'],
    ]),
  );

  const quarters = [1, 2, 3, 4];
  for (const quarter of quarters) {
    files.set(bedsFile(quarter), await bedsWorkbook(quarter));
    files.set(
      firstBedsFile(quarter),
      await bedsWorkbook(quarter, (sheet) => (sheet.getCell('C9').value = '')),
    );
  }
  const text = (quarter: number): string => `NHS organisations in England, Quarter ${quarter}, ${YEAR}`;
  files.set(
    BEDS_PAGE,
    page(
      quarters.flatMap((quarter) => [
        [bedsFile(quarter), `${text(quarter)} (revised 24.11.2021) (XLS, 140KB)`] as const,
        [firstBedsFile(quarter), `${text(quarter)} (XLS, 139KB)`] as const,
      ]),
    ),
  );

  const months = MONTHS.map(
    (name, month) =>
      [monthFile(month), `Monthly A&amp;E ${name} ${month < 9 ? 2020 : 2021} (CSV, 29KB)`] as const,
  );
  files.set(AE_LANDING, page([[AE_PAGE, `Monthly A&amp;E Attendances and Emergency Admissions ${YEAR}`]]));
  files.set(AE_PAGE, page(months));
  MONTHS.forEach((_, month) => {
    const name = `ae_${month < 9 ? 2020 : 2021}_${String(((month + 3) % 12) + 1).padStart(2, '0')}.csv`;
    files.set(monthFile(month), readFileSync(join(sample, name)));
  });

  const etr = readFileSync(join(sample, 'etr-2025-12-incl-closed.csv'), 'utf8');
  const ect = etr
    .split('\r\n')
    .slice(0, 1)
    .join('')
    .replace(/^"[^"]+","[^"]+"/, '"TAF","CAMDEN AND ISLINGTON NHS FOUNDATION TRUST"');
  for (const [stem, content] of Object.entries({
    etr,
    ect: `${ect}\r\n`,
    succ: '"RVJ","RA7","R","20260701",""\r\n',
    succarc: '"RD3","R0D","R","20201001",""\r\n"RDZ","R0D","R","20201001",""\r\n',
  })) {
    files.set(`https://files.digital.nhs.uk/assets/ods/current/${stem}.zip`, zipOf(`${stem}.csv`, content));
  }
  return files;
}

/** A zip with one member. */
export function zipOf(name: string, content: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'small-web-'));
  const path = join(folder, 'one.zip');
  const zip = createZip(path);
  zip.add(name, [content]);
  zip.close();
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}
