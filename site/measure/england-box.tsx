/** What the publisher prints for England beside what stands in this table; of a ratio, England's sums divided. */
import type { VNode } from 'preact';
import { shownNumber } from '../words/shown.ts';
import type { AboutMeasure, GroupSummary } from './measure-view.ts';
import type { EnglandTotal } from './read-sources.ts';

const NOT_PRINTED = '–';

export function EnglandTotals({
  about,
  totals,
}: {
  about: AboutMeasure;
  totals: readonly EnglandTotal[];
}): VNode {
  if (totals.length === 0)
    return <p>The files print no total for England, so none can be set beside the sum of the trusts.</p>;
  const number = (value: number | null): string => shownNumber(value, about.display) ?? NOT_PRINTED;
  return (
    <>
      <p>
        What the files print for England, and where it lies. The four parts add up to the printed total; they
        may differ by the last digit, as each is rounded by itself. {NOT_PRINTED} means that the files print
        no total of the whole year.
      </p>
      <div class="table-box" tabIndex={0} role="group" aria-label="Table: England">
        <table data-csv={`${about.name}-england`}>
          <caption>
            {about.label}: England, {about.display.unit}
          </caption>
          <thead>
            <tr>
              <th scope="col">Year</th>
              <th scope="col" class="number">
                Printed for England
              </th>
              <th scope="col" class="number">
                In this table
              </th>
              <th scope="col" class="number">
                Other providers
              </th>
              <th scope="col" class="number">
                Trusts without accounts
              </th>
              <th scope="col" class="number">
                Rounding and withheld figures
              </th>
            </tr>
          </thead>
          <tbody>
            {totals.map(({ fy, published, inTrustYear, otherProviders, withoutAccounts, rounding }) => (
              <tr key={fy}>
                <th scope="row">{fy}</th>
                {[published, inTrustYear, otherProviders, withoutAccounts, rounding].map((value, index) => (
                  <td key={index} class="figure">
                    {number(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export function EnglandRatio({
  about,
  summaries,
}: {
  about: AboutMeasure;
  summaries: readonly (GroupSummary | undefined)[];
}): VNode {
  const { display, years, label, name } = about;
  return (
    <>
      <p>
        England&rsquo;s ratio is the ratio of sums: {about.dividend?.label} of all trusts that have both
        figures in full, divided by their {about.divisor?.label}. It is never the mean of the trusts&rsquo;
        ratios.
      </p>
      <div class="table-box" tabIndex={0} role="group" aria-label="Table: England">
        <table data-csv={`${name}-england`}>
          <caption>
            {label}: ratio of sums of England, {display.unit}
          </caption>
          <thead>
            <tr>
              {years.map((fy) => (
                <th key={fy} scope="col" class="number">
                  {fy}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {summaries.map((summary, index) => (
                <td key={years[index]} class="figure">
                  {shownNumber(summary?.ratioOfSums ?? null, display) ?? NOT_PRINTED}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </>
  );
}
