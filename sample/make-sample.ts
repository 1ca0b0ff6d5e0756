/**
 * Makes sample/files: genuine published files copied as they are, and accounts workbooks whose figures are made up,
 * because no genuine one is small enough to carry. Run it where the real files are:
 *   NHS_FILES_DIR=… node --import tsx sample/make-sample.ts
 */
import { parse } from 'csv-parse/sync';
import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { matchAccounts } from '../organisations/match-accounts.ts';
import { readKnownTables } from '../warehouse/join/read-known-tables.ts';
import { mainTacLines } from '../test/fixtures/tac-workbook/tac-lines.ts';
import type { TacLine } from '../test/fixtures/tac-workbook/spec.ts';
import { writeTacWorkbook } from '../test/fixtures/tac-workbook/write-tac-workbook.ts';
import { createZip } from '../test/fixtures/tac-workbook/zip-writer.ts';

const YEARS = ['2017-18', '2019-20', '2020-21', '2023-24'] as const;

const GENUINE = [
  'beds/2021-Q1-Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx',
  'ods/etr-2025-12-incl-closed.csv',
  ...['04', '05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `ae-monthly/ae_2020_${month}.csv`),
  ...['01', '02', '03'].map((month) => `ae-monthly/ae_2021_${month}.csv`),
  'ae-monthly/April-2023-revised-130624-defv1.csv',
  ...['05', '06', '07', '08', '09', '10', '11', '12'].map((month) => `ae-monthly/ae_2023_${month}.csv`),
  'ae-monthly/January-2024-revised-130624-ddff.csv',
  'ae-monthly/February-2024-revised-130624-ef123ty.csv',
  'ae-monthly/March-2024-revised-130624-abcdef123.csv',
  'admitted-patient-care/hosp-epis-stat-admi-prov-2017-18-tab.xlsx',
  'maternity/hosp-epis-stat-mat-dqanlys-2017-18.xlsx',
  'diagnostic-imaging/Tables-1a-1l-2017-18-Modality-Provider-Counts-XLSX-222KB.xlsx',
  'diagnostic-imaging/DID-Table-1-2020-21-Modality-Provider-Counts.xlsx',
  'diagnostic-imaging/DID-Table-1-2023-24-Modality-Provider-Counts.xlsx',
  'staff-survey/ST19-Organisation-Data-2019-Only-v1f.xlsx',
];

/** Genuine files that are large as text: carried in a zip, which a run opens by itself. */
const ZIPPED = [
  'maternity/hosp-epis-stat-mat-msdscsv-2019-20.csv',
  'maternity/hosp-epis-stat-mat-msdscsv-2020-21.csv',
  'gp-registered-patients/2021-01/gp-reg-pat-prac-all.csv',
];

const source = process.env['NHS_FILES_DIR'];
if (!source) throw new Error('Set NHS_FILES_DIR to the folder of the real files.');
const target = fileURLToPath(new URL('files', import.meta.url));
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const file of GENUINE) copyFileSync(join(source, file), join(target, basename(file)));
for (const file of ZIPPED) {
  const zip = createZip(join(target, basename(file).replace(/\.csv$/, '.zip')));
  zip.add(basename(file), [readFileSync(join(source, file), 'utf8')]);
  zip.close();
}

type Named = Readonly<Record<string, string>>;
const table = (file: string): readonly Named[] =>
  parse(readFileSync(join(source, file)), { columns: true, bom: true }) as Named[];
const names = table('tac/tac-org-names-by-fy.csv');
const listed = new Map(
  table('tac/tac-list-of-providers-2023-24.csv').map((row) => [row['NHS code'] ?? '', row]),
);
const known = readKnownTables();

for (const fy of YEARS) {
  for (const sector of ['FT', 'Trust'] as const) {
    const organisations = names
      .filter((row) => row['fy'] === fy && row['sector'] === sector)
      .map((row) => ({ fy, sector, name: row['tac_name'] ?? '' }));
    const codes = new Map(
      matchAccounts({ organisations, providers: [], ods: known.organisations, aliases: known.aliases }).map(
        (match) => [match.name, match.orgCode ?? ''],
      ),
    );
    const kind = sector === 'FT' ? 'foundation-trusts' : 'trusts';
    writeTacWorkbook(join(target, `ILLUSTRATIVE-TAC-data-NHS-${kind}-accounts-for-${fy}.xlsx`), {
      fy,
      sector,
      illustrative: true,
      lines: mainTacLines(fy).filter(isCarried),
      organisations: organisations.map(({ name }) => {
        const code = codes.get(name) ?? '';
        const listing = listed.get(code);
        return {
          name,
          listed: {
            code,
            ...(listing?.['Region'] && { region: listing['Region'] }),
            ...(listing?.['Sector'] && { type: listing['Sector'] }),
          },
        };
      }),
    });
  }
}

/** A third of the main worksheets: the measures, the sums that are checked, and the income statement of the year before. */
function isCarried({ mainCode }: TacLine): boolean {
  return /^(A02[CP]Y01|A08CY01|A09CY01[PO]?)$/.test(mainCode);
}
