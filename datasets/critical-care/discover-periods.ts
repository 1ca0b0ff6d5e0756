/**
 * Finds the year's adult critical care (ACC) file. It moved: the series of its own ended with 2016-17, and its page still
 * lists only old years, so it is never read; from 2017-18 on the file is among the resources of Hospital Admitted Patient
 * Care Activity (dossier critical-care, sections 1 and 2).
 */
import type { Candidate, Discovery, Page, PageReading } from '../contract/discovery.ts';
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { digitalDiscovery, isReleaseOfYear } from '../links/digital-release.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { lastPart, pageAddress, type PageLink } from '../links/page-links.ts';
import { rankBy, type Verdict } from '../links/read-links.ts';
import { editionKey, versionOf } from '../links/revision.ts';

const SERIES = 'hospital-admitted-patient-care-activity';

/** Not of every file of a release titled "Hospital Admitted Patient Care and Adult Critical Care Activity". */
const ABOUT = /(?<!patient care (?:and|&) (?:adult )?)critical[\s_-]*care|ccmds|(?<![a-z])acc(?![a-z])/i;
const OTHERS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/technical[\s_-]*guide|meta[\s_-]*data|data[\s_-]*quality|methodolog/i, 'about the data, without figures'],
  [/time[\s_-]*series/i, 'England time series, without providers'],
];

const release = digitalDiscovery({
  series: SERIES,
  isRelease: isReleaseOfYear,
  judge,
  rank: (candidates) => rankBy(candidates, key),
});

export const periodsDiscovery: Discovery = { ...release, readPage };

/**
 * A release that has its other files and none of critical care says so by that: a stated gap, nobody has to look. A file on
 * one of its sub-pages still goes first.
 */
function readPage(page: Page, fy: FinancialYear): PageReading {
  const reading = release.readPage(page, fy);
  if (reading.candidates.length > 0 || !isReleaseOf(page, fy) || reading.rejected.length === 0)
    return reading;
  const reason = `The ${fy} release of Hospital Admitted Patient Care Activity (${page.finalUrl}) has ${reading.rejected.length} files, none of them of adult critical care. The publisher prints no figure for a trust this year; nothing has to be done.`;
  return { ...reading, absent: [{ slot: fy, reason }] };
}

function isReleaseOf(page: Page, fy: FinancialYear): boolean {
  const address = pageAddress(page.finalUrl);
  const slug = address.slice(address.lastIndexOf('/') + 1);
  return address.endsWith(`/${SERIES}/${slug}`) && yearsNamed(slug).includes(fy);
}

function judge({ text, fileName }: PageLink, fy: FinancialYear): Verdict {
  const words = `${text} ${fileName}`;
  if (!ABOUT.test(words)) return 'another table of admitted patient care';
  for (const [pattern, what] of OTHERS) if (pattern.test(words)) return what;
  const years = yearsNamed(words);
  if (years.length > 0 && !years.includes(fy)) return `${years.join(' and ')}, another year`;
  return [fy];
}

/** A second version goes before the first, a workbook before a CSV of one of its tables. */
function key(candidate: Candidate): string {
  const { fileName, extension } = lastPart(new URL(candidate.url));
  const version = String(versionOf(`${candidate.text} ${fileName}`)).padStart(2, '0');
  return `${version} ${extension === 'csv' ? '0' : '1'} ${editionKey(candidate)}`;
}
