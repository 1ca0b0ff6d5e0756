/** What a file by itself cannot tell, or need not, and why that is no harm. */
import type { Difference } from './compare.ts';
import type { GoodFile } from './good-files.ts';

interface Exception {
  readonly files: RegExp;
  readonly mutations: RegExp;
  readonly differences: readonly Difference[];
  readonly because: string;
}

const EXCEPTIONS: readonly Exception[] = [
  {
    files: /HES tables/,
    mutations: /gone$|to the left$/,
    differences: ['same'],
    because: 'Two more sheets print the same totals, and those of the soundest sheet are taken.',
  },
  {
    files: /HES (?:tables|wide table)|FTE/,
    mutations: /^the totals gone$/,
    differences: ['same'],
    because: 'Not every edition prints a total; the finding says that nothing could be checked against one.',
  },
  {
    files: /critical-care, provider table/,
    mutations: /^the totals gone$/,
    differences: ['same'],
    because: 'The tables by age and sex of the file print the same total.',
  },
  {
    files: /critical-care, provider table/,
    mutations: /^a third of the rows gone$/,
    differences: ['fewer'],
    because: 'The row that is gone prints an asterisk, which no total shows.',
  },
  {
    files: /HES wide table/,
    mutations: /to the left$/,
    differences: ['same'],
    because: 'The next column has the same figures.',
  },
  {
    files: /ae-annual, workbook/,
    mutations: /to the left$/,
    differences: ['noted'],
    because:
      'The next column is of attendances too, with England of its own; that it is further apart is noted.',
  },
  {
    files: /provider-level-csv|ae-annual, csv/,
    mutations: /^a figure|half of the rows/,
    differences: ['noted', 'inside'],
    because: 'The figure feeds no cell of trust_year: it keeps no other out, and has a finding.',
  },
  {
    files: /outpatients, workbook|staff-survey, benchmark/,
    mutations: /^the heading of a figure gone$|with a fraction$/,
    differences: ['fewer', 'inside'],
    because: 'A figure that feeds no cell of trust_year need not be there, and a score has a fraction.',
  },
  {
    files: /month sheets/,
    mutations: /to the left$/,
    differences: ['noted'],
    because:
      'The file, totals and all, is that of other columns; the modality left without a figure has a finding.',
  },
  {
    files: /month sheets/,
    mutations: /^two headings swapped$/,
    differences: ['silent'],
    because:
      'Each modality has a total of its own, and their sum is the same: nothing in the file tells two apart.',
  },
  {
    files: /msitrep|critical-care, provider table|FTE, ICS/,
    mutations: /to the left$/,
    differences: ['silent'],
    because:
      'The columns beside are beds, days or groups of staff with totals of their own: nothing in the file tells them apart.',
  },
  {
    files: /uec-sitrep|FTE|absence/,
    mutations: /with a fraction$/,
    differences: ['silent'],
    because:
      'Means of a month, full-time equivalents and their days have fractions; this one is within rounding of the total.',
  },
  {
    files: /HES wide table/,
    mutations: /half of the rows/,
    differences: ['noted'],
    because: 'England is among those without a figure: the finding says that nothing could be checked.',
  },
  {
    files: /absence/,
    mutations: /^the largest organisation gone$|^a figure (?:times 10|over 1000|of zero)$/,
    differences: ['fewer', 'noted'],
    because: 'The file prints no total; a figure that does not fit its rate has a finding.',
  },
  {
    files: /staff-survey/,
    mutations: /^the largest organisation gone$/,
    differences: ['fewer'],
    because:
      'Scores have no totals; the organisation is not_applicable in that year, which the coverage of the run shows.',
  },
  {
    files: /staff-survey/,
    mutations: /^a figure times 10$|to the left$/,
    differences: ['inside', 'silent'],
    because: 'Scores and numbers of responses have no totals, and this is within what organisations have.',
  },
  {
    files: /gp-registered-patients, (?:all|map)/,
    mutations:
      /rows gone$|organisation gone$|^codes gone$|^a figure (?:times 10|of zero)$|^every figure of zero/,
    differences: ['fewer', 'noted', 'silent'],
    because:
      'These forty practices are held to no size of England; the join holds each practice against quin-age.',
  },
  {
    files: /gp-registered-patients, map/,
    mutations: /with other figures$/,
    differences: ['same'],
    because: 'The map has no figures.',
  },
  {
    files: /quin-age/,
    mutations: /^the totals gone$/,
    differences: ['same'],
    because: 'Levels above the practices are printed for comparison; each practice has a total of its own.',
  },
];

export function isToldElsewhere(
  { dataset, layout }: GoodFile,
  what: string,
  difference: Difference,
): boolean {
  return EXCEPTIONS.some(
    ({ files, mutations, differences }) =>
      files.test(`${dataset.name}, ${layout}`) && mutations.test(what) && differences.includes(difference),
  );
}
