import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { nhsFile } from '../nhs-files.ts';

/** Records of a real CSV with a heading line, all text. */
export function nhsCsv(dataset: string, name: string): Record<string, string>[] {
  return parse(readFileSync(nhsFile(dataset, name) ?? '', 'utf8'), { columns: true, bom: true });
}
