/** Ways in which the bytes of a published file go wrong, whatever is in it. */
import { gzipSync } from 'node:zlib';
import { inflateWhole } from '../../spreadsheet/inflate.ts';
import { ARCHIVE_LIMITS } from '../../spreadsheet/limits.ts';
import { readZipDirectory } from '../../spreadsheet/zip-directory.ts';
import { zipFile } from '../spreadsheet/zip-file.ts';
import { type CsvStyle, csvBytes } from './book.ts';
import { type Expected, type Good, type Mutation, spoiled } from './mutation.ts';

const PAGE =
  '<!doctype html><html><head><title>Page not found</title></head><body><h1>Sorry</h1></body></html>';

function instead(what: string, text: string): Mutation {
  return { what, expected: 'refused', change: () => Buffer.from(text) };
}

function bytes(
  what: string,
  expected: Expected,
  change: (bytes: Uint8Array, good: Good) => Uint8Array,
): Mutation {
  return { what, expected, change: (good) => change(good.bytes, good) };
}

function csv(what: string, expected: Expected, style: CsvStyle): Mutation {
  return { what, expected, change: ({ book }) => (book.kind === 'csv' ? csvBytes(book, style) : undefined) };
}

/** The parts of a workbook whose names fit, changed as text; undefined takes a part out. */
function parts(
  what: string,
  expected: Expected,
  named: RegExp,
  change: (xml: string) => string | undefined,
): Mutation {
  return {
    what,
    expected,
    change: (good) => {
      if (good.book.kind !== 'xlsx') return undefined;
      const members = readZipDirectory(good.bytes, ARCHIVE_LIMITS).flatMap((entry) => {
        const content = Buffer.from(inflateWhole(entry, 1 << 26)).toString();
        const changed = named.test(entry.name) ? change(content) : content;
        return changed === undefined ? [] : [{ name: entry.name, content: changed }];
      });
      return zipFile(members);
    },
  };
}

const SHEETS = /worksheets\/sheet/;
const EMPTY_ROWS = Array.from({ length: 20_000 }, (_, at) => `<row r="${at + 1_000_000}"/>`).join('');

export const BYTE_MUTATIONS: readonly Mutation[] = [
  instead('a web page in its place', PAGE),
  instead('a web page after blanks and a byte order mark', `\ufeff\r\n \r\n${PAGE}`),
  instead('JSON in its place', '{"message":"Too many requests"}'),
  instead('a line of words in its place', 'Service Unavailable\n'),
  instead('a PDF in its place', '%PDF-1.7\n1 0 obj\n'),
  instead('nothing in it', ''),
  instead('blank lines in it', '\r\n\r\n   \r\n'),
  bytes('bytes of no meaning', 'refused', (all) => all.map((byte, at) => (byte * 7 + at) % 256)),
  bytes('half of it lost', 'refused', (all) => all.subarray(0, all.length >> 1)),
  bytes('zeros in the middle', 'same or refused', (all) =>
    new Uint8Array(all).fill(0, all.length >> 1, (all.length >> 1) + 200),
  ),
  bytes('it in a zip', 'same', (all, { book }) =>
    zipFile([{ name: `folder/${book.fileName}`, content: all }]),
  ),
  bytes('it in a zip that is cut short', 'refused', (all, { book }) =>
    zipFile([{ name: book.fileName, content: all }]).subarray(0, -40),
  ),
  bytes('it in a gzip', 'refused', (all) => gzipSync(all)),
  bytes('a zip without a table', 'refused', () =>
    zipFile([{ name: 'readme.txt', content: 'See the page.' }]),
  ),

  csv('a byte order mark', 'same', { mark: true }),
  csv('no byte order mark', 'same', {}),
  csv('lines that end in LF', 'same', { lineEnd: '\n' }),
  csv('lines that end in CR', 'same or refused', { lineEnd: '\r' }),
  csv('every cell in quotes', 'same', { quoted: true }),
  csv('empty columns behind every line', 'same', { lineEnd: ',,,,\r\n' }),
  csv('semicolons between cells', 'refused', { between: ';' }),
  csv('tabs between cells', 'refused', { between: '\t' }),
  csv('UTF-16 with a byte order mark', 'refused', { mark: true, encoding: 'utf16le' }),
  csv('UTF-16 without a byte order mark', 'refused', { encoding: 'utf16le' }),
  {
    what: 'a comma without quotes in a name',
    expected: 'no other figure',
    change: ({ book, places: [place] }) =>
      book.kind !== 'csv'
        ? undefined
        : spoiled(book, [place], (rows) =>
            rows[place.rows[0] ?? 0]?.splice(place.codeAt + 1, 1, 'TRUST', 'THE'),
          ),
  },
  {
    what: 'a quote that does not close',
    expected: 'refused',
    change: ({ book }) =>
      book.kind === 'csv' ? Buffer.concat([csvBytes(book), Buffer.from('"and so on')]) : undefined,
  },

  parts('a sheet that declares all rows and columns there can be', 'same', SHEETS, (xml) =>
    xml.replace(/<dimension[^>]*\/>|(?=<sheetData)/, '<dimension ref="A1:XFD1048576"/>'),
  ),
  parts('empty rows to beyond the millionth', 'same', SHEETS, (xml) =>
    xml.replace('</sheetData>', `${EMPTY_ROWS}</sheetData>`),
  ),
  parts('an empty cell in the last place there can be', 'same or refused', SHEETS, (xml) =>
    xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"/></row></sheetData>'),
  ),
  parts('a document type', 'refused', SHEETS, (xml) =>
    xml.replace('<worksheet', '<!DOCTYPE worksheet [<!ENTITY a "9">]><worksheet'),
  ),
  parts('sheets cut short', 'refused', SHEETS, (xml) => xml.slice(0, xml.length >> 1)),
  parts('its sheets lost', 'refused', SHEETS, () => undefined),
  parts('its texts lost', 'refused', /sharedStrings\.xml$/, () => undefined),
  parts('formulas whose values were not saved', 'no other figure', SHEETS, (xml) =>
    xml.replace(/<v>\d+<\/v>(?=<\/c>)/g, (value, at: number) =>
      xml.slice(xml.lastIndexOf('<c ', at), at).includes('t="s"') ? value : '<f>SUM(A1:A2)</f>',
    ),
  ),
];
