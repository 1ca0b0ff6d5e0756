/** Surveys and the editions that print them: one file of results has the survey's own year, and often four before it. */
import type { ExpectedFile } from '../contract/dataset.ts';
import { type FinancialYear, financialYear } from '../../nhs/financial-year.ts';
import { yearsOf } from '../contract/layout.ts';
import { LAYOUTS } from './layouts.ts';

const LATEST_EDITION = surveyOf(yearsOf(LAYOUTS).at(-1) ?? '');
/** A benchmark workbook prints five surveys. */
const SURVEYS_BEFORE = 4;
/** No workbook of these surveys with weighted scores of organisations is known: their absence is no gap. */
const WITHOUT_KNOWN_EDITION: readonly number[] = [2017, 2018, 2020];

/** The survey of autumn 2020 is the one of 2020-21. */
export function surveyOf(fy: FinancialYear): number {
  return Number(fy.slice(0, 4));
}

/** Slot of a survey in the edition of a year: `2020-21 own`, `2020-21 edition 2024`. */
export function slotOf(survey: number, edition: number): string {
  return `${financialYear(survey)} ${edition === survey ? 'own' : `edition ${edition}`}`;
}

/** The edition a slot asks for. */
export function editionOfSlot(slot: string): number {
  return Number(/ edition (20\d\d)$/.exec(slot)?.[1] ?? surveyOf(slot));
}

/** The survey's own edition, then those that print it too, the latest first. */
export function expectedFiles(fy: FinancialYear): readonly ExpectedFile[] {
  const survey = surveyOf(fy);
  const last = Math.min(survey + SURVEYS_BEFORE, LATEST_EDITION);
  const later = Array.from({ length: last - survey }, (_, index) => last - index);
  return [
    {
      slot: slotOf(survey, survey),
      period: fy,
      label: `survey of ${survey}, its own edition`,
      ...(WITHOUT_KNOWN_EDITION.includes(survey) && { optional: true as const }),
    },
    ...later.map((edition, index) => ({
      slot: slotOf(survey, edition),
      period: fy,
      label: `survey of ${survey}, in the edition of ${edition}`,
      optional: true as const,
      standIn: index + 1,
    })),
  ];
}

/** An edition as a name or a text states it: `2017-2021` has `survey` 2021 and reaches back to 2017. */
export interface Edition {
  readonly survey: number;
  readonly from: number;
}

const RANGE = /(?<!\d)(20\d\d)\s*(?:[-_/\u2010-\u2015]+|to)\s*(20\d\d)(?!\d)/gi;
const ONE_YEAR = /(?<!\d)(20\d\d)(?!\d)|(?<![a-z0-9])(?:st|nss)(\d\d)(?!\d)/gi;

/**
 * Editions a file claims to be. A range of years in its name or text says it best, `2020-2024`, `2017 to 2021`; else a
 * year in the name, `ST19-Organisation-Data-2019-Only`; else in the text; else in what it stands under. Texts also have
 * the years of publication and of revisions: then the content decides.
 */
export function editionsClaimed(name: string, text: string, heading = ''): readonly Edition[] {
  const ranges = rangesIn(`${name}|${text}`);
  if (ranges.length > 0) return ranges;
  const reach = /benchmark/i.test(`${name} ${text}`) ? SURVEYS_BEFORE : 0;
  const years = [name, text, heading].map(yearsIn).find((found) => found.length > 0) ?? [];
  return years.map((survey) => ({ survey, from: survey - reach }));
}

function rangesIn(text: string): readonly Edition[] {
  const ranges = [...text.matchAll(RANGE)].map(([, from, to]) => ({
    survey: Number(to),
    from: Number(from),
  }));
  return ranges.filter(({ survey, from }) => from < survey);
}

function yearsIn(text: string): readonly number[] {
  const years = [...text.matchAll(ONE_YEAR)].map(([, long, short]) => Number(long ?? `20${short ?? ''}`));
  return [...new Set(years)];
}
