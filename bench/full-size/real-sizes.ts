/** How large the files of each publication are, as the dossiers found them. */
import { enlargeCsv } from './enlarge-csv.ts';
import { enlargeWorkbook } from './enlarge-workbook.ts';
import type { Year } from '../../test/end-to-end/seven-years/calendar.ts';
import { TRUSTS } from '../../test/end-to-end/seven-years/trusts.ts';
import { addToCsv, addToWorkbook } from './add-organisations.ts';
import { furtherTrusts } from './trust-names.ts';

type Enlarge = (bytes: Buffer) => Buffer;

/** How many of everything: as the publishers have it, or a few of each, to see that the files can be made and read. */
export interface Size {
  /** Rows of a long table. */
  readonly rows: (real: number) => number;
  /** The first so many. */
  readonly some: <T>(all: readonly T[]) => readonly T[];
  readonly columns: (real: number) => number;
}

export const REAL: Size = { rows: (real) => real, some: (all) => all, columns: (real) => real };
export const SMALL: Size = {
  rows: () => 1500,
  some: (all) => all.slice(0, 5),
  columns: (real) => Math.min(real, 200),
};

/** Independent providers fill the yearly tables: 500 rows, of which 140 are trusts. */
const SITES = Array.from({ length: 450 }, (_, index) => {
  const code = `NZ${String(100 + index)}`;
  return [code, `INDEPENDENT HOSPITAL ${index}`] as const;
});
const trusts = furtherTrusts('2023-24').map(({ code, name }) => [code, name] as const);

/** Trusts of the year and, in monthly A&E, the centres and walk-in services beside them. */
const EVERYBODY: Readonly<Record<string, number>> = {
  beds: 200,
  'ae-monthly': 230,
  'diagnostic-imaging': 150,
  'critical-care': 150,
  maternity: 130,
};

const providerTable = (sheet: (name: string) => boolean, size: Size): Enlarge => {
  const organisations = size.some(SITES);
  return (bytes) =>
    enlargeWorkbook(bytes, {
      sheet,
      columns: size.columns(180),
      organisations: () => organisations,
      copied: false,
    });
};

const SURVEY_SHEETS = 5;

/** 2,273 columns and 255 organisations. */
const survey = (bytes: Buffer, size: Size): Buffer =>
  enlargeWorkbook(bytes, {
    sheet: (name) => /trust|^acute|^mh|^community$|^ambulance/i.test(name) && !/groups/i.test(name),
    columns: size.columns(2273),
    organisations: (at) => size.some(trusts).filter((_, index) => index % SURVEY_SHEETS === at),
    copied: true,
  });

/** By dataset and kind of file; what is not here is served as the tests have it. */
export function enlargerOf(dataset: string, url: string, fy: Year, size: Size): Enlarge | undefined {
  if (EVERYBODY[dataset] !== undefined) return (bytes) => withEverybody(bytes, dataset, url, fy, size);
  const csv = url.endsWith('.csv');
  const measure = (text: string) => (number: number) => [text, `Further cut ${number}`, String(5 * number)];
  switch (dataset) {
    case 'staff-survey':
      return (bytes) => survey(bytes, size);
    case 'admitted-patient-care':
      if (csv) {
        const cells = (number: number): readonly string[] => [
          'Primary diagnosis',
          `ICD_${number}`,
          '5',
          '9',
          '3',
        ];
        return (bytes) => enlargeCsv(bytes, size.rows(66_000), { level: 1, cut: 5, cells });
      }
      return /-(pla|leve)-/.test(url) ? providerTable((name) => name.endsWith(' DATA'), size) : undefined;
    case 'outpatients':
      return csv
        ? (bytes) =>
            enlargeCsv(bytes, size.rows(54_000), { level: 1, cut: 4, cells: measure('Treatment specialty') })
        : providerTable((name) => name.startsWith('MPDP'), size);
    case 'ae-annual':
      return csv
        ? (bytes) =>
            enlargeCsv(bytes, size.rows(560_000), { level: 1, cut: 4, cells: measure('Chief complaint') })
        : providerTable((name) => name.endsWith(' DATA'), size);
    default:
      return undefined;
  }
}

function withEverybody(bytes: Buffer, dataset: string, url: string, fy: Year, size: Size): Buffer {
  const known = furtherTrusts(fy).map(({ code, name }) => [code, name] as const);
  const wanted = Math.max(0, (EVERYBODY[dataset] ?? 0) - TRUSTS.length);
  const further = size.some([...known, ...SITES].slice(0, wanted));
  if (url.endsWith('.csv')) return addToCsv(bytes, further);
  return addToWorkbook(bytes, url.endsWith('.xls') ? 'xls' : 'xlsx', further);
}
