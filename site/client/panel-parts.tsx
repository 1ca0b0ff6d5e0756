/** What the panel shows of an explanation, in the order of `explain`: words and tables, all text through the renderer. */
import type { ComponentChildren, VNode } from 'preact';
import type {
  ExplainedCell,
  ExplainedFigure,
  ExplainedRatio,
  Explanation,
  RealTerms,
} from '../../explain/explanation.ts';
import { earlierInWords, englandInWords, shown as plainlyShown } from '../../explain/said-in-words.ts';
import {
  type Words,
  cellOf,
  cellOfRatio,
  displayOf,
  headline,
  isMean,
  labelOf,
  publicationOf,
} from '../panel/sentence.ts';
import { withoutEmptySigns } from '../words/empty-signs.ts';
import { cellWords, periodWord } from '../words/shown.ts';

function shown(value: number | null): string {
  return withoutEmptySigns(plainlyShown(value), '');
}

function shownIn(value: number | null, unit: string): string {
  return withoutEmptySigns(`${shown(value)} ${unit}`, unit);
}

interface Props {
  readonly explanation: Explanation;
  readonly words: Words;
  readonly copy: (text: string, what: string) => void;
}

/** Everything under the panel's heading. */
export function PanelParts({ explanation, words, copy }: Props): VNode {
  const { ratio, figures } = explanation;
  return (
    <>
      {ratio && <RatioPart {...{ ratio, words }} />}
      {figures.map((figure) => (
        <section key={figure.measure}>
          {ratio && <h3>{labelOf(figure.measure, words)}</h3>}
          <FigurePart {...{ figure, words, copy }} Heading={ratio ? 'h4' : 'h3'} />
        </section>
      ))}
    </>
  );
}

function RatioPart({ ratio, words }: { readonly ratio: ExplainedRatio; readonly words: Words }): VNode {
  const display = displayOf(ratio.column, ratio.unit, words);
  const said = cellWords(cellOfRatio(ratio), display, false);
  const [number, mark] = headline(cellOfRatio(ratio), display, false);
  return (
    <section>
      <p class="panel-figure">
        <strong>{number}</strong> {mark}
      </p>
      <dl>
        <Line name="Status">
          {said.words}
          {ratio.value !== null && !ratio.comparable && '; not counted in medians and quartiles'}
        </Line>
        <Line name="What it is">{ratio.meaning}</Line>
        <Line name="Formula">{ratio.rule}</Line>
        <Line name="Value">{shownIn(ratio.value, ratio.unit)}</Line>
        <Real real={ratio.real} unit={ratio.unit} />
        <Why reason={ratio.reason} leftOut={ratio.left_out} />
        {ratio.accounts_months !== null && <Line name="Accounts">of {ratio.accounts_months} months</Line>}
        <Line name="Not counted">{ratio.not_counted}</Line>
        <Line name="Note">{ratio.says_nothing}</Line>
      </dl>
    </section>
  );
}

type FigureProps = {
  readonly figure: ExplainedFigure;
  /** Under the panel's own, or under that of a figure of a ratio. */
  readonly Heading: 'h3' | 'h4';
} & Omit<Props, 'explanation'>;

