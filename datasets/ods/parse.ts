/** Bytes of one ODS file to the rows of its table. There are no observations in ODS, only who exists. */
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { ParsedFile } from '../contract/parsed-file.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { editionOf } from './edition.ts';
import { ODS_FILES } from './layouts.ts';
import { organisationTable, readOrganisations, stemByCodes } from './read-organisations.ts';
import { readRows, type OdsRows } from './read-rows.ts';
import { looksLikeSuccessions, readSuccessions, successionTable } from './read-successions.ts';

const ADVICE = 'Download the zip of the right name from the ODS page.';

/**
 * One file into `ods_organisation` (etr, ect) or `ods_succession` (succ, succarc).
 * @throws SourceError when the content is not that of the slot, or a row cannot be trusted.
 */
export function parseOds(source: SourceBytes, context: ParseContext): ParsedFile {
  const file = ODS_FILES.find(({ stem }) => stem === context.slot);
  if (!file) throw new RangeError(`"${context.slot}" is no file of ods.`);
  const rows = readRows(source);
  if (rows.layout.content !== file.content) {
    throw new SourceError(
      SourceErrorCode.wrongTable,
      `${file.label} lists ${file.content}; this file has ${rows.layout.columns} columns and lists ${rows.layout.content}. ${ADVICE}`,
    );
  }
  const edition = editionOf(file.stem, rows);
  const { table, quarantine, findings } =
    file.content === 'organisations'
      ? organisationsOf(rows, file.stem, edition)
      : successionsOf(rows, file.label, edition);
  return {
    layout: rows.layout.name,
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
