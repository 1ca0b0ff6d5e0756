/** A file of critical care to observations: the year's periods, or a month's beds. Never one for the other. */
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { isBedsSlot } from './collections.ts';
import { parseBeds } from './parse-beds.ts';
import { parsePeriods } from './parse-periods.ts';

export function parseCriticalCare(source: SourceBytes, context: ParseContext): ParsedFile {
  return isBedsSlot(context.slot) ? parseBeds(source, context) : parsePeriods(source, context);
}
