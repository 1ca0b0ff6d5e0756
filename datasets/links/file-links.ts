/** What england.nhs.uk pages have in common: which links can be a data file at all. */
import type { PageLink } from './page-links.ts';

/** A pattern over link text and file name, and what such a link is. */
export type Exclusion = readonly [pattern: RegExp, what: string];

/**
 * Why a link cannot be a data file of this publication; undefined where it can. `no file` for pages, which are not
 * worth a line in the log.
 */
export function whyNotDataFile(
  link: PageLink,
  rules: {
    readonly host: string;
    readonly extensions: readonly string[];
    readonly exclusions: readonly Exclusion[];
  },
): string | undefined {
  if (link.extension === '' || ['html', 'htm', 'php', 'aspx'].includes(link.extension)) return 'no file';
  if (link.url.hostname !== rules.host) return `not on ${rules.host}`;
  const words = `${link.text} ${link.fileName}`;
  for (const [pattern, what] of rules.exclusions) if (pattern.test(words)) return what;
  return rules.extensions.includes(link.extension) ? undefined : `a .${link.extension} file`;
}
