/** The staff survey's workbooks: 2019 alone, then five surveys each (dossier staff-survey, section 4). */
import { type Group, fiveSurveys, surveyBytes, surveySheets } from '../../fixtures/staff-survey.ts';
import { type Edition, answersOf, isListed } from './staff-survey.ts';
import { TRUSTS } from './trusts.ts';

const TYPES = ['Acute', 'Specialist', 'Mental Health', 'Community', 'Ambulance'];
/** The part of the Isle of Wight's trust that is in a group. */
const WIGHT: Readonly<Record<string, string>> = {
  Acute: 'R1F1',
  'Mental Health': 'R1F3',
  Community: 'R1F4',
  Ambulance: 'R1F2',
};
const SHEETS_2019 = ['Acute', 'Acute Specialist', 'MH LD', 'Community', 'Ambulance'];

function sheetsOf({ last }: Edition): readonly string[] {
  if (last === 2019) return SHEETS_2019;
  const mental = last === 2024 ? 'MH&LD, MH, LD & Community Trust' : 'MH&LD, MH, LD&Community Trusts';
  return [
    ...['Acute&Acute Community Trusts', 'Acute Specialist Trusts', mental],
    ...['Community Trusts', 'Ambulance Trusts'],
  ];
}

/** Trusts by their groups, then organisations that are none. */
function groups(edition: Edition): readonly Group[] {
  const codes = sheetsOf(edition).map((sheet, at): Group => {
    const trusts = TRUSTS.filter(({ code, type }) => code !== 'R1F' && type === TYPES[at]);
    const all = [...trusts.map(({ code }) => code), ...[WIGHT[TYPES[at] ?? ''] ?? []].flat()];
    return { sheet, codes: all.filter((code) => isListed(edition, code)) };
  });
  if (edition.last !== 2019) {
    const others = [
      { sheet: 'ICBs', codes: ['QHM', 'G6V2S'] },
      { sheet: 'Community Surgical Services', codes: ['NX1'] },
    ];
    return [...codes, ...others];
  }
  const [acute, ...rest] = codes;
  return [
    {
      ...acute!,
      banner: 'These are the results of the trusts of this group.',
      below: [
        ['count:', null, null, null, null, null, 12],
        ['(combined)', null, null, null, null, null, 40],
      ],
    },
    ...rest,
    { sheet: 'CCGs', codes: ['00C/00D/00J/00K/00M'] },
    { sheet: 'Scientific & technical Orgs', codes: [] },
  ];
}

function nameOf(code: string): string {
  const trust = TRUSTS.find((one) => one.code === code.slice(0, 3));
  return trust?.renamed?.printed ?? trust?.printed ?? code;
}

/** The 2019 workbook, or a five-year one. `first`: an edition that was replaced. */
export function surveyWorkbook(edition: Edition, first = false): Buffer {
  const isOld = edition.last === 2019;
  const columns = (survey: number): readonly string[] =>
    isOld
      ? [
          ...['rr', 'theme_diversity', 'theme_morale', 'theme_engagement', 'theme_teamwork'],
          ...['q1', 'theme_engagement_n'],
        ]
      : [
          ...(survey >= 2021 ? ['PP1', 'PP4'] : []),
          ...['theme_engagement', 'E_1', 'theme_morale', 'q1', 'theme_engagement_n'],
          ...['response_rate', 'response_rate_n'],
        ];
  const figure = (code: string, survey: number, column: string): string | number | null => {
    const answers = answersOf(edition, survey, code);
    if (column === 'theme_engagement') {
      const score = answers?.engagement ?? null;
      if (score === '*') return ' ';
      return first && score !== null ? score - 0.5 : score;
    }
    if (isOld)
      return { responses: answers?.responses ?? 5, rr: answers?.rate ?? 0.5, ...OTHERS_2019 }[column] ?? null;
    if (!answers || (first && column === 'PP4' && survey === 2023)) return null;
    if (column === 'response_rate') return answers.rate;
    return OTHERS[column] ?? answers.responses;
  };
  return surveyBytes(
    surveySheets({
      layout: isOld ? 'organisation data' : 'benchmark',
      surveys: isOld ? [2019] : fiveSurveys(edition.last),
      columns,
      groups: groups(edition),
      nameOf,
      figure,
    }),
  );
}

/** Figures that nobody reads, the same for all. */
const OTHERS_2019: Readonly<Record<string, number>> = {
  ...{ theme_diversity: 9.1, theme_morale: 6.2, theme_teamwork: 6.6, q1: 0.8, theme_engagement_n: 1000 },
};
const OTHERS: Readonly<Record<string, number>> = {
  PP1: 7.1,
  PP4: 6.1,
  E_1: 7.5,
  theme_morale: 5.9,
  q1: 0.61,
};
