/** From a label of either layout to the observation measure it stands for. */
import type { MeasureOfLabel } from '../tables/provider-level/label.ts';
import { ATTENDANCE_TYPES, CSV_CUTS, GENDERS, OUTCOMES, SHEET_CUTS } from './layouts.ts';

/** `attended_female` for `Attendance Summary by Gender`, `Attended-Female`. */
export function measureOfCsv(type: string, label: string): MeasureOfLabel {
  if (type === CSV_CUTS.outcomes) return byOutcomeAndGender(label);
  return type === CSV_CUTS.types ? byType(label) : undefined;
}

/** `attended_total` for `Table 1:Attendances - Total`. */
export function measureOfHeading(heading: string): MeasureOfLabel {
  const outcome = SHEET_CUTS.outcomes.exec(heading)?.[1];
  if (outcome !== undefined) return byOutcomeAndGender(outcome);
  return byType(SHEET_CUTS.types.exec(heading)?.[1] ?? '');
}

/** Null where either half is not known: it may be a further outcome, which belongs to all appointments. */
function byOutcomeAndGender(label: string): string | null {
  const [, first = '', second = ''] =
    /^(.+?)[\s-]+((?:unknown )?gender(?: unknown)?|not known|[a-z]+)$/.exec(label) ?? [];
  const stem = OUTCOMES.find(([pattern]) => pattern.test(first))?.[1];
  const ending = GENDERS.find(([pattern]) => pattern.test(second))?.[1];
  return stem === undefined || ending === undefined ? null : `${stem}_${ending}`;
}

function byType(label: string): string | undefined {
  return ATTENDANCE_TYPES.find(([words]) => words === label)?.[1];
}
