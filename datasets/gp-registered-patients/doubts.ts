/** What in a quin-age file does not fit together, where it is loaded all the same (dossier, sections 3.3 and 6). */
import type { Finding, PrintedTotal } from '../contract/parsed-file.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { type QuinAgeColumn, NETWORK_TYPE, PRACTICE_TYPE } from './layouts.ts';
import { levelNamed } from './level-totals.ts';
import type { ListTable } from './list-table.ts';
import { type PracticeCells, PRINTED_SEXES } from './practice-cells.ts';

/** A finding of this kind is about one practice; checks.ts counts them. */
export const PRACTICE_DISAGREES = 'practice-total-disagrees';

/** Practices whose bands do not add up to what the file prints for them, by sex and in all. */
export function practiceDoubts(cells: PracticeCells): readonly Finding[] {
  return cells.codes.flatMap((code, practice) => {
    const apart = PRINTED_SEXES.flatMap((sex, at) => {
      const printed = cells.people(practice, at, 0);
      const sum = cells.sum(practice, at);
      if (printed === sum) return [];
      // A sex nobody of is registered has no row.
      if (printed === undefined)
        return sum === 0 ? [] : [`no row for ${sex}, where its bands add up to ${sum}`];
      return [`${printed} for ${sex} (row ${cells.line(practice, at, 0)}), where its bands add up to ${sum}`];
    });
    if (apart.length === 0) return [];
    const message = `${code} has ${apart.join('; ')}. The bands are loaded.`;
    return [{ kind: PRACTICE_DISAGREES, severity: 'warning' as const, orgCode: code, message }];
  });
}

/** Levels above the practices that do not add up to them. */
export function levelDoubts(levels: readonly PrintedTotal[], month: string): readonly Finding[] {
  return levels
    .filter(({ published, sumOfRows }) => published !== sumOfRows)
    .map(({ measure, published, sumOfRows }) => ({
      kind: 'level-total-disagrees',
      severity: 'warning' as const,
      message: `${monthInWords(month)}: the rows of level ${measure.replace('printed_by_', '')} add up to ${published} people, those of the practices to ${sumOfRows} (${sumOfRows - published} apart). The practices are loaded.`,
    }));
}

/** Kinds of organisation that nobody has met before: passed over, with a word. */
export function otherTypes(table: ListTable<QuinAgeColumn>): readonly Finding[] {
  const seen = new Map<string, number>();
  for (let row = 0; row < table.rows; row += 1) {
    const type = table.text('type', row);
    if (!seen.has(type)) seen.set(type, table.line(row));
  }
  return [...seen]
    .filter(([type]) => !['', PRACTICE_TYPE, NETWORK_TYPE].includes(type.toUpperCase()))
    .filter(([type]) => levelNamed(type) === undefined)
    .map(([type, line]) => ({
      kind: 'unknown-level',
      severity: 'info' as const,
      message: `Rows with ORG_TYPE "${type}" (the first is row ${line}) are of a kind this reader does not know. They were passed over; only rows of practices (GP) are read.`,
    }));
}
