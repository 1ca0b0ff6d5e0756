/** Small workbooks written as XML by hand, to say exactly what a cell looks like in the file. */
import assert from 'node:assert/strict';
import { ARCHIVE_LIMITS } from '../../spreadsheet/limits.ts';
import type { CellValue, Workbook } from '../../spreadsheet/workbook.ts';
import { openXlsx } from '../../spreadsheet/xlsx/open-xlsx.ts';
import { readZipDirectory } from '../../spreadsheet/zip-directory.ts';
import { zipFile, type ZipMember } from './zip-file.ts';

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface XlsxSpec {
  /** The inside of `<sheetData>`. */
  readonly rows?: string;
  /** The whole sheet part instead. */
  readonly sheetXml?: string | Uint8Array;
  /** The inside of `<sst>`. */
  readonly strings?: string;
  /** Format codes, for styles 1, 2, 3 ...; a number is a built-in format. */
  readonly formats?: readonly (string | number)[];
  readonly from1904?: boolean;
  /** Parts added, or put in place of those of the same name. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

export function xlsxParts(spec: XlsxSpec): Record<string, string | Uint8Array> {
  const formats = spec.formats ?? [];
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr${spec.from1904 ? ' date1904="1"' : ''}/><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
      ['rId3', 'styles', 'styles.xml'],
    ]),
    'xl/worksheets/sheet1.xml': spec.sheetXml ?? sheetXml(spec.rows ?? ''),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${spec.strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats
      .map((code, index) =>
        typeof code === 'number' ? '' : `<numFmt numFmtId="${200 + index}" formatCode="${escape(code)}"/>`,
      )
      .join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats
      .map((code, index) => `<xf numFmtId="${typeof code === 'number' ? code : 200 + index}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...spec.parts,
  };
}

export function sheetXml(rows: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>${rows}</sheetData><pageMargins left="0.7"/></worksheet>`;
}

export function relations(list: readonly (readonly [id: string, kind: string, target: string])[]): string {
  const items = list.map(
    ([id, kind, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}">${items.join('')}</Relationships>`;
}

export function xlsxFile(spec: XlsxSpec): Buffer {
  return zipFile(Object.entries(xlsxParts(spec)).map(([name, content]): ZipMember => ({ name, content })));
}

export type Rows = readonly (readonly [row: number, ...cells: CellValue[]])[];

/**
 * The rows of the first sheet, each with its number in front. Read twice, the second time with so much behind the
 * rows that plain cells take the fast way: rows or refusal must be the same.
 */
export function readRows(spec: XlsxSpec): Rows {
  const parts = xlsxParts(spec);
  const sheet = Buffer.from(parts['xl/worksheets/sheet1.xml'] as Uint8Array);
  const longer = Buffer.concat([sheet, Buffer.from(`<!--${'-x'.repeat(1000)}-->`)]);
  const [short, long] = [sheet, longer].map((sheetXml) =>
    attempt(() => rowsOf(xlsxFile({ ...spec, sheetXml }))),
  );
  assert.deepEqual(long, short);
  if (short === undefined || 'error' in short) throw short?.error;
  return short.rows;
}

function attempt(read: () => Rows): { rows: Rows } | { error: unknown } {
  try {
    return { rows: read() };
  } catch (error) {
    return { error };
  }
}

/** An .xlsx by its bytes. */
export function xlsxWorkbook(bytes: Uint8Array): Workbook {
  return openXlsx(readZipDirectory(bytes, ARCHIVE_LIMITS), ARCHIVE_LIMITS);
}

/** The rows of a workbook's first sheet. */
export function rowsOf(bytes: Uint8Array): Rows {
  const [sheet] = xlsxWorkbook(bytes).sheets;
  return Array.from(sheet?.rows() ?? [], ({ number, cells }) => [number, ...cells] as const);
}

export function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
