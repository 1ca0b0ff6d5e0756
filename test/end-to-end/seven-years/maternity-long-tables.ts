/** Long tables of deliveries: the flat file of 2017-18, then the CSV of the maternity data set (dossier maternity, sections 4a to 4d). */
import type { Year } from './calendar.ts';
import { type Source, deliveries, maternityRows, shown, SILENT, sum } from './maternity.ts';
import type { ProviderRow } from './provider-rows.ts';
import { type Printed, csvOf } from './publication.ts';
import { byRegion } from './regions.ts';
import { type Line, workbookOf } from './workbook.ts';

/** 2017-18: both sources in one sheet, hidden figures as -1, thousands of empty rows below. */
export function flatFile(fy: Year): Buffer {
  const mark = (count: Printed): number | null => (count === '*' ? -1 : count);
  const block = (source: Source): Line[] => {
    const suffix = source === 'HES' ? '_HES' : '';
    const empty = source === 'HES' ? '' : null;
    const of = (level: string, code: string, name: string, count: number | null): Line[] => [
      [fy, `GestationAtDelivery${suffix}`, level, code, name, '39 weeks', 'Women', count],
      [fy, `MethodOfDelivery${suffix}`, level, code, name, 'Spontaneous', 'Women', count],
      [fy, `TotalDeliveries${suffix}`, level, code, name, empty, 'Women', count],
    ];
    return [
      ...of('All Submitters', 'ALL', 'All Submitters', sum(source, fy)),
      ...byRegion(fy, []).flatMap(([code, name]) => of('Region', code, name, 120_000)),
      ...maternityRows(source, fy).flatMap((row) => {
        const name = source === 'HES' ? row.name : row.name.toLowerCase();
        return of('Provider', row.code, name, mark(shown(source, row.code, fy)));
      }),
    ];
  };
  const months = maternityRows('MSDS', fy).map((row): Line => {
    const count = row.code === 'R1H' ? 6 : 12;
    return [fy, 'NumberOfMonthsSubmittingBirths', 'Provider', row.code, row.name, null, 'Months', count];
  });
  const lines: Line[] = [
    ['Period', 'Dimension', 'Org_Level', 'Org_Code', 'Org_Name', 'Measure1', 'Count_Of', 'Value', null],
    ...block('MSDS'),
    ...months,
    ...block('HES'),
  ];
  return workbookOf([
    { name: 'Introduction', lines: [['NHS Maternity Statistics, 2017-18'], ['Data quality analysis']] },
    { name: 'Interactive', lines: [['Select a provider'], ['TotalDeliveries', '*']] },
    { name: 'Footnotes', lines: [['1', 'Values 1 to 7 are hidden']] },
    { name: 'Flat file', lines, extent: 'A1:I15267' },
    { name: 'MSDS only', lines: [['Org_Code', 'Value']], hidden: true },
  ]);
}

/** The long table of the maternity data set, 2019-20 on, with the words of the year. `first`: before it was replaced. */
export function msdsCsv(fy: Year, first = false): Buffer {
  const upper = fy === '2019-20';
  const method = fy <= '2020-21' ? 'MethodOfDelivery' : 'DeliveryMethodBabyGroup';
  const [england, region] = upper ? ['ALL SUBMITTERS', 'REGION'] : ['National', 'NHS England (Region)'];
  const provider = upper ? 'PROVIDER' : 'Provider';
  const word = (count: string): string => (upper ? count.toLowerCase() : count);
  const of = (level: string, code: string, name: string, count: number, bookings = false): Line[] => {
    const line = (dimension: string, measure: string | null, counted: string, value: number): Line => [
      fy,
      upper ? dimension.toUpperCase() : dimension,
      level,
      code,
      name,
      measure,
      word(counted),
      value,
    ];
    const booked = line('GestationAtBooking', '11 to 13 weeks', 'Deliveries', count + 400);
    if (bookings) return [booked];
    return [
      booked,
      line(method, 'Spontaneous', upper || fy === '2020-21' ? 'Babies' : 'Deliveries', count),
      line('OnsetOfLabour', 'Spontaneous onset', 'Deliveries', count),
      line(upper ? 'TOTAL BABIES' : 'TotalBabies', null, 'Babies', count + 15),
      line(upper ? 'TOTAL DELIVERIES' : 'TotalDeliveries', null, 'Deliveries', count),
    ];
  };
  const count = (row: ProviderRow): number => {
    const value = shown('MSDS', row.code, fy) as number;
    return first ? Math.round(value / 10) * 5 : value;
  };
  const rows = maternityRows('MSDS', fy);
  const silent = (row: ProviderRow): boolean => SILENT[`${fy} ${row.code}`] === 'bookings only';
  const total = Math.round(
    rows
      .filter((row) => !silent(row))
      .reduce((all, row) => all + (first ? count(row) : deliveries('MSDS', row.code, fy)), 0) / 5,
  );
  const heading = [
    'Period',
    'Dimension',
    'Org_Level',
    'Org_Code',
    'Org_Name',
    upper ? 'Measure1' : 'Measure',
    'Count_Of',
    'Value',
  ];
  const lines = [
    upper ? heading.map((name) => name.toLowerCase()) : heading,
    ...of(england, upper ? 'ALL' : 'National', 'ALL SUBMITTERS', total * 5),
    ...byRegion(fy, []).flatMap(([code, name]) => of(region, code, name, 70_000)),
    // Zeros are not listed in the first of these tables; in the others they are.
    ...rows
      .filter((row) => !(upper && count(row) === 0))
      .flatMap((row) =>
        of(provider, row.code, upper ? row.name.replaceAll("'", '') : row.name, count(row), silent(row)),
      ),
  ];
  return csvOf(lines, { bom: fy === '2020-21', end: fy === '2021-22' ? '\n' : '\r\n' });
}
