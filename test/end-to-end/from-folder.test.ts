/** Files a person downloaded by hand: odd names, nested, zipped, twice, and some that are nothing. One run, as a child process. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { createZip } from '../fixtures/tac-workbook/zip-writer.ts';
import { type Ended, runCommand, startCommand } from './command-line.ts';
import { published } from './published.ts';
import { accountsWorkbook, bedsWorkbook, DATASETS, YEAR, zipOf } from './small-web.ts';

const sample = (name: string): string =>
  fileURLToPath(new URL(`../../sample/files/${name}`, import.meta.url));

describe('a folder of downloads', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'from-folder-'));
  const dataDir = mkdtempSync(join(tmpdir(), 'from-folder-data-'));
  let ended: Ended | undefined;

  const put = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  };
  const copy = (name: string, from: string): void => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(sample(from), join(folder, name));
  };
  const run = async (): Promise<Ended> =>
    await runCommand([
      ...['run', '--years', YEAR, '--datasets', DATASETS, '--on-failure', 'skip'],
      ...['--data-dir', dataDir, '--from-folder', folder],
    ]);
  const screen = (): string => ended?.stdout ?? '';

  before(async () => {
    copy('beds/what is this? #1 100%.xlsx', '2021-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx');
    copy('a/b/c/d/e/Copy of download (3).csv', 'ae_2020_05.csv');
    copy('x%23y.txt', 'ae_2020_06.csv');
    copy('März 2019 final FINAL.csv', 'ae_2020_07.csv');
    copy('no-extension', 'etr-2025-12-incl-closed.csv');
    zipFiles('my a&e months.zip', {
      'deep/one.csv': readFileSync(sample('ae_2020_08.csv'), 'utf8'),
      'deep/two.csv': readFileSync(sample('ae_2020_09.csv'), 'utf8'),
      'three.csv': readFileSync(sample('ae_2020_10.csv'), 'utf8'),
      'shopping.csv': 'what,price\nmilk,2\n',
    });

    const april = readFileSync(sample('ae_2020_04.csv'), 'utf8');
    put('april/ae-april-2020.csv', oneMoreAtBarts(april, -50));
    put('april/ae-april-2020-revised-180521.csv', april);
    const november = readFileSync(sample('ae_2020_11.csv'), 'utf8');
    put('november/aaa.csv', november);
    put('november/bbb.csv', oneMoreAtBarts(november, -50));
    copy('december.csv', 'ae_2020_12.csv');
    copy('again/december.csv', 'ae_2020_12.csv');

    put('TAC_trusts_2020-21.xlsx', accountsWorkbook('Trust'));
    put('foundation trusts.xlsx', accountsWorkbook('FT'));
    put('day.xlsx', await dayOnly());
    put('forms/illustrative.xlsx', await blankForm());

    put('README.txt', 'These are the files I downloaded on Monday.\nThe other ones are with Jane.\n');
    put('~$lock.xlsx', 'x');
    put('beds q2.xlsx', '<!doctype html><html><title>Page not found</title><body>Sorry</body></html>');
    put('empty.csv', '');
    put('photos.zip', zipOf('holiday.txt', 'no table'));
    put('half.xlsx', (await bedsWorkbook(3)).subarray(0, 3000));
    ended = await run();
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  });

  function zipFiles(name: string, members: Readonly<Record<string, string>>): void {
    const zip = createZip(join(folder, name));
    for (const [member, text] of Object.entries(members)) zip.add(member, [text]);
    zip.close();
  }

  it('ends with a table and named gaps', () => {
    assert.equal(ended?.code, 2, screen() + (ended?.stderr ?? ''));
  });

  it('files are known by what is in them, whatever they are called and however deep they lie', async () => {
    const files = await published(
      dataDir,
      `select dataset, period, file_name from source_file where status = 'loaded' order by dataset, period`,
    );
    assert.deepEqual(
      files.map(
        (file) => `${String(file['dataset'])} ${String(file['period'])}: ${String(file['file_name'])}`,
      ),
      [
        'ae-monthly 2020-04: ae-april-2020-revised-180521.csv',
        'ae-monthly 2020-05: Copy of download (3).csv',
        'ae-monthly 2020-06: x%23y.txt',
        'ae-monthly 2020-07: März 2019 final FINAL.csv',
        'ae-monthly 2020-08: my a&e months.zip',
        'ae-monthly 2020-09: my a&e months.zip',
        'ae-monthly 2020-10: my a&e months.zip',
        'ae-monthly 2020-12: december.csv',
        'beds 2020-21Q1: what is this? #1 100%.xlsx',
        'ods etr: no-extension',
        'tac 2020-21: TAC_trusts_2020-21.xlsx',
      ],
    );
  });

  it('each month of a zip has its own figures', async () => {
    const rows = await published(
      dataDir,
      `select period, value from observation where org_code = 'R1H' and measure = 'attendances_type1'
       and period in ('2020-08', '2020-09', '2020-10') order by period`,
    );
    const wanted = ['2020_08', '2020_09', '2020_10'].map((month) => typeOneAtBarts(`ae_${month}.csv`));
    assert.deepEqual(
      rows.map((row) => row['value']),
      wanted,
    );
  });

  it('a revised file goes before the first one', async () => {
    const [row] = await published(
      dataDir,
      `select value from observation where org_code = 'R1H' and measure = 'attendances_type1' and period = '2020-04'`,
    );
    assert.equal(row?.['value'], typeOneAtBarts('ae_2020_04.csv'));
  });

  it('two different files of one month that nothing tells apart are a named gap, not a guess', () => {
    assert.match(screen(), /ae-monthly 2020-11: .*aaa\.csv.*bbb\.csv/s);
  });

  it('accounts without a year in their name are listed with the remedy', () => {
    assert.match(
      screen(),
      /foundation trusts\.xlsx: .*no financial year; rename it like TAC_FTs_2019-20\.xlsx/,
    );
  });

  it('what is not recognised is listed with the reason, all of it', () => {
    for (const line of [
      /day\.xlsx: .+/,
      /forms\/illustrative\.xlsx: .*blank illustrative form/,
      /README\.txt: .+/,
      /~\$lock\.xlsx: a lock file of Excel/,
      /beds q2\.xlsx: .*web page \(HTML\)/,
      /empty\.csv: it is empty/,
      /photos\.zip: .*zip archive without/,
      /half\.xlsx: .+/,
      /my a&e months\.zip, shopping\.csv: .+/,
    ]) {
      assert.match(screen(), line);
    }
  });

  it('no cell of another month, day beds or doubtful file is in the table', async () => {
    const [barts] = await published(
      dataDir,
      `select beds_status, ae_attendances_status, turnover_status from trust_year where org_code = 'R1H'`,
    );
    assert.deepEqual(barts, {
      beds_status: 'partial',
      ae_attendances_status: 'partial',
      turnover_status: 'reported',
    });
    const trusts = await published(dataDir, `select org_code from trust_year order by org_code`);
    assert.deepEqual(
      trusts.map((row) => row['org_code']),
      ['R1H', 'RX9'],
    );
    const periods = await published(
      dataDir,
      `select periods_reported from trust_activity where org_code = 'R1H' and measure = 'ae_attendances'`,
    );
    assert.deepEqual(periods, [{ periods_reported: 8 }]);
  });
});

describe('a folder that somebody completes while the run waits', function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), 'from-folder-wait-'));
  const dataDir = mkdtempSync(join(tmpdir(), 'from-folder-wait-data-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('a retry looks into the folder again', async () => {
    writeFileSync(join(folder, 'TAC_trusts_2020-21.xlsx'), accountsWorkbook('Trust'));
    const args = [
      'run',
      '--years',
      YEAR,
      '--datasets',
      'tac',
      '--data-dir',
      dataDir,
      '--from-folder',
      folder,
    ];
    const run = startCommand(args);
    await run.printed(/NEEDS ATTENTION: tac 2020-21\n +tac 2020-21 FT: No file in the folder is this one/);
    writeFileSync(join(folder, 'TAC_FTs_2020-21.xlsx'), accountsWorkbook('FT'));
    const retried = await runCommand(['retry', 'tac', YEAR, '--data-dir', dataDir]);
    assert.equal(retried.code, 0, retried.stderr);
    const ended = await run.ended;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    const [row] = await published(dataDir, 'select count(*)::int as n from trust_year');
    assert.deepEqual(row, { n: 5 });
  });
});

/** Type 1 attendances of Barts and of the total, both changed by as many: the file stays true to itself. */
function oneMoreAtBarts(csv: string, by: number): string {
  return csv
    .split('\r\n')
    .map((line) => {
      const cells = line.split(',');
      if (cells[1] !== 'R1H' && !/total/i.test(cells.slice(0, 4).join(' '))) return line;
      return cells.map((cell, index) => (index === 4 ? String(Number(cell) + by) : cell)).join(',');
    })
    .join('\r\n');
}

function typeOneAtBarts(name: string): number {
  const line = readFileSync(sample(name), 'utf8')
    .split(/\r?\n/)
    .find((one) => one.includes(',R1H,'));
  return Number(line?.split(',')[4]);
}

/** The day-only twin of KH03: the same headings of organisations under another title. */
async function dayOnly(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await bedsWorkbook(2)).buffer as ArrayBuffer);
  const sheet = book.getWorksheet('NHS Trust by Sector');
  assert.ok(sheet);
  sheet.getCell('C2').value = 'Average daily number of available and occupied beds open day only by sector';
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** What is published beside the accounts to explain the codes: the form, without figures. */
async function blankForm(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const name of ['Illustrative TACs file', 'TAC02 SoCI', 'TAC08 Op Exp']) {
    book.addWorksheet(name).getCell('A1').value = 'Illustrative TAC file for 2020/21';
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}
