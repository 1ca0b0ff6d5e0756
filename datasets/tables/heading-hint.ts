/** What a person can teach where a file is refused for a heading: which meanings have none, and which headings mean nothing known. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { withoutInvisible } from '../../nhs/visible-text.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { cellText, type SheetRow } from '../../spreadsheet/workbook.ts';
import type { Headings, HeadingSet } from '../contract/heading.ts';
import { firstRows, groupsAbove } from './header-row.ts';
import { knownIn, setsFor } from './taught-headings.ts';

const SEARCHED_ROWS = 60;
const GROUPS_WITHIN = 3;
const COMMANDS_SHOWN = 3;
const MEANINGS_SHOWN = 24;
const LONGEST_HEADING = 120;

/** What a refusal is about. */
export interface Refused {
  readonly dataset: string;
  readonly fy: FinancialYear;
  readonly headings: Headings | undefined;
}

/** The refusal with the command that mends it, where a lesson could. */
export function withHint(error: SourceError, source: SourceBytes, refused: Refused): SourceError {
  const isOfHeadings =
    error.code === SourceErrorCode.headingMissing || error.code === SourceErrorCode.unknownLayout;
  if (!isOfHeadings || !refused.headings) return error;
  const hint = headingHint(source, { ...refused, headings: refused.headings });
  return hint === undefined
    ? error
    : new SourceError(error.code, `${error.message} ${hint}`, { cause: error });
}

/** Undefined where no row looks like the headings of any layout. */
export function headingHint(
  source: SourceBytes,
  { dataset, fy, headings }: Refused & { readonly headings: Headings },
): string | undefined {
  const sets = setsFor(source, headings, fy);
  const [best] = source
    .workbook()
    .sheets.filter(({ hidden }) => !hidden)
    .flatMap((sheet) => rowsLike(firstRows(sheet, SEARCHED_ROWS), headings, sets))
    .toSorted((a, b) => b.known - a.known || a.lacking.length - b.lacking.length);
  if (!best) return undefined;
  const { lacking, unknown, set } = best;
  if (lacking.length === 0 && (unknown.length === 0 || set.others)) return undefined;
  const shown = set.labels || set.others ? ['…'] : unknown.map(asWord).slice(0, COMMANDS_SHOWN);
  const commands = (shown.length > 0 ? shown : ['…']).map(
    (heading) => `npm start -- teach ${dataset} ${fy} "${heading}" ____ --reason "…"`,
  );
  const more = lacking.length > MEANINGS_SHOWN ? `, and ${lacking.length - MEANINGS_SHOWN} more` : '';
  const wanted =
    lacking.length === 0
      ? 'No figure is without a heading; where the heading means none of them, that is "none"'
      : `Without a heading: ${lacking.slice(0, MEANINGS_SHOWN).join(', ')}${more}; where a heading means none of the figures, that is "none"`;
  return `Where the publisher has only changed the words, say what they mean: ${commands.join('; or ')}. ${wanted}.`;
}

interface Likeness {
  readonly set: HeadingSet;
  readonly known: number;
  readonly lacking: readonly string[];
  readonly unknown: readonly string[];
}

/** Each row that has headings of a layout, with what it lacks. */
function rowsLike(
  rows: readonly SheetRow[],
  { plain }: Headings,
  sets: readonly HeadingSet[],
): readonly Likeness[] {
  return rows.flatMap((row, at) => {
    const headings = row.cells.map((cell) => (typeof cell === 'string' ? plain(cell) : ''));
    const groups = rows
      .slice(Math.max(0, at - GROUPS_WITHIN), at)
      .map((above) => groupsAbove(above, headings.length));
    return sets.flatMap((set): readonly Likeness[] => {
      const known = headings.filter((heading) => knownIn(set, heading)).length;
      if (known < 2) return [];
      const lacking = set.meanings
        .filter(({ optional }) => !optional)
        .filter(
          ({ words, under }) =>
            !headings.some(
              (heading, index) =>
                words.includes(heading) &&
                (under === undefined || groups.some((group) => under(group[index] ?? ''))),
            ),
        )
        .map(({ means }) => means);
      const unknown = row.cells
        .filter((_, index) => headings[index] !== '' && !knownIn(set, headings[index] ?? ''))
        .map((cell) => cellText(cell));
      return [{ set, known, lacking, unknown: [...new Set(unknown)] }];
    });
  });
}

/** As it may be typed between quotation marks in a terminal: what a shell would obey stays out. */
function asWord(heading: string): string {
  const plain = withoutInvisible(heading).replace(/\s+/g, ' ').trim();
  return /["$`\\!%]/.test(plain) || plain.length > LONGEST_HEADING ? '…' : plain;
}
