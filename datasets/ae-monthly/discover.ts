/** Finds the twelve monthly files of a year (dossier ae-monthly, sections 2, 3 and 8). */
import { financialYearOfMonth, monthsOf } from '../../nhs/financial-year.ts';
import { monthsIn } from '../../nhs/printed-month.ts';
import { lastPart } from '../links/page-links.ts';
import { statisticsDiscovery, WORK_AREAS } from '../links/statistics-site.ts';

const AREA = `${WORK_AREAS}ae-waiting-times-and-activity/`;

export const discovery = statisticsDiscovery({
  start: AREA,
  yearPage: {
    about: /a\s*&\s*e|emergency[\s-]*admissions/i,
    not: /quarter|week|ecds/i,
    usual: (fy) => `${AREA}ae-attendances-and-emergency-admissions-${fy}/`,
  },
  extensions: ['csv', 'xls', 'xlsx'],
  exclusions: [
    [/time[\s_–-]*series|adjusted/i, 'England time series, without providers'],
    [/quarter|(?<![a-z0-9])q[1-4](?![a-z0-9])/i, 'a quarterly file'],
    [/mapping/i, 'mapping of systems, no figures'],
    [/attribution/i, 'attribution of type 3 activity'],
    [/ecds/i, 'supplementary ECDS analysis'],
    [/growth|(?<![a-z])nel(?![a-z])/i, 'growth rates'],
    [/commentary/i, 'commentary'],
    [/week/i, 'a weekly situation report'],
    [/transparency|pre-?release/i, 'not data'],
    [
      /(?<![a-z])(?:att|adm)[\s_-]*csv/i,
      'half of a month, split into attendances and admissions; the workbook has both',
    ],
  ],
  about: /a\s*&\s*e(?![a-z])|(?<![a-z])ae(?![a-z])|msitae|monthly|(?<![a-z])csv(?![a-z])/i,
  otherwise: 'neither text nor name speaks of monthly A&E',
  period: 'month',
  periodsIn: monthsIn,
  periodsOf: monthsOf,
  headings: true,
  // A claim of another month of the same year is a contradiction; a claim of another year is the known mistake of labels.
  contradicts: (claim, slot) =>
    claim !== slot &&
    monthsOf(financialYearOfMonth(Number(slot.slice(0, 4)), Number(slot.slice(5)))).includes(claim),
  // A CSV goes before workbooks, even before those revised later.
  better: ({ url }) => (lastPart(new URL(url)).extension === 'csv' ? '1' : '0'),
});
