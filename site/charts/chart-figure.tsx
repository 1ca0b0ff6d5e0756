/** A chart in a page: heading, unit and source, key above, sentence below. */
import type { ComponentChildren, VNode } from 'preact';
import { chartTitle } from './chart.tsx';

/** Signs that keys explain. */
export type KeySign = 'dot' | 'ring' | 'own' | 'half' | 'median' | 'break' | 'rule-only' | 'dashed' | 'range';

const SIGNS: Readonly<Record<KeySign, VNode>> = {
  dot: <circle class="dot" fill="#8a8a8a" cx="10" cy="7" r="3" />,
  ring: <circle class="ring" fill="#fff" stroke="#8a8a8a" cx="10" cy="7" r="3.2" />,
  own: <circle class="own" fill="#6b1f3a" cx="10" cy="7" r="5" />,
  half: <rect class="half" fill="#e7e2d9" stroke="#8a8a8a" x="1" y="2" width="18" height="10" />,
  median: <path class="median" stroke="#1f1f1f" stroke-width="2" d="M1 7h18" />,
  break: <path class="break" stroke="#555" d="M10 0v14" />,
  'rule-only': <path class="break rule-only" stroke="#555" stroke-dasharray="2 4" d="M10 0v14" />,
  dashed: <path class="dashed" stroke="#6b1f3a" stroke-width="2" stroke-dasharray="4 4" d="M1 7h18" />,
  range: <path class="range" stroke="#8a8a8a" d="M1 7h18" />,
};

/** The key of a chart. Signs differ in form, not in colour alone. */
export function ChartKey({ signs }: { signs: readonly (readonly [KeySign, string])[] }): VNode {
  return (
    <ul class="key">
      {signs.map(([sign, words]) => (
        <li key={sign}>
          <svg class="chart" viewBox="0 0 20 14" width="20" height="14" aria-hidden="true">
            {SIGNS[sign]}
          </svg>{' '}
          {words}
        </li>
      ))}
    </ul>
  );
}

export interface ChartFigureProps {
  /** The same title as the chart's. */
  readonly title: string;
  readonly illustrative?: boolean | undefined;
  /** Unit and source. */
  readonly subtitle: ComponentChildren;
  readonly signs?: readonly (readonly [KeySign, string])[];
  readonly children: ComponentChildren;
  /** n, who was left out and why. */
  readonly note?: ComponentChildren;
}

export function ChartFigure({
  title,
  illustrative,
  subtitle,
  signs,
  children,
  note,
}: ChartFigureProps): VNode {
  return (
    <figure class="chart-figure">
      <figcaption>
        <b>{chartTitle(title, illustrative)}</b>
        <span class="subtitle">{subtitle}</span>
      </figcaption>
      {signs && <ChartKey signs={signs} />}
      {children}
      {note !== undefined && <p class="note">{note}</p>}
    </figure>
  );
}
