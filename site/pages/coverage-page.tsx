/** What is loaded and what is not: dataset by year, gaps first, then how codes match and how totals agree. */
import type { VNode } from 'preact';
import { Address } from '../parts/address.tsx';
import { Page } from '../parts/page.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { numberOrNull, text, texts } from '../read/row-values.ts';
import type { SitePage, Source } from '../site-file.ts';
import { counted, listed, number, percent, sentenceCase } from '../words/counted.ts';
import { datasetName, datasetTitle } from '../words/datasets.ts';
import { type Coverage, type Held, readCoverage } from './coverage/read-coverage.ts';

type Row = Awaited<ReturnType<Source['ask']>>[number];

/** A total differs where more than the noise of adding fractions is between it and its rows. */
const DIFFERS = 'abs(residual) > 1e-6';
const UNMATCHED_OF_DATASET = 5;
const DISAGREEING = 25;

export async function coveragePage(source: Source): Promise<readonly SitePage[]> {
  const { model, ask } = source;
  const { facts } = model;
  const coverage = await readCoverage(source);
  const unmatched = await ask(
    `SELECT dataset, published_code, published_name, reason, list(DISTINCT fy ORDER BY fy) AS years, sum(volume) AS volume
     FROM org_match WHERE org_code IS NULL AND volume > 0 GROUP BY dataset, published_code, published_name, reason
     QUALIFY row_number() OVER (PARTITION BY dataset ORDER BY sum(volume) DESC, published_code, published_name, reason) <= ${UNMATCHED_OF_DATASET}
     ORDER BY dataset, volume DESC, published_code, published_name, reason`,
  );
  const totals = await ask(
    `SELECT dataset, count(*) AS totals, count(*) FILTER (${DIFFERS}) AS differ, max(abs(residual)) AS largest,
       max(abs(residual) / nullif(abs(published_total), 0)) AS share
     FROM reconciliation GROUP BY dataset ORDER BY dataset`,
  );
  const disagreeing = await ask(
    `FROM reconciliation WHERE ${DIFFERS}
     ORDER BY abs(residual) / nullif(abs(published_total), 0) DESC NULLS LAST, abs(residual) DESC,
       dataset, fy, period, measure, url LIMIT ${DISAGREEING}`,
  );
  const findings = await ask(
    `SELECT kind, severity, count(*) AS n, count(DISTINCT org_code) AS trusts, min(message) AS example
     FROM quality_finding GROUP BY ALL ORDER BY severity DESC, n DESC, kind`,
  );
  const quarantine = await ask(
    `SELECT dataset, rule, count(*) AS n, min(detail) AS example FROM quarantine GROUP BY ALL ORDER BY dataset, n DESC, rule`,
  );
  const make = (): VNode => (
    <Page facts={facts} title="Coverage" path="coverage.html">
      <h1>Coverage</h1>
      <p class="lede">
        Which publications are loaded, what is missing and why, and how far the rows are from the printed
        totals.
      </p>
      <h2 id="gaps">Gaps</h2>
      <Gaps coverage={coverage} />
      <h2 id="held">Datasets and years</h2>
      <Matrix coverage={coverage} years={facts.years} />
      <h2 id="refused">Files that were looked at and not loaded</h2>
      <RefusedFiles coverage={coverage} />
      <h2 id="unmatched">Codes that match no trust</h2>
      <p>
        Publications hold independent and community providers too; these have no accounts here, on purpose.
        The largest {UNMATCHED_OF_DATASET} of each dataset, by volume over all years.
      </p>
      <Unmatched rows={unmatched} />
      <h2 id="totals">Printed totals beside the sum of the rows</h2>
      <p>
        Every total that a file prints is held against its own rows. Rounding and withheld small numbers make
        small differences; a file whose rows are far from its total is refused.
      </p>
      <Totals rows={totals} />
      {disagreeing.length > 0 && <Disagreeing rows={disagreeing} />}
      <h2 id="findings">Findings by kind</h2>
      <p>
        A finding is something to know about a figure that is loaded in spite of it. Each stands in the panel
        of its cell.
      </p>
      <Findings rows={findings} />
      <h2 id="quarantine">Rows that were set aside</h2>
      {quarantine.length === 0 ? <p>No row was set aside.</p> : <Quarantine rows={quarantine} />}
    </Page>
  );
  return [{ path: 'coverage.html', make }];
}

