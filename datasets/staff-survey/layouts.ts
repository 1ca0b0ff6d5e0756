/**
 * Workbooks of the survey by year, as data (dossier staff-survey, sections 4a and 4b). Headings in the form of `plainName`;
 * `{year}` stands for the year of the survey. A year is that of a survey, whichever edition prints it.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import { Seen, type Layout } from '../contract/layout.ts';

/** The publisher's own name of a figure, without its year, and its heading. */
export type FigureLayout = readonly [measure: string, heading: string];

export interface SurveyLayout extends Layout {
  readonly orgCode: string;
  readonly orgName: string;
  /** A row without a group is no organisation: people add sums below the table. */
  readonly group: string;
  /** A genuine edition prints engagement for at least so many years; the bank workers' workbook prints fewer. */
  readonly yearsAtLeast: number;
  readonly figures: readonly FigureLayout[];
}

/** Printed for every year, and what tells which years a workbook has. */
export const ENGAGEMENT = 'theme_engagement_{year}';

/** Measures without which a table is refused, and the columns of trust_year that they feed or weigh. */
export const FEEDS: ReadonlyMap<string, string> = new Map([
  ['responses', 'staff_survey_response_rate'],
  ['response_rate', 'staff_survey_response_rate'],
  ['theme_engagement', 'staff_engagement'],
]);

const SCORES: readonly FigureLayout[] = [
  ['theme_engagement', ENGAGEMENT],
  ['theme_morale', 'theme_morale_{year}'],
];

/** The scheme of 2017 to 2020. `sculture` is safety culture, `sebh` and `seviol` a safe environment. */
const THEMES: readonly FigureLayout[] = [
  ...['theme_diversity', 'theme_sculture', 'theme_hwb', 'theme_managers', 'theme_qualapp', 'theme_qualcare'],
  ...['theme_sebh', 'theme_seviol', 'theme_teamwork'],
].map((measure) => [measure, `${measure}_{year}`]);

/** The People Promise, from 2021 on: another scheme, never to be joined to the themes. */
const PROMISES: readonly FigureLayout[] = [1, 2, 3, 4, 5, 6, 7].map((promise) => [
  `PP${promise}`,
  `pp${promise}_{year}`,
]);

const ORGANISATION_DATA = {
  layout: 'organisation-data',
  file: 'organisation data',
  orgCode: 'trust',
  orgName: 'trustname',
  group: 'trtype',
  yearsAtLeast: 1,
  // `responses` has no year: the figure is of the latest survey in the file.
  figures: [['responses', 'responses'], ['response_rate', 'rr_{year}'], ...SCORES, ...THEMES],
} as const;

/** Which figures an edition of 2021 and later prints for surveys before 2021 is not known: both schemes are taken. */
const BENCHMARK = {
  layout: 'benchmark',
  file: 'benchmark workbook',
  orgCode: 'org_id',
  orgName: 'org_name',
  group: 'org_type_reporting_name',
  yearsAtLeast: 4,
  figures: [
    ['responses', 'response_rate_n_{year}'],
    ['response_rate', 'response_rate_{year}'],
    ...SCORES,
    ...THEMES,
    ...PROMISES,
  ],
} as const;

/** The editions of 2021 and later print five surveys each, that of 2021 from 2017 on. */
export const LAYOUTS: readonly SurveyLayout[] = [
  { ...ORGANISATION_DATA, years: financialYears('2017-18..2018-19'), seen: Seen.believed },
  {
    ...ORGANISATION_DATA,
    years: financialYears('2019-20'),
    seen: Seen.genuine,
    realFiles: ['ST19-Organisation-Data-2019-Only-v1f.xlsx'],
  },
  { ...ORGANISATION_DATA, years: financialYears('2020-21'), seen: Seen.believed },
  { ...BENCHMARK, years: financialYears('2017-18..2025-26'), seen: Seen.described },
];

/** Sheets that hold no table of results: notes, and lists of the benchmark groups with codes and names side by side. */
export const OTHER_SHEETS: readonly RegExp[] = [
  /^\s*(?:notes?|contents?|cover|index|read\s*me|key|glossary|definitions?)\b/i,
  /benchmark(?:ing)?\s*groups?/i,
];

/** Every edition has sheets of these groups: without one, its trusts would seem to take no part. */
export const GROUPS_NEEDED: readonly (readonly [sheet: RegExp, group: string])[] = [
  [/acute(?!\s*specialist)/i, 'acute trusts'],
  [/\bmh|mental|learning/i, 'mental health and learning disability trusts'],
  [/ambulance/i, 'ambulance trusts'],
];

/** Siblings told by the names of their sheets or by the first words in them. */
export const SIBLINGS: readonly (readonly [words: RegExp, what: string])[] = [
  [/\bbank\b/i, 'results of bank workers, another population'],
  [/key\s*findings?/i, 'Key Findings of 2017 and before, another scheme with a scale of 1 to 5'],
  [
    /^\s*your\s+(?:job|managers?|organisation)\b|^\s*background\s+information/i,
    'detailed spreadsheets, which have percentages of answers and no scores',
  ],
];

/** The name of a column: lower case, underscores where a hand may have put blanks or dashes. */
export function plainName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s_\u2010-\u2015-]+/g, '_');
}

export function headingOf(heading: string, survey: number): string {
  return heading.replace('{year}', String(survey));
}
