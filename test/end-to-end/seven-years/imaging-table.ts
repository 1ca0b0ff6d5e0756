/** What the layouts of the imaging tables have in common: rows, names, titles (dossier diagnostic-imaging, section 3). */
import type { Year } from './calendar.ts';
import { providerRows } from './provider-rows.ts';
import type { Line } from './workbook.ts';

/** An organisation as the table prints it. */
export interface TableRow {
  readonly code: string;
  readonly name: string;
  readonly region: string;
}

/** Independent providers stand once in each region, so that code and kind of test repeat. */
export function tableRows(fy: Year): readonly TableRow[] {
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

/** Which issue of a year’s table. */
export interface ImagingFile {
  readonly fy: Year;
  /** Published before the year was over: months to that one only, and everything a little other. */
  readonly until?: string;
}

/** The name as it stands: one trust has two in a file, and one has a blank behind it. */
export function nameIn(row: TableRow, kind: number, fy: Year): string {
  if (fy === '2022-23' && row.code === 'RJZ' && kind > 5)
    return "KING'S COLLEGE TEACHING HOSPITAL NHS FOUNDATION TRUST";
  return row.code === 'NT9' ? `${row.name} ` : row.name;
}

/** What stands above the headings. */
export function titleBlock(file: ImagingFile, period: string | Date, table = 'Table 1'): Line[] {
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
