/** Which of the four files lies in front of us, when nobody said. */
import type { Recognition } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { datesInside } from './edition.ts';
import { stemByCodes } from './read-organisations.ts';
import { readRows, type OdsRows } from './read-rows.ts';
import { looksLikeSuccessions } from './read-successions.ts';

const ROWS_ENOUGH = 60;
/** succ covers one year of changes, succarc all the years before. */
const LONGEST_SUCC_DAYS = 400;

/**
 * etr and ect tell themselves by their codes. succ and succarc have the same rows: the name decides, and where it
 * says nothing the span of the dates does.
 */
export function recogniseOds(source: SourceBytes): Recognition {
  try {
    const start = readRows(source, ROWS_ENOUGH);
    if (start.layout.content === 'organisations') {
      const stem = stemByCodes(start.rows);
      return typeof stem === 'string'
        ? recognised(stem, 'content', readRows(source))
        : { notThis: `laid out like an ODS file, but of ${stem.otherwise}` };
    }
    if (!looksLikeSuccessions(start.rows)) {
      return { notThis: 'five columns, but not old code, new code, reason, date, indicator' };
    }
    return successionFile(source.fileName, readRows(source));
  } catch (error) {
    if (error instanceof SourceError) return { notThis: error.message };
    throw error;
  }
}

function successionFile(fileName: string, rows: OdsRows): Recognition {
  const named = /succarc/i.test(fileName) ? 'succarc' : /succ/i.test(fileName) ? 'succ' : undefined;
  const stem = named ?? (spanInDays(rows) > LONGEST_SUCC_DAYS ? 'succarc' : 'succ');
  return recognised(stem, named ? 'name' : 'content', rows);
}

function recognised(stem: string, by: 'content' | 'name', rows: OdsRows): Recognition {
  const edition = datesInside(rows)?.last;
  return { fy: 'current', slot: stem, period: stem, by, ...(edition === undefined ? {} : { edition }) };
}

function spanInDays(rows: OdsRows): number {
  const dates = datesInside(rows);
  return dates ? (Date.parse(dates.last) - Date.parse(dates.first)) / 86_400_000 : 0;
}
