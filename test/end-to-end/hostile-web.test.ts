/** A web that lies: many breakages in one run, each refused by name, and no figure of theirs in the table. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateWhole } from '../../spreadsheet/inflate.ts';
import { ARCHIVE_LIMITS } from '../../spreadsheet/limits.ts';
import { readZipDirectory } from '../../spreadsheet/zip-directory.ts';
import { zipFile } from '../spreadsheet/zip-file.ts';
import { changeCsv, changeCsvAndTotal, FIRST_FIGURE } from './change-csv.ts';
import { runCommand } from './command-line.ts';
import { published } from './published.ts';
import {
  type SmallWeb,
  bedsFile,
  bedsWorkbook,
  DATASETS,
  firstBedsFile,
  FT_WORKBOOK,
  monthFile,
  startSmallWeb,
  YEAR,
} from './small-web.ts';

const ODS = 'https://files.digital.nhs.uk/assets/ods/current';

describe('a hostile web', function () {
  this.timeout(180_000);
  let web: SmallWeb;
  let dataDir: string;

  before(async () => {
    web = await startSmallWeb();
  });
  after(async () => await web.close());
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'hostile-web-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const run = async (): Promise<string> => {
    const args = ['run', '--years', YEAR, '--datasets', DATASETS, '--on-failure', 'skip', '--json'];
    const ended = await runCommand([...args, '--data-dir', dataDir], { NHS_MIRROR_URL: web.url });
    assert.equal(ended.code, 2, ended.stdout + ended.stderr);
    return ended.stdout;
  };
  const serve = (url: string, body: string | Uint8Array, more: Record<string, string> = {}): void =>
    web.answerWith(url, { status: 200, body, headers: more });
  const redirect = (url: string, to: string): void =>
    web.answerWith(url, { status: 302, headers: { location: to } });
  const serveQuarter = async (quarter: number, edit: Parameters<typeof bedsWorkbook>[1]): Promise<void> => {
    const body = await bedsWorkbook(quarter, edit);
    for (const url of [bedsFile(quarter), firstBedsFile(quarter)]) serve(url, body);
  };
  /** Reasons by dataset and period, as published. */
  const refusals = async (): Promise<Readonly<Record<string, string>>> => {
    const rows = await published(
      dataDir,
      `select dataset || ' ' || period as what, string_agg(distinct reason, ' | ' order by reason) as why
       from source_file where status = 'refused' group by all`,
    );
    return Object.fromEntries(rows.map((row) => [String(row['what']), String(row['why'])]));
  };

  it('bombs, traps of addresses and of XML are refused by name before they cost anything', async () => {
    serve(`${ODS}/etr.zip`, bomb('etr.csv'));
    serve(FT_WORKBOOK, bomb('xl/worksheets/sheet1.xml', '[Content_Types].xml'));
    const doctype = withDoctype(await bedsWorkbook(1));
    for (const url of [bedsFile(1), firstBedsFile(1)]) serve(url, doctype);
    await serveQuarter(3, (sheet) => {
      for (const row of [16, 18, 19, 20, 21]) sheet.getCell(row, 2).value = '2019-20';
    });
    redirect(monthFile(0), 'http://169.254.169.254/latest/meta-data/');
    redirect(monthFile(1), 'https://files.example.org/ae.csv');
    redirect(monthFile(2), `${monthFile(2)}?again=1`);
    redirect(`${monthFile(2)}?again=1`, monthFile(2));
    let turn = 0;
    for (let hop = 0; hop < 12; hop += 1) {
      const url = hop === 0 ? monthFile(3) : `${monthFile(3)}?hop=${hop}`;
      web.answerWith(url, () => {
        turn += 1;
        return { status: 301, headers: { location: `${monthFile(3)}?hop=${hop + 1}` } };
      });
    }
    serve(monthFile(4), 'Period,Org Code', { 'content-length': '2147483648' });
    serve(
      monthFile(5),
      '<!doctype html><html><head><title>Just a moment...</title></head><body>Enable JavaScript</body></html>',
    );
    const printed = await run();
    for (let month = 0; month < 6; month += 1) web.answerWith(monthFile(month), undefined);

    const why = await refusals();
    assert.match(why['ods etr'] ?? '', /bomb|times its zipped size|unpack/i);
    assert.match(why['tac 2020-21'] ?? '', /bomb|times its zipped size|unpack/i);
    assert.match(why['beds 2020-21Q1'] ?? '', /DOCTYPE|document type/i);
    assert.match(why['beds 2020-21Q3'] ?? '', /row 18 says "2019-20", "December", not 2020-21 Quarter 3/);
    assert.match(why['ae-monthly 2020-04'] ?? '', /169\.254\.169\.254/);
    assert.match(why['ae-monthly 2020-05'] ?? '', /files\.example\.org.*none of the publisher's sites/);
    assert.match(why['ae-monthly 2020-06'] ?? '', /in a circle/);
    assert.match(why['ae-monthly 2020-07'] ?? '', /leads on more than 6 times/);
    assert.match(why['ae-monthly 2020-08'] ?? '', /2147483648 bytes/);
    assert.match(why['ae-monthly 2020-09'] ?? '', /refuses automated requests.*--from-folder/);
    assert.ok(turn < 12, 'it is not followed for ever');
    assert.ok(!web.requests.some(({ url }) => /169\.254|example\.org/.test(url)), 'nobody else was asked');
    assert.match(printed, /"slot": "2020-21 FT"/);
    assert.deepEqual(await cells('R1H'), { beds: 1800.75, periods: 2, months: 6 });
    assert.deepEqual(await trusts(), ['R1H', 'RX9']);
  });

  it('files true to their own totals are still judged beside their neighbours', async () => {
    web.answerWith(FT_WORKBOOK, undefined);
    for (const url of [bedsFile(3), firstBedsFile(3)]) web.answerWith(url, undefined);
    for (const stem of ['etr', 'ect', 'succ', 'succarc']) {
      web.answerWith(`${ODS}/${stem}.zip`, {
        status: 403,
        contentType: 'text/html',
        body: '<title>Attention Required! | Cloudflare</title>',
      });
    }
    const right = (month: number): string => web.right(monthFile(month)).toString();
    const bad = (month: number, change: Parameters<typeof changeCsv>[1]): void =>
      serve(monthFile(month), changeCsv(right(month), change));
    bad(0, ({ cells, kind }) =>
      cells.map((cell, at) => (kind === 'total' && at === FIRST_FIGURE ? String(Number(cell) + 1000) : cell)),
    );
    serve(monthFile(1), web.right(monthFile(2)));
    bad(3, ({ cells, kind }) => [...cells, kind === 'headings' ? 'A&E attendances Type 4' : '7']);
    bad(5, ({ cells }) => cells.filter((_, at) => at !== 7));
    const slip = changeCsvAndTotal(right(6), ({ cells, orgCode, kind }) =>
      cells.map((cell, at) =>
        kind === 'organisation' && orgCode === 'RY5' && at === 12 ? `${cell}000` : cell,
      ),
    );
    serve(monthFile(6), slip);
    serve(
      monthFile(7),
      changeCsvAndTotal(right(7), (row) =>
        row.at % 3 === 1 && row.orgCode !== 'R1H' ? undefined : row.cells,
      ),
    );
    await serveQuarter(1, times(20, 1000));
    await serveQuarter(2, times(18, 0.001));
    await run();

    const why = await refusals();
    assert.match(
      why['ae-monthly 2020-04'] ?? '',
      /prints \d+ as the total of attendances_type1, but the rows add up to/,
    );
    assert.match(why['ae-monthly 2020-05'] ?? '', /JUNE-2020.*not May 2020/i);
    assert.match(why['ae-monthly 2020-07'] ?? '', /"A&E attendances Type 4" is not known/);
    assert.match(why['ae-monthly 2020-09'] ?? '', /Booked Appointments Type 1/);
    assert.match(why['ae-monthly 2020-10'] ?? '', /RY5 .*a slip of units or of a column/);
    assert.match(
      why['ae-monthly 2020-11'] ?? '',
      /of the \d+ organisations that every other period of the year has are not in/,
    );
    assert.match(
      why['beds 2020-21Q1'] ?? '',
      /RW5 available_total\) is 410000: no organisation has 10,000 beds/,
    );
    assert.match(why['beds 2020-21Q2'] ?? '', /R1H .*a slip of units or of a column/);
    for (const stem of ['etr', 'ect', 'succ', 'succarc']) {
      assert.match(
        why[`ods ${stem}`] ?? '',
        /files\.digital\.nhs\.uk refuses automated requests .*--from-folder/,
      );
    }
    assert.deepEqual(await cells('R1H'), { beds: 1800.75, periods: 2, months: 6 });
    assert.deepEqual(await trusts(), ['R1H', 'RHA', 'RJ1', 'RW5', 'RX9']);
  });

  async function cells(org: string): Promise<unknown> {
    const [row] = await published(
      dataDir,
      `select max(value) filter (measure = 'beds') as beds, max(periods_reported) filter (measure = 'beds')::int as periods,
         max(periods_reported) filter (measure = 'ae_attendances')::int as months
       from trust_activity where org_code = '${org}'`,
    );
    return row;
  }
  async function trusts(): Promise<readonly unknown[]> {
    return (await published(dataDir, 'select org_code from trust_year order by 1')).map(
      (row) => row['org_code'],
    );
  }
});

