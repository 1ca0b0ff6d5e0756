import assert from 'node:assert/strict';
import { openSource } from '../../spreadsheet/open-source.ts';
import { assertRefusedLater } from './refused.ts';
import { xlsxFile } from './xlsx-file.ts';
import { zipFile } from './zip-file.ts';

const XLSX = xlsxFile({ rows: '<row><c><v>1</v></c></row>' });
const PAGE = '<!doctype html><html><body>Page not found</body></html>';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a downloaded file', () => {
  it('is opened as what it is, whatever it is called', async () => {
    const [workbook] = await openSource(XLSX, 'April.csv');
    assert.equal(workbook?.kind, 'xlsx');
    assert.equal(workbook.fileName, 'April.csv');
    const [table] = await openSource(bytes('a,b\n1,2\n'), 'folder/April.xls');
    assert.equal(table?.kind, 'csv');
    assert.equal(table.fileName, 'April.xls');
  });

  it('is opened once', async () => {
    const [source] = await openSource(XLSX, 'a.xlsx');
    assert.equal(source?.workbook(), source?.workbook());
  });

  it('that is a plain zip gives the tables inside, and leaves the rest', async () => {
    const zip = zipFile([
      { name: 'readme.txt', content: 'about, this' },
      { name: 'data/April.csv', content: 'a,b\n1,2\n' },
      { name: '__MACOSX/data/._April.csv', content: 'x\0y' },
      { name: 'data/logo.png', content: Buffer.from('89504e470d0a1a0a', 'hex') },
      { name: 'book', content: XLSX, stored: true },
    ]);
    const sources = await openSource(zip, 'all.zip');
    assert.deepEqual(
      sources.map(({ fileName, kind }) => [fileName, kind]),
      [
        ['April.csv', 'csv'],
        ['book', 'xlsx'],
      ],
    );
    assert.deepEqual(
      sources.map(({ workbook }) => Array.from(workbook().sheets[0]?.rows() ?? []).length),
      [2, 1],
    );
  });

  const refusals: readonly (readonly [
    what: string,
    file: Uint8Array,
    code: 'EMPTY' | 'HTML_INSTEAD_OF_FILE' | 'WRONG_TYPE' | 'UNSAFE_ARCHIVE' | 'UNREADABLE_FILE',
    words: RegExp,
  ])[] = [
    ['is empty', bytes(''), 'EMPTY', /x\.xlsx is empty/],
    ['is a web page', bytes(`\ufeff ${PAGE}`), 'HTML_INSTEAD_OF_FILE', /x\.xlsx is a web page/],
    ['is a PDF', bytes('%PDF-1.4'), 'WRONG_TYPE', /is a PDF/],
    ['is UTF-16 text', Buffer.from('\ufeffa,b', 'utf16le'), 'WRONG_TYPE', /UTF-16/],
    [
      'is a zip without a table',
      zipFile([{ name: 'readme.txt', content: 'hello' }]),
      'WRONG_TYPE',
      /it holds readme\.txt/,
    ],
    ['is an empty zip', zipFile([]), 'WRONG_TYPE', /it holds nothing/],
    [
      'is a zip in a zip',
      zipFile([{ name: 'inner.zip', content: zipFile([{ name: 'a.csv', content: 'a' }]) }]),
      'UNSAFE_ARCHIVE',
      /zip archive inside a zip archive/,
    ],
    [
      'is a zip with a web page for a table',
      zipFile([{ name: 'a.csv', content: PAGE }]),
      'HTML_INSTEAD_OF_FILE',
      /a\.csv is a web page/,
    ],
    ['is a locked zip', zipFile([{ name: 'a.csv', content: 'a', flags: 1 }]), 'UNREADABLE_FILE', /password/],
    ['is a cut workbook', XLSX.subarray(0, XLSX.length - 30), 'UNREADABLE_FILE', /cut short/],
  ];
  for (const [what, file, code, words] of refusals) {
    it(`that ${what} is refused by name`, async () => {
      await assertRefusedLater(() => openSource(file, 'x.xlsx'), code, words);
    });
  }
});
