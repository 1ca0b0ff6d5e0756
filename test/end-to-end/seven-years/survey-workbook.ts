/** The staff survey's workbooks: 2019 alone, then five surveys each (dossier staff-survey, section 4). */
import type { Printed } from './publication.ts';
import { type Edition, answersOf, EDITIONS, isListed } from './staff-survey.ts';
import { TRUSTS } from './trusts.ts';
import { type Line, workbookOf } from './workbook.ts';

/** The organisations of an edition by its sheets. */
function groups(edition: Edition): readonly (readonly [sheet: string, codes: readonly string[]])[] {
  const codes = TRUSTS.map((trust) => trust.code).filter((code) => code !== 'R1F');
  const of = (type: (code: string) => boolean): string[] =>
    codes.filter((code) => type(code) && isListed(edition, code));
  const type = (code: string): string => TRUSTS.find((trust) => trust.code === code)?.type ?? '';
  const acute = [...of((code) => type(code) === 'Acute'), 'R1F1'];
  const special = of((code) => type(code) === 'Specialist');
  const mental = [...of((code) => type(code) === 'Mental Health'), 'R1F3'];
  const community = [...of((code) => type(code) === 'Community'), 'R1F4'];
  const ambulance = [...of((code) => type(code) === 'Ambulance'), 'R1F2'];
  const names =
    edition.last === 2019
      ? ['Acute', 'Acute Specialist', 'MH LD', 'Community', 'Ambulance']
      : [
          'Acute&Acute Community Trusts',
          'Acute Specialist Trusts',
          edition.last === 2024 ? 'MH&LD, MH, LD & Community Trust' : 'MH&LD, MH, LD&Community Trusts',
          'Community Trusts',
          'Ambulance Trusts',
        ];
  const listed = [acute, special, mental, community, ambulance].map((all) =>
    all.filter((code) => isListed(edition, code)),
  );
  return names.map((name, index) => [name, listed[index] ?? []]);
}

function nameOf(code: string): string {
  const trust = TRUSTS.find((one) => one.code === code.slice(0, 3));
  return trust?.renamed?.printed ?? trust?.printed ?? code;
}

const space = (value: Printed | undefined): string | number | null => (value === '*' ? ' ' : (value ?? null));

/** The 2019 workbook, or a five-year one. `first`: an edition that was replaced. */
export function surveyWorkbook(edition: Edition, first = false): Buffer {
  const all = groups(edition);
  const old = edition.last === 2019;
  const more: readonly (readonly [string, readonly string[]])[] = old
    ? [
        ['CCGs', ['00C/00D/00J/00K/00M']],
        ['Scientific & technical Orgs', []],
      ]
    : [
        ['ICBs', ['QHM', 'G6V2S']],
        ['Community Surgical Services', ['NX1']],
      ];
  const lists = all.flatMap(([name, codes]) => [[name], ...codes.map((code): Line => [code, nameOf(code)])]);
  return workbookOf([
    {
      name: 'Notes',
      lines: [
        ['NHS Staff Survey'],
        ...Array.from({ length: 6 }, (): Line => []),
        ['theme_engagement', 'Staff engagement'],
      ],
    },
    { name: old ? 'Trust Benchmark Groups' : 'Organisation Benchmark groups', lines: lists },
    ...[...all, ...more].map(([name, codes]) => ({
      name,
      lines: old ? of2019(name, codes) : ofFive(edition, name, codes, first),
    })),
  ]);
}

function of2019(sheet: string, codes: readonly string[]): Line[] {
  const edition = EDITIONS[0]!;
  return [
    ...(sheet === 'Acute' ? [['These are the results of the trusts of this group.']] : []),
    [
      ...['trust', 'trustname', 'trtype', 'trtname', 'sample_type', 'org_mode', 'responses', 'rr_2019'],
      ...['theme_diversity_2019', 'theme_morale_2019', 'theme_engagement_2019', 'theme_teamwork_2019'],
      ...['q1_2019', 'theme_engagement_n_2019', 'un_theme_engagement', 'theme_engagement_sig'],
    ],
    ...codes.map((code): Line => {
      const one = answersOf(edition, 2019, code);
      const score = space(one?.engagement);
      return [
        code,
        nameOf(code),
        1,
        sheet,
        1,
        2,
        one?.responses ?? 5,
        one?.rate ?? 0.5,
        9.1,
        6.2,
        score,
        6.6,
        0.8,
        1000,
        6.9,
        1,
      ];
    }),
    ...(sheet === 'Acute'
      ? [
          ['count:', null, null, null, null, null, 12],
          ['(combined)', null, null, null, null, null, 40],
        ]
      : []),
  ];
}

function ofFive(edition: Edition, sheet: string, codes: readonly string[], first: boolean): Line[] {
  const surveys = [4, 3, 2, 1, 0].map((back) => edition.last - back).reverse();
  const headings = surveys.flatMap((year) => [
    ...(year >= 2021 ? [`PP1_${year}`, `PP4_${year}`] : []),
    `theme_engagement_${year}`,
    `E_1_${year}`,
    `theme_morale_${year}`,
    `q1_${year}`,
    `theme_engagement_n_${year}`,
    `response_rate_${year}`,
    `response_rate_n_${year}`,
  ]);
  return [
    ['org_id', 'org_name', 'org_type_reporting_name', 'sample_type', ...headings, 'theme_engagement_sig'],
    ...codes.map((code): Line => [
      code,
      nameOf(code),
      sheet,
      'Census',
      ...surveys.flatMap((year): Line => {
        const one = answersOf(edition, year, code);
        const blank = one === undefined;
        const score =
          typeof one?.engagement === 'number' && first ? one.engagement - 0.5 : space(one?.engagement);
        return [
          ...(year >= 2021 ? [blank ? null : 7.1, blank || (first && year === 2023) ? null : 6.1] : []),
          ...[score, blank ? null : 7.5, blank ? null : 5.9, blank ? null : 0.61],
          ...[one?.responses ?? null, one?.rate ?? null, one?.responses ?? null],
        ];
      }),
      0,
    ]),
  ];
}
