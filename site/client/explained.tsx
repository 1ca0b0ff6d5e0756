/** What explains a cell, in its panel. A script of its own, which the first click loads: most readers of a page open none. */
import type { VNode } from 'preact';
import type { Explanation } from '../../explain/explanation.ts';
import { csvOf } from '../panel/csv.ts';
import type { PanelCommon, PanelTrust } from '../panel/lineage.ts';
import { restore } from '../panel/restore.ts';
import { labelOf, sentenceOf } from '../panel/sentence.ts';
import { WARNING } from '../words/warning.ts';
import { copyText } from './copy.ts';
import { type Asked, Frame } from './panel-frame.tsx';
import { PanelParts } from './panel-parts.tsx';

/** The content of the panel; undefined where the data hold no explanation of the cell. */
export function explainedIn(
  asked: Asked,
  common: PanelCommon,
  trust: PanelTrust,
  panel: HTMLElement,
): VNode | undefined {
  const explanation = restore(common, trust, asked.figure, asked.fy);
  return explanation && <Explained {...{ asked, explanation, common, panel }} />;
}
export type ExplainedIn = typeof explainedIn;

interface ExplainedProps {
  readonly asked: Asked;
  readonly explanation: Explanation;
  readonly common: PanelCommon;
  readonly panel: HTMLElement;
}

function Explained({ asked, explanation, common, panel }: ExplainedProps): VNode {
  const copy = (text: string, what: string): void => {
    void copyText(text, panel).then((copied) => {
      const line = panel.querySelector('[data-copied]');
      const words = copied
        ? `${what} is copied.`
        : 'The browser does not let this page copy. Select the text and copy it.';
      if (line) line.textContent = words;
    });
  };
  const sentence = sentenceOf(explanation, common);
  const { org_name, org_code, fy } = explanation;
  const content = (
    <>
      {common.illustrative && <p class="warning">{WARNING}</p>}
      <p class="panel-sentence">{sentence}</p>
      <p class="controls">
        <button type="button" onClick={() => copy(sentence, 'The sentence')}>
          Copy sentence
        </button>
        <button type="button" onClick={() => copy(addressOf(asked), 'The link')}>
          Copy link
        </button>
        <button type="button" onClick={() => copy(csvOf(explanation, common.illustrative), 'The table')}>
          Copy as CSV
        </button>
        <span role="status" data-copied />
      </p>
      <PanelParts {...{ explanation, words: common, copy }} />
    </>
  );
  const label = labelOf(asked.figure, common);
  return <Frame title={`${org_name} (${org_code}): ${label}, ${fy}`} content={content} />;
}

/** The cell's own address: the page of its trust. */
function addressOf({ code, figure, fy }: Asked): string {
  const root = document.body.dataset['root'] ?? '';
  return new URL(`${root}trust/${code}.html#${figure}-${fy}`, location.href).href;
}
