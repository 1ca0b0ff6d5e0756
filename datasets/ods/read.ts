/**
 * Reads the four ODS files. A reader of its own: they have no heading line, no figure and no year, and say only who
 * exists and who followed whom.
 */
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParseContext, Recognition } from '../contract/dataset.ts';
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { ODS_FILES } from './layouts.ts';
import { organisationTable, readOrganisations, stemByCodes } from './read-organisations.ts';
import { datesInside, readRows, type OdsRows } from './read-rows.ts';
import { looksLikeSuccessions, readSuccessions, successionTable } from './read-successions.ts';

const ADVICE = 'Download the zip of the right name from the ODS page.';

/**
 * One file into `ods_organisation` (etr, ect) or `ods_succession` (succ, succarc), marked with its edition: the file
 * and the latest day in it (`etr 2024-12-31`), because the addresses always serve the current edition.
 * @throws SourceError when the content is not that of the slot, or a row cannot be trusted.
 */
export function parse(source: SourceBytes, context: ParseContext): ParsedFile {
  const file = ODS_FILES.find(({ stem }) => stem === context.slot);
  if (!file) throw new RangeError(`"${context.slot}" is no file of ods.`);
  const rows = readRows(source);
  if (rows.layout.content !== file.content) {
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `${file.label} lists ${file.content}; this file has ${rows.layout.columns} columns and lists ${rows.layout.content}. ${ADVICE}`,
    );
  }
  const edition = `${file.stem} ${datesInside(rows)?.last ?? 'undated'}`;
  const { table, quarantine, findings } =
    file.content === 'organisations'
      ? organisationsOf(rows, file.stem, edition)
      : successionsOf(rows, file.label, edition);
  return {
    layout: rows.layout.layout,
    maturity: 'final',
    observations: [],
    totals: [],
    quarantine,
    findings,
    tables: [table],
  };
}

type Content = Pick<ParsedFile, 'quarantine' | 'findings'> & { readonly table: ParsedFile['tables'][number] };

function organisationsOf({ rows }: OdsRows, stem: string, edition: string): Content {
  const found = stemByCodes(rows);
  if (found !== stem) {
    const looks = typeof found === 'string' ? `the file ${found}` : found.otherwise;
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `By its codes this is not ${stem}: it looks like ${looks}. ${ADVICE}`,
    );
  }
  const read = readOrganisations(rows);
  return { ...read, table: organisationTable(edition, read.organisations) };
}

function successionsOf({ rows }: OdsRows, label: string, edition: string): Content {
  if (!looksLikeSuccessions(rows)) {
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `This is not ${label}: its rows are not old code, new code, reason letter, date YYYYMMDD, indicator. ${ADVICE}`,
    );
  }
  const read = readSuccessions(rows);
  return { ...read, table: successionTable(edition, read.successions) };
}

/**
 * A list of organisations with no trust in it is refused. A list of successions may well have none: practices close
 * every month, trusts rarely. A short list does no harm, because matching unites it with the reviewed table.
 */
export function check(parsed: ParsedFile): readonly Refusal[] {
  return parsed.tables
    .filter((table) => table.name === 'ods_organisation' && table.rows === 0)
    .map(() => ({
      code: SourceErrorCode.empty,
      message: 'Every row of the file was set aside: none names a trust. Download it again.',
    }));
}

const ROWS_ENOUGH = 60;
/** succ covers one year of changes, succarc all the years before. */
const LONGEST_SUCC_DAYS = 400;

/**
 * etr and ect tell themselves by their codes. succ and succarc have the same rows: the name decides, and where it
 * says nothing the span of the dates does.
 */
export function recognise(source: SourceBytes): Recognition {
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
