/** What changed in this release and why, and what later accounts say of earlier years. */
import type { VNode } from 'preact';
import { Page } from '../parts/page.tsx';
import { Scroll } from '../parts/scroll.tsx';
import type { Figure, Model } from '../read/model.ts';
import { numberOrNull, text } from '../read/row-values.ts';
import type { SitePage, Source } from '../site-file.ts';
import { counted, listed, number } from '../words/counted.ts';
import { datasetName } from '../words/datasets.ts';
import { shownNumber } from '../words/shown.ts';
import { Restated, readRestated } from './changes/restated.tsx';

type Row = Awaited<ReturnType<Source['ask']>>[number];

const LARGEST = 100;

/** Why figures changed, in the middle of a sentence. */
const BECAUSE: Readonly<Record<string, string>> = {
  'publisher revised': 'because the publisher revised a file',
  'new file': 'because a file was new',
  'file withdrawn': 'because a file was withdrawn',
  'reader changed': 'because we changed how a file is read',
  'matching changed': 'because we changed how codes are matched',
  'succession changed': 'because a succession changed',
  'definition changed': 'because we changed a definition',
  decided: 'because somebody decided it',
  several: 'for more than one of these reasons',
};
/** Changes of the publisher and changes of ours are never one number. */
const OURS = new Set(['reader changed', 'matching changed', 'definition changed', 'decided']);

/** `Of 46,300 figures 212 changed: 198 because the publisher revised a file, …` */
export function changesSentence(figures: number, kinds: readonly (readonly [string, number])[]): string {
  const changed = kinds.reduce((sum, [, count]) => sum + count, 0);
  if (changed === 0) return `Of ${number(figures)} figures none changed.`;
  const parts = kinds.map(([kind, count]) => `${number(count)} ${BECAUSE[kind] ?? `(${kind})`}`);
  return `Of ${number(figures)} figures ${number(changed)} changed: ${parts.join(', ')}.`;
}

export async function changesPage(source: Source): Promise<readonly SitePage[]> {
  const { model, ask, tables } = source;
  const { facts } = model;
  const [release] = await ask('SELECT cells FROM release WHERE release_id = $1', [facts.release]);
  const kept = tables.has('release_change');
  const kinds = !kept
    ? []
    : await ask(
        'SELECT change_kind, count(*) AS n FROM release_change WHERE to_release = $1 GROUP BY ALL ORDER BY n DESC, change_kind',
        [facts.release],
      );
  const byDataset = !kept
    ? []
    : await ask(
        `SELECT dataset, change_kind, count(*) AS n, count(*) FILTER (material) AS material
         FROM release_change WHERE to_release = $1 GROUP BY ALL ORDER BY dataset, n DESC, change_kind`,
        [facts.release],
      );
  const largest = !kept
    ? []
    : await ask(
        `FROM release_change WHERE to_release = $1
         ORDER BY material DESC, abs(percent) DESC NULLS FIRST, abs(difference) DESC NULLS FIRST, measure, fy, org_code LIMIT ${LARGEST}`,
        [facts.release],
      );
  const restated = await readRestated(source);
  const cells = numberOrNull(release?.['cells'] ?? null) ?? 0;
  const counts = kinds.map((row): [string, number] => [
    text(row['change_kind']),
    numberOrNull(row['n']) ?? 0,
  ]);
  const ours = counts.filter(([kind]) => OURS.has(kind)).reduce((sum, [, n]) => sum + n, 0);
  const changed = counts.reduce((sum, [, n]) => sum + n, 0);

  const make = (): VNode => (
    <Page facts={facts} title="Changes" path="changes.html">
      <h1>What changed in this release, and why</h1>
      {facts.previousRelease === null ? (
        <p class="lede">
          This is the first release here, so nothing has changed since another. From the next release on,
          every figure that says something else is listed with its cause.
        </p>
      ) : (
        <>
          <p class="lede">
            Release {facts.release}, against the release {facts.previousRelease}.
          </p>
          <p>
            <b>{changesSentence(cells, counts)}</b>
          </p>
          {changed > 0 && (
            <>
              <p>
                {ours === 0
                  ? 'No change is of our making.'
                  : `${counted(ours, 'change is', 'changes are')} of our making: the files are the same, and we read, match or define them otherwise.`}{' '}
                <a href="changes.csv">All {number(changed)} as CSV</a>.
              </p>
              <h2 id="datasets">By dataset and cause</h2>
              <ByDataset rows={byDataset} />
              <h2 id="largest">{changed > LARGEST ? `The ${LARGEST} largest` : 'All of them'}</h2>
              <p>
                A figure that came or went stands first; then the largest by share of what it was. A change is
                small where the status stays and the value differs by 0.1% or less.
              </p>
              <Largest rows={largest} model={model} />
            </>
          )}
        </>
      )}
      <h2 id="restated">Accounts that later accounts restate</h2>
      <Restated restated={restated} model={model} />
    </Page>
  );
  return [{ path: 'changes.html', make }];
}

