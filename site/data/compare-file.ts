/** `data/compare.js`: trusts, figures and breaks for the page of comparing. */
import { compareDataOf } from '../compare/compare-data.ts';
import { text } from '../read/row-values.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { plainScript } from './plain-script.ts';

export async function* compareFile(source: Source): AsyncGenerator<SiteFile> {
  yield plainScript('compare', compareDataOf(source.model, await flowsOf(source)));
}

/** Measures that are sums over time. */
export async function flowsOf({ ask }: Source): Promise<ReadonlySet<string>> {
  const rows = await ask(`SELECT measure FROM measure GROUP BY measure HAVING bool_and(kind = 'flow') ORDER BY measure`);
  return new Set(rows.map((row) => text(row['measure'])));
}
