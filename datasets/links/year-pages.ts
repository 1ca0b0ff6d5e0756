/** The page of one financial year, among the links of a landing page (dossier site-england-nhs-uk, sections 1, 2 and 7). */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import type { Page } from '../contract/discovery.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { type PageLink, pageAddress } from './page-links.ts';

/**
 * Addresses of the year's page, once each: menu and content link it with different texts and with or without the last slash.
 * The last part of the address decides the year; the text only where the address names none. News posts are not pages of a year.
 * @param about what text or address must speak of
 * @param not what neither may speak of
 */
export function yearPages(
  links: readonly PageLink[],
  fy: FinancialYear,
  rules: { readonly host: string; readonly about: RegExp; readonly not: RegExp },
): readonly string[] {
  const found = links
    .filter(
      ({ url, extension }) =>
        url.hostname === rules.host && extension === '' && url.pathname.startsWith('/statistics/'),
    )
    .filter(({ url }) => !/\/20\d\d\/\d\d\//.test(url.pathname))
    .map((link) => ({ link, words: `${link.text} ${link.url.pathname}` }))
    .filter(({ words }) => rules.about.test(words) && !rules.not.test(words))
    .filter(({ link }) => {
      const inAddress = yearsNamed(lastStep(link.url));
      return (inAddress.length > 0 ? inAddress : yearsNamed(link.text)).includes(fy);
    })
    .map(({ link }) => link.url.href);
  return [...new Map(found.map((url) => [pageAddress(url), url])).values()];
}

/** Whether a page is the one at this address, asked for or redirected to. */
export function isPageAt(page: Page, address: string): boolean {
  return [page.url, page.finalUrl].some((url) => pageAddress(url) === pageAddress(address));
}

/** Last part of an address that is not empty: `diagnostic-imaging-dataset-2019-20-data`. */
export function lastStep(url: URL): string {
  return url.pathname.split('/').findLast((part) => part !== '') ?? '';
}
