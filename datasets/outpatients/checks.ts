/** What keeps a file of outpatient activity out (dossier outpatients, sections 3 and 5). */
import type { ParsedFile, Refusal } from '../contract/parsed-file.ts';
import { checkAlike, checkDuplicates, checkFigures } from '../tables/file-checks.ts';
import { checkProviderTotals, impossibleCount } from '../tables/provider-level/checks.ts';
import { byOrganisation } from '../tables/provider-level/figures.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { OUTCOMES } from './layouts.ts';

/** The largest trust has 1.8 million attendances a year. */
const APPOINTMENTS_AT_MOST = 10_000_000;
/** One slip is a finding; when more than a tenth of the organisations slip, the columns are not what their headings say. */
const SHARE_OF_SLIPS = 0.1;
const IN_TRUST_YEAR = new RegExp(
  `^(?:${OUTCOMES.map(([, stem]) => stem).join('|')})_(?:male|female|gender_unknown|total)$`,
);

export function checkOutpatients(parsed: ParsedFile): readonly Refusal[] {
  return [
    ...checkDuplicates(parsed.observations),
    ...checkFigures(parsed.observations, impossibleCount(APPOINTMENTS_AT_MOST)),
    ...checkAlike(parsed.observations, (measure) => /^attended_(?:male|female|total)$/.test(measure)),
    ...checkProviderTotals(parsed, (measure) => IN_TRUST_YEAR.test(measure)),
    ...checkGenders(parsed),
  ];
}

function checkGenders(parsed: ParsedFile): readonly Refusal[] {
  const organisations = byOrganisation(parsed.observations).size;
  const slips = new Set(
    parsed.findings.filter(({ kind }) => kind === 'gender-identity').map(({ orgCode }) => orgCode),
  ).size;
  if (slips < 3 || slips <= organisations * SHARE_OF_SLIPS) return [];
  return [
    {
      code: SourceErrorCode.implausible,
      message: `For ${slips} of ${organisations} organisations a total is not the sum of its genders. The columns are not what their headings say; compare with the publisher's file.`,
    },
  ];
}
