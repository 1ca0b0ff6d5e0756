/** Patients registered with practices: England, its regions and integrated care boards, by month. Only where lists are loaded. */
import type { VNode } from 'preact';
import { Lines } from '../charts/lines.tsx';
import { nextYear } from '../charts/runs.ts';
import { Page } from '../parts/page.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { numberOrNull, text } from '../read/row-values.ts';
import type { SitePage, Source } from '../site-file.ts';
import { counted, number, periodInWords, sentenceCase } from '../words/counted.ts';

type Row = Awaited<ReturnType<Source['ask']>>[number];

const PEOPLE = { divide: 1e6, decimals: 1, unit: 'million people on lists' };
/** Boards have one column a year: the month is the same in each, so that months are not added. */
const MONTH = '%Y-%m';

export async function gpPage({ model, ask, tables }: Source): Promise<readonly SitePage[]> {
  if (!tables.has('gp_month_total') || !tables.has('gp_practice_total')) return [];
  const months = await ask(
    `SELECT strftime(snapshot_date, '${MONTH}') AS month, fy, practices, registered_population, practices_not_in_map, has_map
     FROM gp_month_total ORDER BY month`,
  );
  if (months.length === 0) return [];
  const place = async (column: 'region' | 'icb_code'): Promise<readonly Row[]> =>
    await ask(
      `SELECT strftime(snapshot_date, '${MONTH}') AS month, coalesce(${column}, 'not in the map') AS place,
         count(*) AS practices, sum(registered_population)::BIGINT AS people
       FROM gp_practice_total GROUP BY ALL ORDER BY place, month`,
    );
  const regions = await place('region');
  const boards = await place('icb_code');
  const all = months.map((row) => text(row['month']));
  // One month of each year, the latest and the same in all, so that a table stays readable.
  const last = all.at(-1) ?? '';
  const shown = all.filter((month) => month.slice(5) === last.slice(5) || month === all[0]);
  const { facts } = model;
  // The line has the month of the latest list in every year: months of a year are not alike.
  const ofYear = new Map(
    months
      .filter((row) => text(row['month']).slice(5) === last.slice(5))
      .map((row) => [text(row['fy']), { value: numberOrNull(row['registered_population']) ?? 0 }]),
  );
  const years = yearsBetween(text(months[0]?.['fy'] ?? null), text(months.at(-1)?.['fy'] ?? null));
  const monthName = periodInWords(last).split(' ')[0] ?? '';
  const make = (): VNode => (
    <Page facts={facts} title="Patients registered with practices" path="gp.html">
      <h1>Patients registered with practices</h1>
      <p class="lede">People on lists, not residents; a stock: never add months.</p>
      <p>
        {counted(all.length, 'month')} are held, {periodInWords(all[0] ?? '')} to {periodInWords(last)}. A
        practice belongs to the board and region of its own month.
      </p>
      <h2 id="england">England</h2>
      <Lines
        title={`People on the lists of practices, England, ${monthName} of each financial year`}
        illustrative={facts.illustrative}
        display={PEOPLE}
        years={years}
        series={[{ label: 'England', own: true, points: years.map((fy) => ofYear.get(fy) ?? null) }]}
        breaks={[]}
      />
      <Scroll label="England by month">
        <table>
          <caption>England by month</caption>
          <thead>
            <tr>
              <th scope="col">Month</th>
              {['People on lists', 'Practices', 'Practices not in the map'].map((head) => (
                <th key={head} scope="col" class="num">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((row) => (
              <tr key={text(row['month'])}>
                <th scope="row">{sentenceCase(periodInWords(text(row['month'])))}</th>
                <td class="num">{shownCount(row['registered_population'])}</td>
                <td class="num">{shownCount(row['practices'])}</td>
                <td class="num">
                  {row['has_map'] === true ? shownCount(row['practices_not_in_map']) : 'no map'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <h2 id="regions">Regions</h2>
      <Places {...{ rows: regions, months: shown, head: 'Region' }} />
      <h2 id="boards">Integrated care boards</h2>
      <p>
        By the code that the lists print. Boards began on 1 July 2022; codes before are of the areas they
        followed.
      </p>
      <Places {...{ rows: boards, months: shown, head: 'Board' }} />
    </Page>
  );
  return [{ path: 'gp.html', make }];
}

function Places({
  rows,
  months,
  head,
}: {
  rows: readonly Row[];
  months: readonly string[];
  head: string;
}): VNode {
  const places = [...new Set(rows.map((row) => text(row['place'])))];
  const at = new Map(rows.map((row) => [`${text(row['place'])} ${text(row['month'])}`, row]));
  return (
    <Scroll label={`${head} by month`}>
      <table>
        <caption>People on lists, and practices counted</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {months.map((month) => (
              <th key={month} scope="col" class="num">
                {periodInWords(month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place}>
              <th scope="row">{place}</th>
              {months.map((month) => {
                const row = at.get(`${place} ${month}`);
                return (
                  <td key={month} class="num">
                    {row ? shownCount(row['people']) : 'none'}
                    {row && <small>{counted(numberOrNull(row['practices']) ?? 0, 'practice')}</small>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function shownCount(value: Row[string]): string {
  const count = numberOrNull(value ?? null);
  return count === null ? 'no figure' : number(count);
}

/** Financial years from one to the other, so that a year without a list is a gap in the line. */
function yearsBetween(from: string, to: string): readonly string[] {
  const list = [from];
  while (list.length < 60 && (list.at(-1) ?? '') < to) list.push(nextYear(list.at(-1) ?? ''));
  return list;
}
