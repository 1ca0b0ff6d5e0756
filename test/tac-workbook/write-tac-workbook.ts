/**
 * Writes workbooks true to the TAC publications in everything but the figures: sheets, headings, codes, dense
 * rows, blanks (dossier tac, section 4). Streams, so that 850,000 lines cost seconds and a few megabytes.
 */
import { startYearOf } from '../../datasets/financial-year.ts';
import { madeUpAccounts, valueOfLine } from './made-up-accounts.ts';
import { createSharedStrings, escapeXml, rowXml } from './sheet-xml.ts';
import type { SharedStrings, XmlCell } from './sheet-xml.ts';
import type { SheetRole, TacCell, TacField, TacLine, TacOrganisation, TacWorkbookSpec } from './spec.ts';
import { tacLines } from './tac-lines.ts';
import { workbookParts } from './workbook-parts.ts';
import { createZip } from './zip-writer.ts';

const ORDER: readonly TacField[] = [
  'organisation',
  'worksheet',
  'table',
  'mainCode',
  'row',
  'subCode',
  'value',
];
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

interface WrittenSheet {
  readonly name: string;
  readonly rows: (strings: SharedStrings) => Iterable<string>;
}

/** Writes the workbook to `path`. Equal specs give equal bytes. */
export function writeTacWorkbook(path: string, spec: TacWorkbookSpec): void {
  const zip = createZip(path);
  const strings = createSharedStrings();
  const sheets = sheetsOf(spec);
  sheets.forEach((sheet, index) => {
    zip.add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet.rows(strings)));
  });
  zip.add('xl/sharedStrings.xml', sharedStringsXml(strings.texts()));
  for (const [name, xml] of workbookParts(sheets.map((sheet) => sheet.name))) zip.add(name, [xml]);
  zip.close();
}

function sheetsOf(spec: TacWorkbookSpec): readonly WrittenSheet[] {
  const start = startYearOf(spec.fy) ?? 2019;
  const names: Record<SheetRole, string> = {
    list: start >= 2020 ? 'List of providers' : 'List of Providers',
    pivot: 'Pivot - data for all providers',
    data: start === 2019 ? 'All Data' : 'All data',
    ...spec.sheetNames,
  };
  const rows: Record<SheetRole, WrittenSheet['rows']> = {
    list: (strings) => listRows(spec, strings),
    pivot: (strings) => pivotRows(spec, strings),
    data: (strings) => dataRows(spec, strings),
  };
  const roles = (spec.sheetOrder ?? ['list', 'pivot', 'data']).filter(
    (role) => !(role === 'list' && spec.list === false) && !(role === 'pivot' && spec.pivot === false),
  );
  const sheets = roles.map((role) => ({ name: names[role], rows: rows[role] }));
  const mark = 'ILLUSTRATIVE FIGURES: made up by the project, not published by the NHS.';
  const marked = {
    name: 'Illustrative figures',
    rows: (strings: SharedStrings) => [rowXml(1, [mark], strings)],
  };
  return spec.illustrative ? [marked, ...sheets] : sheets;
}

/** Headings of All data as the year's own file has them. */
export function allDataHeadings(fy: string): Readonly<Record<TacField, string>> {
  const later = (startYearOf(fy) ?? 2019) >= 2022;
  return {
    organisation: later ? 'OrganisationName' : 'Organisation Name',
    worksheet: 'WorkSheetName',
    table: 'TableID',
    mainCode: 'MainCode',
    row: 'RowNumber',
    subCode: 'SubCode',
    value: later ? 'Total' : 'Value number',
  };
}

