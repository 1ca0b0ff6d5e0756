/** A file of either publication to observations. */
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { isAbsenceSlot } from './collections.ts';
import { parseAbsence } from './parse-absence.ts';
import { parseFte } from './parse-fte.ts';

export function parseWorkforce(source: SourceBytes, context: ParseContext): ParsedFile {
  return isAbsenceSlot(context.slot) ? parseAbsence(source, context) : parseFte(source, context);
}
