/** The links of a publisher's page, as absolute https addresses, with the words around them. */
import { load } from 'cheerio/slim';
import type { Page } from '../contract/discovery.ts';

export interface PageLink {
  /** Absolute, https, without fragment; the query is kept, since a server may need it. */
  readonly url: URL;
  /** The anchor's text, white space (no-break spaces too) collapsed; empty for a linked picture. */
  readonly text: string;
  /** Last part of the path, decoded; empty for a page whose address ends in a slash. */
  readonly fileName: string;
  /** Lower case, without the dot; empty where the last part of the path has none. */
  readonly extension: string;
  /** The heading the anchor stands under: on an A&E page the month. */
  readonly heading: string;
}

/**
 * Every anchor that leads somewhere over https, in page order. Menus come twice on england.nhs.uk (dossier
 * site-england-nhs-uk, section 2), so the same address with the same text is given once. Anchors without href,
 * `javascript:`, `mailto:`, `file:` and broken addresses are left out.
 */
export function pageLinks(page: Page): readonly PageLink[] {
  const $ = load(page.html);
  const links = new Map<string, PageLink>();
  let heading = '';
  for (const element of $('h1, h2, h3, h4, h5, h6, a[href]').toArray()) {
    const text = collapse($(element).text());
    if (element.tagName !== 'a') {
      heading = text;
      continue;
    }
    const url = resolve($(element).attr('href') ?? '', page.finalUrl);
    const key = `${url?.href ?? ''} ${text}`;
    if (url && !links.has(key)) links.set(key, { url, text, heading, ...lastPart(url) });
  }
  return [...links.values()];
}

/** Name and extension of the file an address leads to: `TAC data’s.XLSX` and `xlsx`. */
export function lastPart(url: URL): { readonly fileName: string; readonly extension: string } {
  const last = url.pathname.split('/').at(-1) ?? '';
  const fileName = decodePart(last);
  return { fileName, extension: /\.([a-z0-9]{2,5})$/i.exec(fileName)?.[1]?.toLowerCase() ?? '' };
}

/** The same page under all its addresses: no scheme, no query, no last slash, lower case. */
export function pageAddress(url: URL | string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname.replace(/\/+$/, '')}`.toLowerCase();
}

function collapse(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200d\u2060]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function resolve(href: string, base: string): URL | undefined {
  if (!URL.canParse(href.trim(), base)) return undefined;
  const url = new URL(href.trim(), base);
  if (url.protocol === 'http:' && url.port === '') url.protocol = 'https:';
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  return url;
}

/** A part of an address decoded; as it stands where it cannot be. */
export function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
