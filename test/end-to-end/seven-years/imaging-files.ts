/** Table 1 of the imaging data set in its four layouts (dossier diagnostic-imaging, section 3). */
import { monthsIn } from './calendar.ts';
import { kindsOf, MODALITIES, monthsOf, shown, tests } from './imaging.ts';
import { type ImagingFile, nameIn, tableRows, titleBlock } from './imaging-table.ts';
import { type Line, workbookOf } from './workbook.ts';

/** Table 1 of a year. */
export function imagingWorkbook(file: ImagingFile): Buffer {
  return file.fy === '2017-18' ? monthlySheets(file) : oneSheet(file);
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
