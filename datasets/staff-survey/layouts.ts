/**
 * Workbooks of the survey, as data (dossier staff-survey, sections 4a and 4b). Headings in the form of `plainName`;
 * `{year}` stands for the year of the survey. Adding a drift is adding a word here.
 */
export interface FigureLayout {
  /** The publisher's own name of the figure, without its year. */
  readonly measure: string;
  readonly heading: string;
  /** The column of trust_year it feeds, or weighs: without it the table is refused. */
  readonly feeds?: 'staff_engagement' | 'staff_survey_response_rate';
}

export interface SurveyLayout {
  readonly layout: string;
  readonly orgCode: string;
  readonly orgName: string;
  /** A row without it is no organisation: people add sums below the table. */
  readonly group: string;
  /** A genuine edition prints engagement for at least so many years; the bank workers' workbook prints fewer. */
  readonly yearsAtLeast: number;
  readonly figures: readonly FigureLayout[];
}

/** Printed for every year, and what tells which years a workbook has. */
export const ENGAGEMENT = 'theme_engagement_{year}';

const SCORES: readonly FigureLayout[] = [
  { measure: 'theme_engagement', heading: ENGAGEMENT, feeds: 'staff_engagement' },
  { measure: 'theme_morale', heading: 'theme_morale_{year}' },
];

/** The scheme of 2017 to 2020. `sculture` is safety culture, `sebh` and `seviol` a safe environment. */
const THEMES = [
  'theme_diversity',
  'theme_sculture',
  'theme_hwb',
  'theme_managers',
  'theme_qualapp',
  'theme_qualcare',
  'theme_sebh',
  'theme_seviol',
  'theme_teamwork',
] as const;

/** The People Promise, from 2021 on: another scheme, never to be joined to the themes. */
const PROMISES = ['PP1', 'PP2', 'PP3', 'PP4', 'PP5', 'PP6', 'PP7'] as const;

function yearly(measures: readonly string[]): readonly FigureLayout[] {
  return measures.map((measure) => ({ measure, heading: `${measure.toLowerCase()}_{year}` }));
}

export const LAYOUTS: readonly SurveyLayout[] = [
  {
    layout: 'organisation-data',
    orgCode: 'trust',
    orgName: 'trustname',
    group: 'trtype',
    yearsAtLeast: 1,
    figures: [
      // Without a year: it is of the latest survey in the file.
      { measure: 'responses', heading: 'responses', feeds: 'staff_survey_response_rate' },
      { measure: 'response_rate', heading: 'rr_{year}', feeds: 'staff_survey_response_rate' },
      ...SCORES,
      ...yearly(THEMES),
    ],
  },
  {
    layout: 'benchmark',
    orgCode: 'org_id',
    orgName: 'org_name',
    group: 'org_type_reporting_name',
    yearsAtLeast: 4,
    figures: [
      { measure: 'responses', heading: 'response_rate_n_{year}', feeds: 'staff_survey_response_rate' },
      { measure: 'response_rate', heading: 'response_rate_{year}', feeds: 'staff_survey_response_rate' },
      ...SCORES,
      ...yearly(THEMES),
      ...yearly(PROMISES),
    ],
  },
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

export function headingOf(figure: FigureLayout, survey: number): string {
  return figure.heading.replace('{year}', String(survey));
}
