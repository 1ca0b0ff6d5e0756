/** `data/breaks.js`: breaks of single trusts, by trust; those of every trust stand in the pages themselves. */
import { type ChartBreak, chartBreaks } from '../charts/chart-data.ts';
import type { SeriesBreak } from '../read/model.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { plainScript } from './plain-script.ts';

/** By code, then by figure; the figure of no name is every figure of the trust, such as a merger. */
export type TrustBreaks = Readonly<Record<string, Readonly<Record<string, readonly ChartBreak[]>>>>;

export function breaksFile({ model }: Source): readonly SiteFile[] {
  const found: Record<string, Record<string, readonly ChartBreak[]>> = {};
  for (const code of model.trusts.keys())
    for (const name of ['', ...model.figures.map((figure) => figure.name)]) {
      const own = model
        .breaks(name, code)
        .filter(({ orgCode, figure }) => orgCode === code && figure === name);
      if (own.length > 0) (found[code] ??= {})[name] = withoutSources(own);
    }
  return [plainScript('breaks', found satisfies TrustBreaks)];
}

/** Sources stand in the table series_break. */
function withoutSources(breaks: readonly SeriesBreak[]): readonly ChartBreak[] {
  return chartBreaks(breaks.map((one) => ({ ...one, source: '' })));
}
