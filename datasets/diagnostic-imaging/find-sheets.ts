/** Finds the sheets of Table 1: sibling tables have the same sheet name and headings, only the title tells (dossier, section 2). */
import type { Sheet, SheetRow, Workbook } from '../../spreadsheet/workbook.ts';
import { besideLabel, placeOf, plainHeading } from '../tables/header-row.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { ANY_TITLE, TITLE, TITLE_PAGE } from './layouts.ts';

const TITLE_ROWS = 30;
const SHOWN = 4;

export interface TitledSheet {
  readonly sheet: Sheet;
  /** 0 for April to 11 for March, where the title says which month's table it is (`1a` to `1l`). */
  readonly monthIndex: number | undefined;
}

/** @throws SourceError naming the titles found, when no visible sheet is of Table 1. */
export function sheetsOfTable1(workbook: Workbook): readonly TitledSheet[] {
  const found = titles(workbook).flatMap(({ sheet, title }) => {
    const match = TITLE.exec(plainHeading(title));
    if (!match || TITLE_PAGE.test(sheet.name)) return [];
    return [{ sheet, monthIndex: match[1] === undefined ? undefined : 'abcdefghijkl'.indexOf(match[1]) }];
  });
  const [first, ...others] = found;
  // One letter on every sheet is of the table, and tells no month.
  const isOneLetter = others.length > 0 && others.every(({ monthIndex }) => monthIndex === first?.monthIndex);
  if (isOneLetter) return found.map(({ sheet }) => ({ sheet, monthIndex: undefined }));
  if (found.length > 0) return found;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `No sheet is titled "Table 1 DID - Count of Imaging Activity by Modality". ${shown(workbook)} Only Table 1 counts all imaging tests; take it from the page of the year.`,
  );
}

/** Whether this is a table of the publication at all. */
export function isOfPublication(workbook: Workbook): boolean {
  return titles(workbook).some(({ title }) => ANY_TITLE.test(plainHeading(title)));
}

/** The first rows of a sheet that may be long. */
export function firstRows(sheet: Sheet, atMost: number): readonly SheetRow[] {
  const rows: SheetRow[] = [];
  for (const row of sheet.rows()) {
    rows.push(row);
    if (rows.length >= atMost) break;
  }
  return rows;
}

function titles(workbook: Workbook): readonly { readonly sheet: Sheet; readonly title: string }[] {
  return workbook.sheets
    .filter((sheet) => !sheet.hidden)
    .map((sheet) => ({ sheet, title: besideLabel(firstRows(sheet, TITLE_ROWS), 'title') }));
}

function shown(workbook: Workbook): string {
  const titled = titles(workbook).filter(({ title }) => title !== '');
  if (titled.length === 0) {
    const names = workbook.sheets.map(({ name }) => `"${name}"`).join(', ');
    return `No sheet has a title at all; the sheets are: ${names}.`;
  }
  const more = titled.length > SHOWN ? ` and ${titled.length - SHOWN} more` : '';
  const list = titled
    .slice(0, SHOWN)
    .map(({ sheet, title }) => `${placeOf(sheet.name)} is titled "${title}"`);
  return `${list.join('; ')}${more}.`;
}