function* dataRows(spec: TacWorkbookSpec, strings: SharedStrings): Iterable<string> {
  const headings = { ...allDataHeadings(spec.fy), ...spec.headings };
  const fields = (spec.columnOrder ?? ORDER).filter((field) => headings[field] !== null);
  const headerRow = spec.headerRow ?? 1;
  for (let row = 1; row < headerRow; row += 1) {
    yield rowXml(row, [`NHS provider accounts data ${spec.fy}`], strings);
  }
  yield rowXml(
    headerRow,
    fields.map((field) => headings[field]),
    strings,
  );
  const lines = spec.lines ?? tacLines(spec.fy);
  const suffix = spec.codeSuffix ?? '';
  let row = headerRow;
  for (const [index, organisation] of spec.organisations.entries()) {
    if (organisation.hasData === false) continue;
    const accounts = madeUpAccounts(organisation.name, organisation.values);
    for (const line of lines) {
      const value = valueOfLine(accounts, line, index);
      for (const written of spec.edit?.(organisation.name, line, value) ?? [value]) {
        row += 1;
        yield rowXml(row, lineCells(fields, organisation, line, written, suffix), strings);
      }
    }
  }
}

function lineCells(
  fields: readonly TacField[],
  organisation: TacOrganisation,
  line: TacLine,
  value: TacCell,
  suffix: string,
): readonly XmlCell[] {
  return fields.map((field) => {
    switch (field) {
      case 'organisation':
        return organisation.name;
      case 'worksheet':
        return line.worksheet;
      case 'table':
        return line.tableId;
      case 'mainCode':
        return line.mainCode + suffix;
      case 'row':
        return line.rowNumber;
      case 'subCode':
        return line.subCode + suffix;
      case 'value':
        return value;
    }
  });
}

function* listRows(spec: TacWorkbookSpec, strings: SharedStrings): Iterable<string> {
  const options = spec.list === false ? {} : (spec.list ?? {});
  const withCodes = options.code !== null;
  const ft = spec.sector === 'FT';
  yield rowXml(
    1,
    [
      'Full name of Provider',
      ...(withCodes ? [options.code ?? 'NHS code'] : []),
      ...(ft ? ['Authorisation date'] : []),
      'Region',
      'Sector',
      options.comments ?? 'Comments ',
    ],
    strings,
  );
  let row = 1;
  for (const organisation of spec.organisations) {
    if (organisation.listed === false) continue;
    const listed = organisation.listed ?? {};
    row += 1;
    yield rowXml(
      row,
      [
        listed.name ?? organisation.name,
        ...(withCodes ? [listed.code ?? null] : []),
        ...(ft ? [listed.authorised ? { date: listed.authorised } : null] : []),
        listed.region ?? 'London',
        listed.type ?? 'Acute',
        listed.comments ?? null,
      ],
      strings,
    );
  }
}

function* pivotRows(spec: TacWorkbookSpec, strings: SharedStrings): Iterable<string> {
  const value = { ...allDataHeadings(spec.fy), ...spec.headings }.value ?? 'Total';
  const totals = spec.organisations
    .filter((organisation) => organisation.hasData !== false)
    .map(({ name, values }) => [name, madeUpAccounts(name, values).get('EXP0390') ?? 0] as const);
  const sum = totals.reduce((total, [, figure]) => total + figure, 0);
  const override = spec.pivot === false ? undefined : spec.pivot?.grandTotal;
  const rows: readonly (readonly XmlCell[])[] = [
    ['WorkSheetName', 'TAC08 Op Exp'],
    ['MainCode', 'A08CY01'],
    ['SubCode', 'EXP0390'],
    [],
    ['Row Labels', `Sum of ${value.trim()}`],
    ...totals,
    ['Grand Total', override ?? Math.round(sum * 1e6) / 1e6],
  ];
  for (const [index, cells] of rows.entries()) {
    if (cells.length > 0) yield rowXml(index + 1, cells, strings);
  }
}

function* sheetXml(rows: Iterable<string>): Iterable<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetData>`;
  yield* rows;
  yield '</sheetData></worksheet>';
}

function* sharedStringsXml(texts: readonly string[]): Iterable<string> {
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="${MAIN}" uniqueCount="${texts.length}">`;
  for (const text of texts) yield `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`;
  yield '</sst>';
}