function FigurePart({ figure, words, copy, Heading }: FigureProps): VNode {
  const { value, unit, periods_reported: reported, periods_expected: expected } = figure;
  const display = displayOf(figure.measure, unit, words);
  const said = cellWords(cellOf(figure), display, isMean(figure.measure, words));
  const [number, mark] = headline(cellOf(figure), display, isMean(figure.measure, words));
  return (
    <>
      <p class="panel-figure">
        <strong>{number}</strong> {mark}
      </p>
      <dl>
        <Line name="Status">
          {said.words}
          {value !== null && figure.comparable === false && '; not counted in medians and quartiles'}
        </Line>
        {figure.maturity !== null && <Line name="Maturity">{figure.maturity}</Line>}
        {expected > 0 && (
          <Line name="Periods">
            {expected === 1 ? `${reported} of 1` : `${reported} of ${expected} ${periodWord(expected)}`}
          </Line>
        )}
        <Line name="What it is">{figure.meaning}</Line>
        <Line name="Value">{shownIn(value, unit)}</Line>
        <Line name="Rule">{figure.rule}</Line>
        <Real real={figure.real} unit={unit} />
        <Why reason={figure.reason} leftOut={figure.left_out} />
        <Line name="Publication">{publicationOf(figure.dataset, words)}</Line>
      </dl>
      <Sources {...{ figure, copy, Heading }} />
      {figure.totals.length > 0 && (
        <details>
          <summary>Totals the files print: {figure.totals.length}</summary>
          <div class="scroll">
            <table>
              <thead>
                <Heads names={['Period', 'Part', 'Printed total', 'Sum of rows', 'Residual']} />
              </thead>
              <tbody>
                {figure.totals.map(({ period, measure, published_total, sum_of_rows, residual, url }) => (
                  <tr key={`${period} ${measure} ${url}`}>
                    <td>{period}</td>
                    <td>{measure}</td>
                    {[published_total, sum_of_rows, residual].map((total, index) => (
                      <td key={index} class="figure">
                        {shown(total)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      {figure.findings.length > 0 && (
        <>
          <Heading>Findings</Heading>
          <ul>
            {figure.findings.map(({ kind, severity, message }) => (
              <li key={kind + message}>
                {severity}, {kind}: {message}
              </li>
            ))}
          </ul>
        </>
      )}
      {figure.england && <p>England: {withoutEmptySigns(englandInWords(figure.england, unit), unit)}.</p>}
      {figure.earlier && figure.earlier.length > 0 && (
        <>
          <Heading>Earlier releases</Heading>
          <ul>
            {figure.earlier.map((spell) => (
              <li key={spell.release_from}>{withoutEmptySigns(earlierInWords(spell, unit), unit)}</li>
            ))}
          </ul>
        </>
      )}
      {figure.earlier?.length === 0 && <p>No earlier release said anything else.</p>}
    </>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ComponentChildren }): VNode {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

interface WhyProps {
  readonly reason: string | null;
  readonly leftOut: string | null | undefined;
}

function Why({ reason, leftOut }: WhyProps): VNode | null {
  if (reason === null && typeof leftOut !== 'string') return null;
  return <Line name="Why">{reason ?? `In no quartile: a trust ${leftOut ?? ''}`}</Line>;
}

function Real({ real, unit }: { readonly real: RealTerms | undefined; readonly unit: string }): VNode | null {
  if (!real) return null;
  return (
    <Line name="Real terms">
      {shown(Math.round(real.value * 100) / 100)} {unit} in {real.price_base} prices (GDP deflator, HM
      Treasury, edition {real.edition}: the price of the whole economy, not of hospital care);{' '}
      {real.indices
        .map(({ fy, index, base, cell }) => `index of ${fy}: ${shown(index)} (${base} = 100), ${cell}`)
        .join('; ')}
    </Line>
  );
}

function Heads({ names }: { readonly names: readonly string[] }): VNode {
  return (
    <tr>
      {names.map((name) => (
        <th key={name} scope="col">
          {name}
        </th>
      ))}
    </tr>
  );
}

/** Source cells under the file they stand in. */
function Sources({ figure: { cells }, copy, Heading }: Omit<FigureProps, 'words'>): VNode {
  const files = new Map<string, ExplainedCell[]>();
  for (const cell of cells) {
    const key = `${cell.url}\n${cell.sha256}`;
    files.set(key, [...(files.get(key) ?? []), cell]);
  }
  if (files.size === 0) return <p>No cell of a file is behind this figure.</p>;
  return (
    <>
      <Heading>
        Read from {cells.length} {cells.length === 1 ? 'cell' : 'cells'} of {files.size}{' '}
        {files.size === 1 ? 'file' : 'files'}
      </Heading>
      {[...files].map(([key, list]) => (
        <FileOfCells key={key} {...{ list, copy }} />
      ))}
    </>
  );
}

function FileOfCells({
  list,
  copy,
}: {
  readonly list: readonly ExplainedCell[];
  readonly copy: Props['copy'];
}): VNode | null {
  const [first] = list;
  if (!first) return null;
  const { url, sha256, fetched, file_name: name } = first;
  return (
    <div class="panel-file">
      <p>
        {url.startsWith('https://') ? (
          <a href={url} rel="noreferrer">
            {name ?? url}
          </a>
        ) : (
          (name ?? url)
        )}
        {fetched !== null && `, fetched ${fetched}`}, sha256 <code title={sha256}>{sha256.slice(0, 12)}</code>{' '}
        <button type="button" onClick={() => copy(sha256, 'The sha256')}>
          Copy sha256
        </button>
        <br />
        <span class="panel-url">{url}</span>
      </p>
      <div class="scroll">
        <table>
          <thead>
            <Heads names={['Period', 'Part', 'Printed', 'Place', 'Printed for', 'Matched by']} />
          </thead>
          <tbody>
            {list.map((cell) => (
              <tr key={`${cell.sheet} ${cell.column}${cell.row} ${cell.measure}`}>
                <td>{cell.period}</td>
                <td>{cell.measure}</td>
                <td class="figure">
                  {cell.printed === null || cell.printed === '' ? '(blank)' : cell.printed}
                  {cell.status !== 'reported' && ` (${cell.status})`}
                </td>
                <td>
                  {cell.sheet === ''
                    ? `row ${cell.row}, column ${cell.column}`
                    : `sheet "${cell.sheet}", cell ${cell.column}${cell.row}`}
                </td>
                <td>{cell.organisation_printed}</td>
                <td>
                  {cell.matched_by}
                  {cell.match_reason && `: ${cell.match_reason}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
