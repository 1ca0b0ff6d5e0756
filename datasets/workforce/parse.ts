/** A file of either publication to observations. */
import type { ParseContext, ParsedFile, SourceBytes } from '../contract.ts';
import { isAbsenceSlot } from './collections.ts';
import { parseAbsence } from './parse-absence.ts';
import { parseFte } from './parse-fte.ts';

export function parseWorkforce(source: SourceBytes, context: ParseContext): ParsedFile {
  return isAbsenceSlot(context.slot) ? parseAbsence(source, context) : parseFte(source, context);
}