/** An archive whose one large member unpacks to a thousand times its zipped size. */
function bomb(member: string, ...others: readonly string[]): Buffer {
  return zipFile([
    ...others.map((name) => ({ name, content: '<Types/>' })),
    { name: member, content: Buffer.alloc(200 << 20, ' ') },
  ]);
}

/** The workbook with a document type in its first sheet, as an attack by entities begins. */
function withDoctype(workbook: Buffer): Buffer {
  const members = readZipDirectory(workbook, ARCHIVE_LIMITS).map((entry) => {
    const content = inflateWhole(entry, 1 << 24).toString('utf8');
    const attack = '<!DOCTYPE worksheet [<!ENTITY a "99999">]><worksheet';
    return {
      name: entry.name,
      content: entry.name.endsWith('sheet1.xml') ? content.replace('<worksheet', attack) : content,
    };
  });
  return zipFile(members);
}

/** Multiplies every bed of an organisation, and sets the England row to what the rows then add up to. */
function times(row: number, factor: number): Parameters<typeof bedsWorkbook>[1] {
  return (sheet) => {
    for (const column of [7, 8, 9, 10, 11, 13, 14, 15, 16, 17]) {
      const cell = sheet.getCell(row, column);
      const before = Number(cell.value);
      cell.value = before * factor;
      const england = sheet.getCell(16, column);
      england.value = Number(england.value) + before * (factor - 1);
    }
  };
}
