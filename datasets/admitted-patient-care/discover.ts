/** Finds the file of a year by provider among the twenty of its release (dossier section 1; site-digital-nhs-uk). */
import type { Candidate, Discovery } from '../contract/discovery.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { digitalDiscovery } from '../links/digital-release.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import type { Exclusion } from '../links/file-links.ts';
import { lastPart, type PageLink } from '../links/page-links.ts';
import { rankBy, type Verdict } from '../links/read-links.ts';
import { editionKey, versionOf } from '../links/revision.ts';
import { FAMILY } from './layouts.ts';

/** Names and card texts of the files that give totals by provider, best first; either will do. */
interface FileKind {
  readonly name: RegExp;
  readonly text: RegExp;
}

const FILE_KINDS: readonly FileKind[] = [
  {
    // All measures, every zero printed, 200 kB. `prov` alone for 2017-18 to 2019-20.
    name: /^hosp-epis-stat-admi-(?:hosp-)?prov(?:iders?)?(?=[-_ ]\d)/i,
    text: /hospital\s+providers?(?![a-z])/i,
  },
  {
    name: /^hosp-epis-stat-admi-(?:prov-lev\w*|pla)(?=[-_ ]\d)/i,
    text: /provider[\s\u2010-\u2015-]+level/i,
  },
];

/** Files beside them on the release page, by the words of their names or texts. */
const EXCLUSIONS: readonly Exclusion[] = [
  [/-diag-|diagnos[ie]s/i, 'by diagnosis'],
  [/-proc-|procedures?(?![a-z])/i, 'by procedure'],
  [/-ext-caus-|external\s+cause/i, 'by external cause'],
  [/-(?:main|trea|treat)-spec-|specialty/i, 'by specialty'],
  [
    /-resp-|(?<![a-z])(?:ccg|icb|sub-icb)s?(?![a-z])|of\s+responsibility/i,
    'by commissioner, not by provider',
  ],
  [/-(?:rep|summary)-tabs?-|(?:report|summary)\s+tables?/i, 'national tables, without providers'],
  [/-time-seri|time[\s-]*series/i, 'national time series, without providers'],
  [/-data-qual|data\s+quality/i, 'notes on data quality'],
  [/-meta-|metadata|data\s+dictionary/i, 'explains the columns, no figures'],
  // The release of 2018-19 is of "Admitted Patient Care and Adult Critical Care", and so may each of its texts be.
  [/-acc-|(?<!patient care (?:and|&) (?:adult )?)critical\s+care/i, 'adult critical care, another dataset'],
];

export const discovery: Discovery = digitalDiscovery({
  series: 'hospital-admitted-patient-care-activity',
  judge,
  rank,
});

/** The name decides where it is of the family; names have changed, and then the text of the card does. */
function judge(link: PageLink, fy: FinancialYear): Verdict {
  const { fileName, text, extension } = link;
  if (!['xlsx', 'xlsm', 'xls', 'csv'].includes(extension)) return `a .${extension} file`;
  if (kindOf(fileName, text) === undefined)
    return excluded(fileName, text) ?? 'neither text nor name speaks of providers';
  const claimed = claims(fileName, text);
  // The release page is of the year; a file that names none is tried, and its own title decides.
  return claimed.length === 0 || claimed.includes(fy) ? [fy] : `${claimed.join(' or ')}, another year`;
}

/** Index among the kinds of file, best first; undefined for another file of the release. */
function kindOf(fileName: string, text: string): number | undefined {
  const byName = FILE_KINDS.findIndex(({ name }) => name.test(fileName));
  if (byName >= 0) return byName;
  if (/^hosp-epis-stat-/i.test(fileName) && !FAMILY.test(fileName)) return undefined;
  const byText = FILE_KINDS.findIndex((kind) => kind.text.test(text));
  return byText < 0 || excluded(fileName, text) !== undefined ? undefined : byText;
}

function excluded(fileName: string, text: string): string | undefined {
  return EXCLUSIONS.find(([pattern]) => pattern.test(`${text} ${fileName}`))?.[1];
}

function claims(fileName: string, text: string): readonly FinancialYear[] {
  return [...new Set([...yearsNamed(fileName), ...yearsNamed(text)])];
}

/**
 * Files whose text and name agree go first; then the better kind, by a known name first; then the later version. Of files that
 * nothing tells apart the last on the page is the later upload: every upload has an address of its own (dossier section 1).
 */
function rank(candidates: readonly Candidate[]): readonly Candidate[] {
  return rankBy(candidates.toReversed(), (candidate) => {
    const { fileName } = lastPart(new URL(candidate.url));
    const { text, slot } = candidate;
    const agrees = claims(fileName, text).every((year) => year === slot) ? '1' : '0';
    const kind = FILE_KINDS.length - (kindOf(fileName, text) ?? FILE_KINDS.length);
    const version = String(Math.max(versionOf(fileName), versionOf(text))).padStart(2, '0');
    const named = FILE_KINDS.some(({ name }) => name.test(fileName)) ? '1' : '0';
    return `${agrees} ${kind} ${named} ${version} ${editionKey(candidate)}`;
  });
}
