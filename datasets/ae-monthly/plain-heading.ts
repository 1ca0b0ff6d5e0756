/** Headings of A&E files: hours are printed as `hs`, `hrs` and `hours`, with and without a space. */
import { plainHeading } from '../tables/header-row.ts';

export function plainAeHeading(text: string): string {
  return plainHeading(text).replace(/(\d\+?) ?(?:hours?|hrs?|hs)\b/g, '$1h');
}
