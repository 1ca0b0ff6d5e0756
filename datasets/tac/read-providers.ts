/** Reads the sheet List of Providers: the organisations with their ODS codes (dossier tac, section 4). */
import { cellText, type Sheet } from '../../spreadsheet/workbook.ts';
import { findHeadings, type TextRow } from './find-headings.ts';
import { HEADER_ROWS, PROVIDER_HEADINGS } from './layouts.ts';

/** One provider; what a file does not say is an empty text. */
export interface ListedProvider {
  /** As printed. */
  readonly name: string;
  readonly code: string;
  readonly region: string;
  /** Acute, Mental Health, Community, Specialist, Ambulance: headed Sector in the list. */
  readonly trustType: string;
  /** ISO date; foundation trusts only. */
  readonly authorised: string;
  readonly comments: string;
  readonly row: number;
}

export interface ProviderList {
  readonly providers: readonly ListedProvider[];
  /** Why there are none, or none with codes; undefined where all is well. */
  readonly lacking: string | undefined;
}

export function readProviders(sheet: Sheet | undefined): ProviderList {
  if (!sheet) {
    return {
      providers: [],
      lacking: 'The workbook has no List of Providers: names are matched to codes through ODS alone.',
    };
  }
  const rows = textRows(sheet);
  const headings = findHeadings(rows.slice(0, HEADER_ROWS), PROVIDER_HEADINGS, sheet.name);
  const nameAt = headings?.columns.name;
  if (!headings || nameAt === undefined) {
    return {
      providers: [],
      lacking: `Sheet "${sheet.name}" has no column "Full name of Provider": names are matched to codes through ODS alone.`,
    };
  }
  const { columns, index } = headings;
  const providers = rows.slice(index + 1).flatMap((row) => {
    const text = (at: number | undefined): string => (at === undefined ? '' : (row.texts[at] ?? '').trim());
    if (text(nameAt) === '') return [];
    return [
      {
        name: row.texts[nameAt] ?? '',
        code: text(columns.code),
        region: text(columns.region),
        trustType: text(columns.trustType),
        authorised: isoDate(text(columns.authorised)),
        comments: text(columns.comments),
        row: row.number,
      },
    ];
  });
  const lacking =
    columns.code === undefined ? `Sheet "${sheet.name}" has no column of ODS codes.` : undefined;
  return { providers, lacking };
}

function textRows(sheet: Sheet): readonly TextRow[] {
  return [...sheet.rows()].map((row) => ({
    number: row.number,
    texts: row.cells.map((cell) => cellText(cell)),
  }));
}

/** `2007-10-01T00:00:00` and `01/10/2007` become `2007-10-01`; anything else stays as printed. */
function isoDate(text: string): string {
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (british) return `${british[3]}-${british[2]?.padStart(2, '0')}-${british[1]?.padStart(2, '0')}`;
  return /^\d{4}-\d\d-\d\d(?=T|$)/.exec(text)?.[0] ?? text;
}
