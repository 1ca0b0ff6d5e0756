/** Whether a link leads to a revised edition, and of which day (dossier site-england-nhs-uk, section 3). */
import { lastPart } from './page-links.ts';
import { day, dayIn, fullYear } from '../../nhs/printed-date.ts';

const CLAUSE = /revis(?:ed|ion)\b[^()]{0,40}/i;
/** `revised-210720`, `revised-91123`, `Revised-11082016`: day, month, year without separators. */
const RUN_TOGETHER = /revised[-_ ]*(\d{1,2}?)(\d\d)(\d{4}|\d\d)(?!\d)/i;

export interface Revision {
  readonly revised: boolean;
  /** ISO. */
  readonly date: string | undefined;
}

/** The text's date goes before the file name's: names keep the date of an older revision. */
export function revisionOf(text: string, fileName: string): Revision {
  return {
    revised: /revis/i.test(text) || /revis/i.test(fileName),
    date: dateAfterRevised(text) ?? dateAfterRevised(fileName),
  };
}

/** A text without what it says about its revision, so that a revision's month is not taken for the data's. */
export function withoutRevision(text: string): string {
  const apart = text.replace(/\([^()]*revis[^()]*\)/gi, ' ');
  return apart.replace(/revis(?:ed|ion)(?:\s+(?:on\s+)?\d{1,2}(?:st|nd|rd|th)?\s+[a-z]+\s+\d{4})?/gi, ' ');
}

/** Upload month of a WordPress address, `2020-08`; empty where the address has none. */
export function uploadMonth(address: string): string {
  const folder = /\/uploads\/(?:sites\/\d+\/)?(20\d\d)\/(\d\d)\//.exec(new URL(address).pathname);
  return folder ? `${folder[1] ?? ''}-${folder[2] ?? ''}` : '';
}

/**
 * Sort key of an edition; the greater string is the later edition. A revised edition goes before a first issue, the
 * later revision before the earlier, the later upload before the earlier, WordPress's `-1` of a second upload of the
 * same name before the name itself.
 */
export function editionKey(link: { readonly url: string; readonly text: string }): string {
  const { fileName } = lastPart(new URL(link.url));
  const { revised, date } = revisionOf(link.text, fileName);
  const upload = uploadMonth(link.url);
  const again = /-(\d)\.[a-z]+$/i.exec(fileName)?.[1] ?? '0';
  const edition = revised ? `1 ${date ?? `${upload}-00`}` : '0';
  return [edition, upload, again].join(' ');
}

/**
 * The version a file's name or text marks: 2 for ` v2`, `_V2`, `-v2`, `(version 2)`; 1 where it marks none. A supplement
 * (` supp`) takes the place of the file it mends, like a second version (dossier site-digital-nhs-uk, section 5). The `v-20`
 * of `nov-20` is no version.
 */
export function versionOf(text: string): number {
  const marked = [...text.matchAll(/(?:(?<![a-z])|(?<=tab))v(?:er(?:sion)?)?[\s._-]*(\d{1,2})(?![\da-z])/gi)];
  const supplement = /(?<![a-z])supp(?:lement)?(?![a-z])/i.test(text) ? 2 : 1;
  return Math.max(supplement, ...marked.map(([, version]) => Number(version)));
}

function dateAfterRevised(text: string): string | undefined {
  const clause = CLAUSE.exec(text.replace(/_/g, '-'))?.[0];
  if (clause === undefined) return undefined;
  const together = RUN_TOGETHER.exec(clause);
  if (together) return day(fullYear(together[3] ?? ''), Number(together[2]), Number(together[1]));
  return dayIn(clause.replace(/^revis(?:ed|ion)[-\s:]*/i, ''));
}
