/** `data/search.js`: every trust by every name it has had, every measure and ratio. */
import type { SiteFile, Source } from '../site-file.ts';
import { plainScript } from './plain-script.ts';

/** Trusts as [code, name, other names], figures as [name, label, meaning]. */
export function searchFile({ model }: Source): readonly SiteFile[] {
  const trusts = [...model.trusts.values()].map(({ code, name, otherNames }) => [code, name, otherNames]);
  const figures = model.figures.map(({ name, label, meaning }) => [name, label, meaning]);
  return [plainScript('search', { trusts, figures })];
}
