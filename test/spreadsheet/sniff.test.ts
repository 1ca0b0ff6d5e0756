import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { kindInWords, sniff, type SniffedKind } from '../../spreadsheet/sniff.ts';
import { xlsxFile } from './xlsx-file.ts';
import { zipFile } from './zip-file.ts';

const PAGE = '<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>';
const XLSX = xlsxFile({ rows: `<row><c><v>1</v></c></row>` });
const XLS = write(
  { SheetNames: ['a'], Sheets: { a: utils.aoa_to_sheet([[1]]) } },
  { type: 'buffer', bookType: 'biff8' },
) as Buffer;

const FILES: readonly (readonly [what: string, bytes: string | Uint8Array, kind: SniffedKind])[] = [
  ['nothing', '', 'empty'],
  ['white space', ' \r\n', 'empty'],
  ['a workbook', XLSX, 'xlsx'],
  ['a legacy workbook', XLS, 'xls'],
  ['a locked workbook', Buffer.concat([XLS, Buffer.from('EncryptedPackage', 'utf16le')]), 'encrypted'],
  [
    'a text document',
    zipFile([
      { name: '[Content_Types].xml', content: '' },
      { name: 'word/document.xml', content: '' },
    ]),
    'office',
  ],
  [
    'an OpenDocument sheet',
    zipFile([{ name: 'mimetype', content: 'application/vnd.oasis', stored: true }]),
    'office',
  ],
  ['a zip of tables', zipFile([{ name: 'a.csv', content: 'a,b' }]), 'zip'],
  ['an empty zip', zipFile([]), 'zip'],
  ['a table', 'Period,Org Code\r\n2019,RJ1\r\n', 'csv'],
  ['a table with a mark', '\ufeff"Period",Org', 'csv'],
  ['a table in Windows-1252', Buffer.from('Name\nCaf\u00e9 \u0096 x', 'latin1'), 'csv'],
  ['a table with "<" in it', 'age,<5\n1,2', 'csv'],
  ['a page', PAGE, 'html'],
  ['a page behind a mark, space and a comment', `\ufeff\n <!-- a -->\n${PAGE}`, 'html'],
  ['a page that begins like XML', `<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C">`, 'html'],
  ['a page in capitals', '<HTML lang="en">', 'html'],
  ['a page without its head', '<table><tr><td>1</td></tr></table>', 'html'],
  ['a feed', '<?xml version="1.0"?><rss/>', 'xml'],
  [
    'an Excel 2003 XML workbook',
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    'xml',
  ],
  ['JSON', '{"error":"not found"}', 'json'],
  ['a JSON list', '[{"a":1}]', 'json'],
  ['UTF-16', Buffer.from('\ufeffa\tb', 'utf16le'), 'utf16'],
  ['a PDF', '%PDF-1.7\n', 'pdf'],
  ['gzip', gzipSync('a,b'), 'gzip'],
  ['7-Zip', Buffer.from('377abcaf271c0004', 'hex'), '7z'],
  ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'image'],
  ['a program', Buffer.from('7f454c4602010100', 'hex'), 'binary'],
];

describe('what a file is', () => {
  for (const [what, bytes, kind] of FILES) {
    it(`${what} is ${kindInWords[kind]}, whole or from its first bytes`, () => {
      const whole = Buffer.from(bytes as Uint8Array);
      assert.equal(sniff(whole), kind);
      if (kind !== 'encrypted') assert.equal(sniff(whole.subarray(0, 4096)), kind);
    });
  }

  it('a workbook is known from its first 200 bytes already', () => {
    assert.equal(sniff(XLSX.subarray(0, 200)), 'xlsx');
    assert.equal(sniff(XLS.subarray(0, 200)), 'xls');
  });

  it('any bytes get an answer', () => {
    for (let length = 0; length < XLSX.length; length += 11)
      assert.ok(kindInWords[sniff(XLSX.subarray(length, length + 40))]);
  });
});
