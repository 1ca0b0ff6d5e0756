/** Comparing up to six trusts. Without scripts: a worked example, the three acute trusts with the most beds. */
import type { VNode } from 'preact';
import { compareDataOf, type ReadCell } from '../compare/compare-data.ts';
import type { CompareState } from '../compare/compare-state.ts';
import { CompareView } from '../compare/compare-view.tsx';
import { flowsOf } from '../data/compare-file.ts';
import { Page } from '../parts/page.tsx';
import type { Model } from '../read/model.ts';
import type { SitePage, Source } from '../site-file.ts';
import { markOf } from '../words/shown.ts';

const FIGURE = 'beds';
const SHOWN = 3;

export async function comparePage(source: Source): Promise<readonly SitePage[]> {
  const { model } = source;
  const flows = await flowsOf(source);
  const make = (): VNode => {
    const data = compareDataOf(model, flows);
    const state = exampleOf(model);
    return (
      <Page facts={model.facts} title="Compare" path="compare.html" script="compare">
        <h1>Compare trusts</h1>
        <p class="lede">
          Up to six trusts: one figure over the years, or two figures of one year. The address holds all that
          you choose, so that it can be sent.
        </p>
        <div data-compare={JSON.stringify(state)}>
          <p class="note">
            An example: the acute trusts with the most beds in {state.fy}. Choosing other trusts and figures
            needs scripts; without them every trust and every measure has a page of its own.
          </p>
          <CompareView data={data} state={state} read={readFrom(model)} />
        </div>
      </Page>
    );
  };
  return [{ path: 'compare.html', make }];
}

/** The largest acute trusts by beds in the latest year; trusts of any type where no acute trust has beds. */
export function exampleOf(model: Model): CompareState {
  const fy = model.facts.years.at(-1) ?? '';
  const bedsOf = (code: string): number => model.cell(code, FIGURE, fy)?.value ?? -1;
  const all = [...model.trusts.values()].filter(({ years }) => years.at(-1)?.fy === fy);
  const acute = all.filter(({ code, years }) => years.at(-1)?.type === 'Acute' && bedsOf(code) > 0);
  const trusts = (acute.length > 0 ? acute : all)
    .sort((a, b) => bedsOf(b.code) - bedsOf(a.code) || (a.code < b.code ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ code }) => code);
  return { trusts, figure: FIGURE, against: null, fy, base: null, real: false };
}

function readFrom(model: Model): ReadCell {
  return (code, name, fy) => {
    const cell = model.cell(code, name, fy);
    if (!cell) return undefined;
    const { value, real, status, comparable } = cell;
    return { value, real, status, comparable, mark: markOf(cell) };
  };
}
