/** What is said of any file once it is read, whatever publication it is of. */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { layoutsOf, Seen, type Layout } from '../contract/layout.ts';
import type { Finding, Observation, ParsedFile, QuarantinedRow } from '../contract/parsed-file.ts';
import { placeOf } from './header-row.ts';
import { withoutMarks } from '../../nhs/printed-marks.ts';

const SHOWN = 5;

/** The file with the findings that every publication owes. */
export function withFindingsOfFile(
  parsed: ParsedFile,
  fy: FinancialYear = '',
  layouts: readonly Layout[] = [],
): ParsedFile {
  const further = [
    ...markedFigures(parsed.observations),
    ...rowsSetAside(parsed),
    ...layoutUnseen(parsed.layout, layoutsOf(layouts, fy)),
  ];
  return further.length === 0 ? parsed : { ...parsed, findings: [...parsed.findings, ...further] };
}

/** Figures were read through a layout that is known of the neighbour years only. */
function layoutUnseen(name: string, ofYear: readonly Layout[]): readonly Finding[] {
  const row = ofYear.find(({ layout }) => layout === name);
  if (row?.seen !== Seen.believed) return [];
  const message = `Neither a real file nor a description of layout ${name} of this year was to be had: it is believed to be as in the neighbour years.`;
  return [{ kind: 'layout-unseen', severity: 'info', message }];
}

/** Figures with a mark count; each kind of mark is said once. */
function markedFigures(observations: readonly Observation[]): readonly Finding[] {
  const found = new Map<string, { meaning: string; first: Observation; times: number }>();
  for (const one of observations) {
    if (one.status !== 'reported' || !/[[*]/.test(one.printed)) continue;
    for (const { sign, meaning } of withoutMarks(one.printed)?.marks ?? []) {
      const before = found.get(sign) ?? { meaning, first: one, times: 0 };
      found.set(sign, { ...before, times: before.times + 1 });
    }
  }
  return [...found].map(([sign, { meaning, first, times }]) => ({
    kind: 'marked-figure',
    severity: 'info',
    message: `${times === 1 ? 'One figure is' : `${times} figures are`} marked ${sign} (${meaning}) and counted as printed; the first is ${first.measure} of ${first.orgCode || first.orgName} in ${first.column}${first.row}.`,
  }));
}

/** A file that prints no total cannot show that a row is lacking: the rows that were set aside are named. */
function rowsSetAside({ totals, quarantine }: ParsedFile): readonly Finding[] {
  const rows = quarantine.filter((row) => row.rule !== 'duplicate-row' && looksLikeOrganisation(row));
  if (totals.length > 0 || rows.length === 0) return [];
  return [
    {
      kind: 'row-set-aside',
      severity: 'warning',
      message: `The file prints no total that would show a lost row, and ${setAside(rows)}. Their figures are in no table.`,
    },
  ];
}

/** Averages, groups and counts that a publisher prints among the rows are set aside as they should be. */
const NO_ORGANISATION = /^\W*(totals?|averages?|england$|combined|median|mean|benchmark|count|all)\b/i;

function looksLikeOrganisation({ orgCode = '', orgName = '' }: QuarantinedRow): boolean {
  if (NO_ORGANISATION.test(orgCode) || NO_ORGANISATION.test(orgName)) return false;
  return /\p{L}{3}.*\s.*\p{L}{3}/u.test(orgName) || /^\s*[RT]\w{2}/i.test(orgCode);
}

/** `2 rows were set aside: row 7 of sheet "A" ("R1 H", Barts Health NHS Trust)`. */
export function setAside(rows: readonly QuarantinedRow[]): string {
  const named = rows.slice(0, SHOWN).map(({ sheet, row, orgCode, orgName }) => {
    const who = [orgCode?.trim() ? `"${orgCode.trim()}"` : '', orgName?.trim() ?? ''].filter(
      (text) => text !== '',
    );
    return `row ${row ?? '?'} of ${placeOf(sheet ?? '')
      .replace(/^S/, 's')
      .replace(/^The/, 'the')}${who.length > 0 ? ` (${who.join(', ')})` : ''}`;
  });
  const more = rows.length > SHOWN ? ` and ${rows.length - SHOWN} more` : '';
  return `${rows.length === 1 ? 'one row was' : `${rows.length} rows were`} set aside: ${named.join('; ')}${more}`;
}
