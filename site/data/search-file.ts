/** `data/search.js`: every trust by every name and code it has had, every measure and ratio. */
import type { SiteFile, Source } from '../site-file.ts';
import { formerCodes } from './former-codes.ts';
import { plainScript } from './plain-script.ts';

/** Trusts as [code, name, other names], figures as [name, label, meaning], codes without a page as [code, name, trust]. */
export async function* searchFile(source: Source): AsyncGenerator<SiteFile> {
  const { model } = source;
  const trusts = [...model.trusts.values()].map(({ code, name, otherNames }) => [code, name, otherNames]);
  const figures = model.figures.map(({ name, label, meaning }) => [name, label, meaning]);
  yield plainScript('search', { trusts, figures, former: await formerCodes(source) });
}
