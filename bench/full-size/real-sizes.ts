/** How large the files of each publication are, as the dossiers found them. */
import { enlargeCsv } from './enlarge-csv.ts';
import { enlargeWorkbook } from './enlarge-workbook.ts';
import { furtherTrusts } from './trust-names.ts';

type Enlarge = (bytes: Buffer) => Buffer;

/** Independent providers fill the yearly tables: 500 rows, of which 140 are trusts. */
const SITES = Array.from({ length: 450 }, (_, index) => {
  const code = `NZ${String(100 + index)}`;
  return [code, `INDEPENDENT HOSPITAL ${index}`] as const;
});
const trusts = furtherTrusts('2023-24').map(({ code, name }) => [code, name] as const);

const providerTable = (sheet: (name: string) => boolean, columns: number): Enlarge => {
  return (bytes) => enlargeWorkbook(bytes, { sheet, columns, organisations: () => SITES, copied: false });
};

const SURVEY_SHEETS = 5;

/** 2,273 columns and 255 organisations. */
const survey: Enlarge = (bytes) =>
  enlargeWorkbook(bytes, {
    sheet: (name) => /trust|^acute|^mh|^community$|^ambulance/i.test(name) && !/groups/i.test(name),
    columns: 2273,
    organisations: (at) => trusts.filter((_, index) => index % SURVEY_SHEETS === at),
    copied: true,
  });

/** By dataset and kind of file; what is not here is served as the tests have it. */
export function enlargerOf(dataset: string, url: string): Enlarge | undefined {
  const csv = url.endsWith('.csv');
  const measure = (text: string) => (number: number) => [text, `Further cut ${number}`, String(5 * number)];
  switch (dataset) {
    case 'staff-survey':
      return survey;
    case 'admitted-patient-care':
      if (csv) {
        const cells = (number: number): readonly string[] => [
          'Primary diagnosis',
          `ICD_${number}`,
          '5',
          '9',
          '3',
        ];
        return (bytes) => enlargeCsv(bytes, 66_000, { level: 1, cut: 5, cells });
      }
      return /-(pla|leve)-/.test(url) ? providerTable((name) => name.endsWith(' DATA'), 180) : undefined;
    case 'outpatients':
      return csv
        ? (bytes) => enlargeCsv(bytes, 54_000, { level: 1, cut: 4, cells: measure('Treatment specialty') })
        : providerTable((name) => name.startsWith('MPDP'), 180);
    case 'ae-annual':
      return csv
        ? (bytes) => enlargeCsv(bytes, 560_000, { level: 1, cut: 4, cells: measure('Chief complaint') })
        : providerTable((name) => name.endsWith(' DATA'), 180);
    default:
      return undefined;
  }
}