function ByDataset({ rows }: { rows: readonly Row[] }): VNode {
  return (
    <Scroll label="Changes by dataset and cause">
      <table>
        <caption>Changed figures by dataset and cause</caption>
        <thead>
          <tr>
            <th scope="col">Dataset</th>
            <th scope="col">Cause</th>
            <th scope="col" class="num">
              Figures
            </th>
            <th scope="col" class="num">
              Of them more than small
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${text(row['dataset'])} ${text(row['change_kind'])}`}>
              <th scope="row">{datasetName(text(row['dataset']))}</th>
              <td>{text(row['change_kind'])}</td>
              <td class="num">{number(numberOrNull(row['n']) ?? 0)}</td>
              <td class="num">{number(numberOrNull(row['material']) ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Largest({ rows, model }: { rows: readonly Row[]; model: Model }): VNode {
  const figures = new Map(model.figures.map((figure) => [figure.name, figure]));
  return (
    <Scroll label="Changed figures">
      <table>
        <caption>Changed figures, what they said and what they say</caption>
        <thead>
          <tr>
            <th scope="col">Trust</th>
            <th scope="col">Figure</th>
            <th scope="col">Year</th>
            {['Before', 'Now', 'Change'].map((head) => (
              <th key={head} scope="col" class="num">
                {head}
              </th>
            ))}
            <th scope="col">Cause</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const [code, name, fy] = [text(row['org_code']), text(row['measure']), text(row['fy'])];
            const figure = figures.get(name);
            const trust = model.trusts.get(code);
            const percent = numberOrNull(row['percent']);
            const now = said(row, 'new', figure);
            const stands = trust?.years.some((year) => year.fy === fy) === true && figure !== undefined;
            return (
              <tr key={`${code} ${name} ${fy}`}>
                <th scope="row">{trust ? <a href={`trust/${code}.html`}>{trust.name}</a> : code}</th>
                <td>{figure ? <a href={`measure/${name}.html`}>{figure.label}</a> : name}</td>
                <td>{fy}</td>
                <td class="num">{said(row, 'old', figure)}</td>
                <td class={stands ? 'figure' : 'num'}>
                  {stands ? (
                    <button
                      type="button"
                      data-cell={`${code} ${name} ${fy}`}
                      aria-label={`${figure.label}, ${fy}: ${now}`}
                    >
                      {now}
                    </button>
                  ) : (
                    now
                  )}
                </td>
                <td class="num">{percent === null ? 'no share' : signed(percent)}</td>
                <td class="prose">
                  {text(row['change_kind'])}
                  {text(row['cause_text']) && <small class="also">{text(row['cause_text'])}</small>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

/** The value, and the status where it is no plain figure. */
function said(row: Row, when: 'old' | 'new', figure: Figure | undefined): string {
  const value = numberOrNull(row[`${when}_value`] ?? null);
  const status = text(row[`${when}_status`] ?? null).replaceAll('_', ' ');
  if (value === null) return status || 'no row';
  const shown = figure ? (shownNumber(value, figure.display) ?? '') : number(value);
  return listed([shown, ...(status === 'reported' || status === '' ? [] : [`(${status})`])]).replace(
    ' and ',
    ' ',
  );
}

function signed(percent: number): string {
  const shown = percent.toLocaleString('en-GB', { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
  return `${shown.replace('-', '−')}%`;
}
