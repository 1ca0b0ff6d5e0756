/** Finds the quarterly overnight workbooks: all quarters stand on one page (dossier beds, sections 2, 3 and 6). */
import { quartersOf } from '../../nhs/financial-year.ts';
import { statisticsDiscovery, WORK_AREAS } from '../links/statistics-site.ts';
import { quartersIn } from './quarter.ts';

const AREA = `${WORK_AREAS}bed-availability-and-occupancy/`;

export const discovery = statisticsDiscovery({
  start: `${AREA}bed-data-overnight/`,
  elsewhere: { page: AREA, path: /bed/i, words: /overnight|kh03/i },
  extensions: ['xlsx', 'xls'],
  exclusions: [
    [/day[\s_-]*only|day[\s_-]*case/i, 'day-only beds, another collection'],
    [/time[\s_–-]*series/i, 'England time series, without trusts'],
    [/sit[\s_-]*rep/i, 'daily situation report, another collection'],
    [/residential/i, 'residential beds, not in KH03'],
    [/critical[\s_-]*care/i, 'critical care census, not KH03'],
    [/by[\s_-]*spec/i, 'occupied beds by specialty'],
    [
      /\.csv$/i,
      'consolidated KH03 extract, for cross-checks only; the figures come from the quarterly workbooks',
    ],
  ],
  about: /overnight|nhs organisations in england/i,
  otherwise: 'neither text nor name speaks of overnight beds of NHS organisations',
  period: 'quarter',
  periodsIn: quartersIn,
  periodsOf: quartersOf,
});
