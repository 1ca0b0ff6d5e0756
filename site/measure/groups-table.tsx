/** Medians and middle halves of England and of each type, year by year: the table of the chart of years. */
import type { VNode } from 'preact';
import { TOO_FEW } from '../charts/chart-data.ts';
import { shownNumber } from '../words/shown.ts';
import { type AboutMeasure, type Group, comparedInWords } from './measure-view.ts';

export interface GroupYears {
  readonly label: string;
  /** One for each year. */
  readonly groups: readonly (Group | undefined)[];
}

export function GroupsTable({ about, rows }: { about: AboutMeasure; rows: readonly GroupYears[] }): VNode {
  const { label, display, years, name } = about;
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={`Table: medians of ${label}`}>
      <table class="medians" data-groups data-csv={`${name}-medians`}>
        <caption>
          {label}: median and middle half of comparable figures, {display.unit}
        </caption>
        <thead>
          <tr>
            <th scope="col">Group</th>
            {years.map((fy) => (
              <th key={fy} scope="col">
                {fy}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label: group, groups }) => (
            <tr key={group}>
              <th scope="row">{group}</th>
              {groups.map((one, index) => (
                <td key={years[index]} {...(one && { title: comparedInWords(one.summary) })}>
                  {one && <SummaryWords {...{ one, about }} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SummaryWords({ one: { summary }, about: { display } }: { one: Group; about: AboutMeasure }): VNode {
  const { n, q1, median, q3 } = summary;
  if (median === null)
    return (
      <>
        {TOO_FEW.replace('.', '')} (<span class="n">{n}</span>)
      </>
    );
  return (
    <>
      <b>{shownNumber(median, display)}</b> <span class="q">{shownNumber(q1, display)}</span> to{' '}
      <span class="q">{shownNumber(q3, display)}</span> (<span class="n">{n}</span>)
    </>
  );
}
