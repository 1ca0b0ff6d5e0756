/** Table 1 of the imaging data set in its four layouts (dossier diagnostic-imaging, section 3). */
import type { Year } from './calendar.ts';
import { monthsIn } from './calendar.ts';
import { kindsOf, MODALITIES, monthsOf, shown, tests } from './imaging.ts';
import { providerRows } from './provider-rows.ts';
import type { Line } from './workbook.ts';
import { workbookOf } from './workbook.ts';

interface TableRow {
  readonly code: string;
  readonly name: string;
  readonly region: string;
}

/** Independent providers stand once in each region, so that code and kind of test repeat. */
function tableRows(fy: Year): readonly TableRow[] {
  const trusts = providerRows('diagnostic-imaging', fy).map(({ code, name }) => ({
    code,
    name,
    region: 'Y56',
  }));
  const regions = fy === '2017-18' ? ['IHCP'] : fy === '2018-19' ? ['Y54', 'Y56'] : ['Y56', 'Y60', 'Y62'];
  const others = regions.flatMap((region) => [
    { code: 'NT9', name: 'ALLIANCE MEDICAL', region },
    { code: 'NVC', name: 'RAMSAY HEALTHCARE UK OPERATIONS LIMITED', region },
  ]);
  return [...trusts, ...others];
}

export interface ImagingFile {
  readonly fy: Year;
  /** Published before the year was over: months to that one only, and everything a little other. */
  readonly until?: string;
}

/** Table 1, or a table that looks like it. */
export function imagingWorkbook(file: ImagingFile): Buffer {
  return file.fy === '2017-18' ? monthlySheets(file) : oneSheet(file);
}

/** The name as it stands: one trust has two in a file, and one has a blank behind it. */
function nameIn(row: TableRow, kind: number, fy: Year): string {
  if (fy === '2022-23' && row.code === 'RJZ' && kind > 5)
    return "KING'S COLLEGE TEACHING HOSPITAL NHS FOUNDATION TRUST";
  return row.code === 'NT9' ? `${row.name} ` : row.name;
}

function titleBlock(file: ImagingFile, period: string | Date, table = 'Table 1'): Line[] {
  const provisional = file.until !== undefined || file.fy === '2022-23';
  const title = `${table} DID - Count of Imaging Activity by Modality`;
  return [
    [],
    [null, 'Title:', title],
    [
      null,
      'Summary:',
      'Count of imaging activity on NHS patients in England, by provider, month and modality.',
    ],
    [],
    [null, 'Period:', period],
    [null, 'Source:', provisional ? 'Diagnostic Imaging Dataset' : 'Diagnostic Imaging Dataset, NHS England'],
    [null, 'Basis:', 'Provider'],
    [null, 'Published:', provisional ? '20th July 2023' : '15th December 2022'],
    [null, 'Revised:', provisional ? 'N/A' : '-'],
    [null, 'Status:', provisional ? 'Provisional' : 'Final'],
    [null, 'Contact:', 'england.did@nhs.net'],
  ];
}

const MONTHS = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];

function oneSheet(file: ImagingFile): Buffer {
  const { fy, until } = file;
  const provisional = until !== undefined || fy === '2022-23';
  const months = monthsIn(fy);
  // A month without data: a full stop to 2021-22, nothing after.
  const none = fy >= '2022-23' ? null : '.';
  const times = until === undefined ? 1 : 0.5;
  const rows = tableRows(fy).flatMap((row) =>
    kindsOf(row.code).map((kind) => {
      const present = monthsOf(row.code, fy).filter((month) => until === undefined || month <= until);
      const counts = months.map((month) =>
        present.includes(month) ? Math.round(tests(row.code, kind, month) * times) : undefined,
      );
      return { row, kind, counts };
    }),
  );
  const sum = (counts: readonly (number | undefined)[]): number =>
    counts.reduce((all: number, one) => all + (one ?? 0), 0);
  const england = MODALITIES.map((modality, kind): Line => {
    const counts = months.map((_, month) =>
      sum(rows.filter((row) => row.kind === kind).map((row) => row.counts[month])),
    );
    return [null, '-', '-', 'ENGLAND', modality, ...counts.map(shown), shown(sum(counts))];
  });
  const lines: Line[] = [
    ...titleBlock(file, fy.replace('-', '/')).slice(0, 10),
    provisional ? [null, 'Note: this is management information, and coverage may not be complete'] : [],
    [null, 'Provider Level Data', null, null, null, fy.replace('-', '/')],
    [
      null,
      'Region',
      'Org Code',
      'Provider name',
      'Modality',
      ...MONTHS,
      provisional ? 'Year to date' : 'Year',
    ],
    ...england,
    [],
    ...rows.map(({ row, kind, counts }): Line => [
      null,
      row.region,
      row.code,
      nameIn(row, kind, fy),
      MODALITIES[kind] ?? '',
      ...counts.map((count) => (count === undefined ? none : shown(count))),
      shown(sum(counts)),
    ]),
    [],
    [null, 'Notes:'],
    [null, '* = fewer than 3'],
    [null, 'Key'],
    [null, provisional ? '0 = zero activity submitted' : '. = no data submitted'],
  ];
  const issues = [
    ['Diagnostic Imaging Dataset'],
    ['Provider issues'],
    ['RGN', 'about 5,000 tests are missing'],
  ];
  return workbookOf([
    { name: 'Title page', lines: issues },
    { name: 'Provider', lines },
  ]);
}

function monthlySheets(file: ImagingFile): Buffer {
  const words = MODALITIES.map((name) =>
    name
      .replace('Nuclear Medicine Procedure', 'Nuclear\nMedicine')
      .replace('Medical Photography', 'Medical\nPhotography')
      .replace(/(Ultrasonography|Fluoroscopy)$/, '$1 '),
  );
  const sheets = monthsIn(file.fy).map((month, index) => {
    const rows = tableRows(file.fy).filter((row) => monthsOf(row.code, file.fy).includes(month));
    const counts = rows.map((row) => {
      const kinds = kindsOf(row.code);
      return [...MODALITIES.keys()].map((kind) => (kinds.includes(kind) ? tests(row.code, kind, month) : 0));
    });
    const england = [...MODALITIES.keys()].map((kind) =>
      counts.reduce((sum, row) => sum + (row[kind] ?? 0), 0),
    );
    const [year, number] = month.split('-').map(Number);
    const letter = 'abcdefghijkl'[index] ?? '';
    const lines: Line[] = [
      ...titleBlock(file, new Date(Date.UTC(year!, number! - 1, 1)), `1${letter}`),
      [],
      [null, 'Provider Level Data'],
      [null, 'Region Code', 'Org Code', 'Provider Name', ...words],
      [null, '-', '-', 'England', ...england.map(shown)],
      [],
      ...rows.map((row, at): Line => [
        null,
        row.region === 'IHCP' ? 'IHCP' : 'Y56',
        row.code,
        index % 2 === 0 ? nameIn(row, 0, file.fy) : row.name,
        ...(counts[at] ?? []).map(shown),
      ]),
      [],
      [null, 'Notes:'],
      [null, 'Key'],
      [null, '.. = not available'],
    ];
    return { name: `Table 1${letter}`, lines };
  });
  const title = [['Diagnostic Imaging Dataset 2017-18'], ['Not comparable with DM01']];
  return workbookOf([{ name: 'Title Page', lines: title }, ...sheets]);
}
