/**
 * The results site is built with Gatsby: what a page shows lies beside it as JSON, and lists such as that of earlier
 * years are filled from further JSON whose numbers change with every build (dossier staff-survey, section 2). The
 * numbers are therefore read from the page itself, or from its page-data.
 */
import { load } from 'cheerio/slim';
import type { Page } from '../contract/discovery.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';

const DATA_ADDRESS = /\/page-data\/(?:[\w%.-]+\/)*(?:page-data|sq\/d\/\d+)\.json/g;
const QUERY_NUMBERS = /"staticQueryHashes"\s*:\s*\[([^\]]*)\]/g;
const FILE = /^(?:\/|https?:)[^<>"]+\.[a-z]{3,4}(?:[?#][^<>"]*)?$/i;
const NAMES = ['name', 'title', 'label', 'text', 'heading'] as const;

/** A page that is not HTML but the data of one. */
export function isData(page: Page): boolean {
  return /^\s*[[{]/.test(page.html);
}

/** Paths of the JSON that belongs to a page, or to the data of one. */
export function dataPaths(page: Page): readonly string[] {
  const paths = [...page.html.matchAll(DATA_ADDRESS)].map(([path]) => path);
  for (const [, numbers = ''] of page.html.matchAll(QUERY_NUMBERS)) {
    for (const [number] of numbers.matchAll(/\d+/g)) paths.push(`/page-data/sq/d/${number}.json`);
  }
  if (!isData(page) && /gatsby/i.test(page.html) && !paths.some((path) => path.endsWith('page-data.json'))) {
    const path = new URL(page.finalUrl).pathname.replace(/\/+$/, '');
    paths.push(`/page-data${path || '/index'}/page-data.json`);
  }
  return [...new Set(paths)];
}

/**
 * The JSON as the HTML it would become: every file it names as a link with the name given beside it, under the year it
 * stands under; pieces of HTML as they are.
 * @throws SourceError PAGE_CHANGED when it is no JSON
 */
export function dataAsHtml(page: Page): string {
  const $ = load('<body></body>');
  const body = $('body');
  const waiting: Found[] = [{ value: parse(page), name: '', year: '' }];
  for (let found = waiting.pop(); found; found = waiting.pop()) {
    const { value, name, year } = found;
    if (typeof value === 'string') {
      if (/<a\s/i.test(value)) body.append($('<h2>').text(year), value);
      else if (FILE.test(value)) body.append($('<h2>').text(year), $('<a>').attr('href', value).text(name));
    } else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      const own = Array.isArray(value) ? found : { name: nameIn(entries, name), year: yearIn(entries, year) };
      // Last in, first out: the first entry of the data is to be the first of the page.
      for (const [, inner] of entries.reverse()) waiting.push({ ...own, value: inner });
    }
  }
  return $.html();
}

interface Found {
  readonly value: unknown;
  /** The nearest name around the value. */
  readonly name: string;
  /** The nearest `year` around the value. */
  readonly year: string;
}

type Entries = readonly (readonly [string, unknown])[];

function nameIn(entries: Entries, around: string): string {
  const named = NAMES.map((name) => entries.find(([key]) => key === name)?.[1]);
  return named.find((name): name is string => typeof name === 'string' && name !== '') ?? around;
}

function yearIn(entries: Entries, around: string): string {
  const year = entries.find(([key]) => key === 'year')?.[1];
  return typeof year === 'string' || typeof year === 'number' ? String(year) : around;
}

function parse(page: Page): unknown {
  try {
    return JSON.parse(page.html);
  } catch (cause) {
    throw new SourceError(
      SourceErrorCode.pageChanged,
      `${page.finalUrl} begins like JSON and is not JSON. The results site may be under repair; look at the page in a browser, and use --from-folder or "retry --url" meanwhile.`,
      { cause },
    );
  }
}
