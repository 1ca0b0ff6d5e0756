/** Annual A&E by provider. A sister file prints a table by provider too, of other departments: its own rule keeps it out. */
import { cellText } from '../../spreadsheet/workbook.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { withNilDashes } from '../tables/provider-level/nil-dashes.ts';
import { readProviderFile, recogniseProviderFile } from '../tables/provider-level/provider-file.ts';
import { titleCells } from '../tables/provider-level/workbook.ts';
import { findingsOnCollection, findingsOnCuts } from './findings.ts';
import { RULES, TYPE_1_ONLY } from './layouts.ts';

/** Measures `hes_attendances` or `ecds_attendances`: A&E attendances of the year; `_by_source` is the same in another cut. */
export async function parseAeAnnual(source: SourceBytes, context: ParseContext): Promise<ParsedFile> {
  const { fy } = context;
  const file = withNilDashes(await readProviderFile(source, fy, RULES, context));
  const titles = source.kind === 'csv' ? [] : titleCells(source.workbook());
  const further = [...findingsOnCollection(fy, titles), ...findingsOnCuts(file.observations, fy)];
  return { ...file, findings: [...file.findings, ...further] };
}

export function recogniseAeAnnual(source: SourceBytes): Recognition {
  return isMsitae(source) ? { notThis: TYPE_1_ONLY, nearly: true } : recogniseProviderFile(source, RULES);
}

/** By its name, or by the sheets it is known for. */
function isMsitae(source: SourceBytes): boolean {
  if (source.kind === 'csv') return false;
  if (/msitae/i.test(source.fileName)) return true;
  const [table6] = source.workbook().sheets.filter(({ name }) => /^\s*table 6\s*$/i.test(name));
  if (!table6) return false;
  for (const row of table6.rows()) {
    if (row.number > 10) return false;
    if (row.cells.some((cell) => /^\s*provider code\s*$/i.test(cellText(cell)))) return true;
  }
  return false;
}
