/** How much of each measure is held, year by year: a table whose cells are a small bar and a share in words. */
import type { VNode } from 'preact';
import type { Figure, Model } from '../read/model.ts';
import { percent } from '../words/counted.ts';
import { Scroll } from './scroll.tsx';

export interface Held {
  readonly reported: number;
  readonly partial: number;
  /** Withheld, missing or without a figure. */
  readonly missing: number;
  /** Trusts that the publication does not cover. */
  readonly notCovered: number;
}

/** Statuses of a measure in a year, counted over the trusts of that year. */
export function heldOf(model: Model, figure: string, fy: string): Held {
  let [reported, partial, missing, notCovered] = [0, 0, 0, 0];
  for (const { code, years } of model.trusts.values()) {
    if (!years.some((year) => year.fy === fy)) continue;
    const status = model.cell(code, figure, fy)?.status ?? 'missing';
    if (status === 'reported') reported += 1;
    else if (status === 'partial') partial += 1;
    else if (status === 'not_applicable') notCovered += 1;
    else missing += 1;
  }
  return { reported, partial, missing, notCovered };
}

const WIDTH = 72;

export function CoverageStrip({ model }: { model: Model }): VNode {
  const { years } = model.facts;
  const measures = model.figures.filter(({ kind, first }) => kind === 'measure' && first);
  return (
    <>
      <ul class="key">
        <li>
          <Bar held={{ reported: 1, partial: 0, missing: 0, notCovered: 0 }} /> reported
        </li>
        <li>
          <Bar held={{ reported: 0, partial: 1, missing: 0, notCovered: 0 }} /> partial
        </li>
        <li>
          <Bar held={{ reported: 0, partial: 0, missing: 1, notCovered: 0 }} /> missing or withheld
        </li>
      </ul>
      <Scroll label="Share of trusts that report each measure, by year">
        <table class="strip">
          <caption>Share of trusts that report each measure in full, by financial year</caption>
          <thead>
            <tr>
              <th scope="col">Measure</th>
              {years.map((fy) => (
                <th key={fy} scope="col">
                  {fy}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {measures.map((figure) => (
              <tr key={figure.name}>
                <th scope="row">
                  <a href={`measure/${figure.name}.html`}>{figure.label}</a>
                </th>
                {years.map((fy) => (
                  <HeldCell key={fy} {...{ figure, fy, held: heldOf(model, figure.name, fy) }} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function HeldCell({ held }: { figure: Figure; fy: string; held: Held }): VNode {
  const covered = held.reported + held.partial + held.missing;
  if (covered === 0) return <td class="quiet">none covered</td>;
  return (
    <td>
      <Bar held={held} />
      <small>
        {percent(held.reported / covered)} <span class="quiet">of {covered}</span>
        {held.partial > 0 && <span class="unseen">, {held.partial} in part</span>}
        {held.missing > 0 && <span class="unseen">, {held.missing} missing</span>}
      </small>
    </td>
  );
}

/** Solid: reported. Striped: partial. Outline: missing. */
function Bar({ held }: { held: Held }): VNode {
  const covered = Math.max(1, held.reported + held.partial + held.missing);
  const whole = Math.round((WIDTH * held.reported) / covered);
  const both = Math.round((WIDTH * (held.reported + held.partial)) / covered);
  const stripes = Array.from({ length: Math.ceil((both - whole) / 4) }, (_, index) => whole + 1 + index * 4);
  return (
    <svg class="held" width={WIDTH} height="9" aria-hidden="true">
      <path class="held-box" d={`M.5.5h${WIDTH - 1}v8H.5z`} />
      {whole > 0 && <path class="held-whole" d={`M0 0h${whole}v9H0z`} />}
      {stripes.length > 0 && <path class="held-part" d={stripes.map((x) => `M${x} 0v9`).join('')} />}
    </svg>
  );
}