function Gaps({ coverage }: { coverage: Coverage }): VNode {
  // Years of a dataset with the same reason are one line.
  const gaps = new Map<string, { dataset: string; reason: string; years: string[]; of: number }>();
  for (const row of coverage.held)
    for (const { dataset, fy, why } of row) {
      const reason = why.join('; ').replaceAll(fy, 'the year');
      const key = `${dataset} ${reason}`;
      if (reason === '') continue;
      const known = gaps.get(key);
      if (known) known.years.push(fy);
      else gaps.set(key, { dataset, reason: why.join('; '), years: [fy], of: row.length });
    }
  if (gaps.size === 0) return <p>No file that should be there is missing.</p>;
  return (
    <ul class="gaps">
      {[...gaps].map(([key, { dataset, reason, years, of }]) => (
        <li key={key}>
          <b>
            {datasetName(dataset)}, {years.length === of && of > 1 ? 'every year' : listed(years)}
          </b>
          : {years.length === 1 ? reason : reason.replaceAll(years[0] ?? '', 'the year')}
        </li>
      ))}
    </ul>
  );
}

function Matrix({ coverage, years }: { coverage: Coverage; years: readonly string[] }): VNode {
  return (
    <Scroll label="Datasets and years">
      <table class="strip">
        <caption>
          Files loaded of those expected, and the share of rows and of volume that belongs to trusts with
          accounts
        </caption>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            {years.map((fy) => (
              <th key={fy} scope="col">
                {fy}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {coverage.held.map((row) => (
            <tr key={row[0]?.dataset}>
              <th scope="row" title={datasetTitle(row[0]?.dataset ?? '')}>
                {datasetName(row[0]?.dataset ?? '')}
              </th>
              {row.map((held) => (
                <HeldCell key={held.fy} held={held} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function HeldCell({ held }: { held: Held }): VNode {
  const { expected, filled, standIn, why, rowShare, volumeShare } = held;
  const whole = why.length === 0;
  const words =
    filled === 0
      ? expected === 0
        ? 'not held'
        : `0 of ${counted(expected, 'file')}`
      : standIn
        ? 'another edition'
        : `${filled} of ${counted(Math.max(expected, filled), 'file')}`;
  return (
    <td class={whole ? '' : 'gap'}>
      {words}
      {rowShare !== null && volumeShare !== null && filled > 0 && (
        <small>
          {percent(rowShare)} of rows
          <br />
          {percent(volumeShare)} of volume
        </small>
      )}
    </td>
  );
}

function RefusedFiles({ coverage: { refused } }: { coverage: Coverage }): VNode {
  if (refused.length === 0) return <p>None.</p>;
  return (
    <Scroll label="Files not loaded">
      <table>
        <caption>{counted(refused.length, 'file')}</caption>
        <thead>
          <tr>
            {['Dataset', 'Period', 'File', 'Why', 'Its place'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {refused.map(({ dataset, period, fileName, url, status, reason, replaced }) => (
            <tr key={`${dataset} ${period} ${fileName}`}>
              <th scope="row">{datasetName(dataset)}</th>
              <td>{period}</td>
              <td class="file">
                <Address url={url} words={fileName} />
              </td>
              <td class="prose">{reason || status}</td>
              <td>{replaced ? 'filled by another edition' : 'empty'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Unmatched({ rows }: { rows: readonly Row[] }): VNode {
  if (rows.length === 0) return <p>Every code matches a trust.</p>;
  return (
    <Scroll label="Codes that match no trust">
      <table>
        <caption>The largest codes without a trust</caption>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col">Code</th>
            <th scope="col">Name as printed</th>
            <th scope="col">Years</th>
            <th scope="col" class="num">
              Volume
            </th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const years = texts(row['years']);
            return (
              <tr key={index}>
                <th scope="row">{datasetName(text(row['dataset']))}</th>
                <td>{text(row['published_code'])}</td>
                <td>{text(row['published_name'])}</td>
                <td>{years.length > 1 ? `${years.length} years to ${years.at(-1)}` : years[0]}</td>
                <td class="num">{number(Math.round(numberOrNull(row['volume']) ?? 0))}</td>
                <td class="prose">{text(row['reason'])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Totals({ rows }: { rows: readonly Row[] }): VNode {
  return (
    <Scroll label="Totals by dataset">
      <table>
        <caption>Totals that files print, by dataset</caption>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            {['Totals', 'Equal', 'Differ', 'Largest difference', 'Largest share of its total'].map((head) => (
              <th key={head} scope="col" class="num">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const all = numberOrNull(row['totals']) ?? 0;
            const differ = numberOrNull(row['differ']) ?? 0;
            return (
              <tr key={text(row['dataset'])}>
                <th scope="row">{datasetName(text(row['dataset']))}</th>
                <td class="num">{number(all)}</td>
                <td class="num">{number(all - differ)}</td>
                <td class="num">{number(differ)}</td>
                <td class="num">{differ === 0 ? 'none' : number(numberOrNull(row['largest']) ?? 0)}</td>
                <td class="num">{differ === 0 ? 'none' : smallShare(numberOrNull(row['share']))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

function Disagreeing({ rows }: { rows: readonly Row[] }): VNode {
  return (
    <details>
      <summary>The {rows.length} totals that are farthest from their rows</summary>
      <Scroll label="Totals that disagree">
        <table>
          <caption>Farthest by share of the printed total</caption>
          <thead>
            <tr>
              <th scope="col">Dataset</th>
              <th scope="col">Period</th>
              <th scope="col">Figure of the file</th>
              {['Printed total', 'Sum of rows', 'Difference', 'Share'].map((head) => (
                <th key={head} scope="col" class="num">
                  {head}
                </th>
              ))}
              <th scope="col">File</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const total = numberOrNull(row['published_total']) ?? 0;
              const residual = numberOrNull(row['residual']) ?? 0;
              return (
                <tr key={index}>
                  <th scope="row">{datasetName(text(row['dataset']))}</th>
                  <td>{text(row['period'])}</td>
                  <td>{text(row['measure']).replaceAll('_', ' ')}</td>
                  <td class="num">{number(total)}</td>
                  <td class="num">{number(numberOrNull(row['sum_of_rows']) ?? 0)}</td>
                  <td class="num">{number(residual)}</td>
                  <td class="num">{total === 0 ? 'no share' : smallShare(Math.abs(residual / total))}</td>
                  <td>
                    <Address url={text(row['url'])} words="file" />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

function Findings({ rows }: { rows: readonly Row[] }): VNode {
  if (rows.length === 0) return <p>There is no finding.</p>;
  return (
    <Scroll label="Findings by kind">
      <table>
        <caption>Findings by kind, warnings first</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Severity</th>
            <th scope="col" class="num">
              Findings
            </th>
            <th scope="col" class="num">
              Trusts
            </th>
            <th scope="col">One of them</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${text(row['kind'])} ${text(row['severity'])}`}>
              <th scope="row">{sentenceCase(text(row['kind']).replaceAll('-', ' '))}</th>
              <td>{text(row['severity'])}</td>
              <td class="num">{number(numberOrNull(row['n']) ?? 0)}</td>
              <td class="num">{number(numberOrNull(row['trusts']) ?? 0)}</td>
              <td class="prose">{text(row['example'])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Quarantine({ rows }: { rows: readonly Row[] }): VNode {
  return (
    <Scroll label="Rows set aside">
      <table>
        <caption>Rows set aside, by dataset and rule</caption>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col">Rule</th>
            <th scope="col" class="num">
              Rows
            </th>
            <th scope="col">One of them</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row">{datasetName(text(row['dataset']))}</th>
              <td>{text(row['rule']).replaceAll('-', ' ')}</td>
              <td class="num">{number(numberOrNull(row['n']) ?? 0)}</td>
              <td class="prose">{text(row['example'])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Shares of totals are small: `0.0007%`, two digits that count. */
function smallShare(share: number | null): string {
  return share === null
    ? 'no share'
    : `${(share * 100).toLocaleString('en-GB', { maximumSignificantDigits: 2 })}%`;
}
