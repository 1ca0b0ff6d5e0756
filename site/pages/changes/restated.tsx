/** Lines of the accounts that the next year's accounts print otherwise. The site's figures are as filed. */
import type { VNode } from 'preact';
import { Scroll } from '../../parts/scroll.tsx';
import type { Model } from '../../read/model.ts';
import { numberOrNull, text } from '../../read/row-values.ts';
import type { Source } from '../../site-file.ts';
import { counted, number } from '../../words/counted.ts';
import { shownNumber } from '../../words/shown.ts';

const MILLIONS = { divide: 1e6, decimals: 1, unit: '£ million' };

type Row = Awaited<ReturnType<Source['ask']>>[number];

export interface RestatedLines {
  /** Lines and trusts by year. */
  readonly years: readonly Row[];
  readonly largest: readonly Row[];
}

const LARGEST = 20;
const OVER_ONE_PER_CENT = 'abs(difference) > 0.01 * abs(as_filed)';

export async function readRestated({ ask, tables }: Source): Promise<RestatedLines> {
  if (!tables.has('accounts_restated')) return { years: [], largest: [] };
  return {
    years: await ask(
      `SELECT fy, any_value(restated_in ORDER BY restated_in) AS restated_in, count(*) AS lines,
         count(*) FILTER (${OVER_ONE_PER_CENT}) AS over, count(DISTINCT org_code) FILTER (${OVER_ONE_PER_CENT}) AS trusts
       FROM accounts_restated GROUP BY fy ORDER BY fy`,
    ),
    largest: await ask(
      `FROM accounts_restated WHERE ${OVER_ONE_PER_CENT} AND unit = 'pounds'
       ORDER BY abs(difference) DESC, fy, org_code, worksheet, line LIMIT ${LARGEST}`,
    ),
  };
}

export function Restated({ restated, model }: { restated: RestatedLines; model: Model }): VNode {
  const { years, largest } = restated;
  if (years.length === 0)
    return <p>No line of the accounts held here is printed otherwise in the accounts of the next year.</p>;
  return (
    <>
      <p>
        Accounts print the year before beside their own year. Where the two differ, the figures here stay as
        filed; the published table <code>accounts_restated</code> has both, line by line.
      </p>
      <Scroll label="Restated lines by year">
        <table>
          <caption>Lines that the next accounts print otherwise</caption>
          <thead>
            <tr>
              <th scope="col">Accounts of</th>
              <th scope="col">Restated in</th>
              {['Lines', 'Of them by more than 1%', 'In trusts'].map((head) => (
                <th key={head} scope="col" class="num">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {years.map((row) => (
              <tr key={text(row['fy'])}>
                <th scope="row">{text(row['fy'])}</th>
                <td>{text(row['restated_in'])}</td>
                {['lines', 'over', 'trusts'].map((column) => (
                  <td key={column} class="num">
                    {number(numberOrNull(row[column] ?? null) ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {largest.length > 0 && (
        <Scroll label="Largest restated lines">
          <table>
            <caption>The {counted(largest.length, 'largest line', 'largest lines')}, by pounds</caption>
            <thead>
              <tr>
                <th scope="col">Trust</th>
                <th scope="col">Year</th>
                <th scope="col">Line of the accounts</th>
                {['As filed, £ million', 'As restated', 'Difference'].map((head) => (
                  <th key={head} scope="col" class="num">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {largest.map((row) => {
                const code = text(row['org_code']);
                const name = model.trusts.get(code)?.name;
                return (
                  <tr key={`${code} ${text(row['fy'])} ${text(row['worksheet'])} ${text(row['line'])}`}>
                    <th scope="row">{name ? <a href={`trust/${code}.html`}>{name}</a> : code}</th>
                    <td>{text(row['fy'])}</td>
                    <td>
                      <code>{text(row['line'])}</code> <small class="quiet">{text(row['worksheet'])}</small>
                    </td>
                    {['as_filed', 'as_restated', 'difference'].map((column) => (
                      <td key={column} class="num">
                        {millions(numberOrNull(row[column] ?? null))}
                      </td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroll>
      )}
    </>
  );
}

function millions(value: number | null): string {
  if (value === null) return 'no figure';
  return shownNumber(value, MILLIONS) ?? '';
}
