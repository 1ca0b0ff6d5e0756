/** Fetches one page of a publisher's site, as text. What discovery saw is kept in the raw store, under `pages`. */
import type { Page } from '../datasets/contract/discovery.ts';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { kindInWords, sniff } from '../spreadsheet/sniff.ts';
import { publishedName } from '../store/file-name.ts';
import type { Answer } from './ask.ts';
import { blocked, isChallenge } from './failed-answer.ts';
import type { FetchEffects } from './fetch-effects.ts';
import { type FetchRequest, fetchIntoStore } from './fetch-into-store.ts';
import { pageText } from './page-text.ts';
import { shownAddress } from './web-address.ts';

/** A page with its status: that of the answer that carried the text, also when it still stood (304). */
export interface FetchedPage extends Page {
  readonly status: number;
}

const MOST_BYTES = 8 * 1024 * 1024;
/** The years of a dataset share their landing page; a release is seen ten minutes late at most. */
const TEN_MINUTES = 600_000;

/**
 * @throws SourceError every code of fetching; WRONG_TYPE when no page comes. A page that is one but holds nothing
 * of use is for discovery to name.
 */
export async function fetchPage(request: FetchRequest, effects: FetchEffects): Promise<FetchedPage> {
  const kept = await fetchIntoStore(
    request,
    {
      period: 'pages',
      maxBytes: MOST_BYTES,
      accept: 'text/html,application/xhtml+xml,application/json',
      acceptEncoding: 'gzip',
      freshForMs: TEN_MINUTES,
      fileName: pageName,
      judge: notAPage,
    },
    effects,
  );
  const { facts } = kept;
  try {
    const html = pageText(await effects.store.read(kept), facts.headers.contentType);
    return { url: facts.url, finalUrl: facts.finalUrl, html, status: facts.status };
  } catch (error) {
    // A damaged copy has been moved aside: what is fetched now is whole.
    const damaged = error instanceof SourceError && error.code === SourceErrorCode.unreadableFile;
    if (damaged && kept.outcome !== 'fetched') return await fetchPage(request, effects);
    throw error;
  }
}

/** The page as it was had last, with the day of that; undefined where it never was, or its copy is damaged. */
export async function keptPage(
  { dataset, url }: Pick<FetchRequest, 'dataset' | 'url'>,
  { store }: Pick<FetchEffects, 'store'>,
): Promise<(Page & { readonly checkedAt: string }) | undefined> {
  const kept = await store.findByUrl(dataset, url);
  if (!kept) return undefined;
  const { facts } = kept;
  const bytes = await store.read(kept).catch((error: unknown) => {
    if (error instanceof SourceError) return undefined;
    throw error;
  });
  return (
    bytes && {
      url: facts.url,
      finalUrl: facts.finalUrl,
      html: pageText(bytes, facts.headers.contentType),
      checkedAt: facts.checkedAt,
    }
  );
}

function pageName(url: URL): string {
  const name = publishedName(url.href.replace(/\/+(?=$|[?#])/, ''));
  return `${name || 'index'}${/\.(html?|json)$/i.test(name) ? '' : '.html'}`;
}

function notAPage(head: Uint8Array, headers: Answer['headers'], url: URL): SourceError | undefined {
  const kind = sniff(head);
  if (isChallenge(headers, Buffer.from(head).toString('latin1'))) return blocked(url, 'a challenge page');
  const declared = headers['content-type'] ?? '';
  const saysHtml = /^\s*(text\/html|application\/xhtml)/i.test(declared);
  if (kind === 'html' || (saysHtml && ['csv', 'xml', 'utf16'].includes(kind))) return undefined;
  // Some sites keep what a page shows beside it, as JSON; at the address of a page itself, JSON is a program's error.
  if (kind === 'json' && !saysHtml && /\.json$/i.test(url.pathname)) return undefined;
  if (kind === 'empty')
    return new SourceError(SourceErrorCode.empty, `The page ${shownAddress(url)} holds nothing but blanks.`);
  return new SourceError(
    SourceErrorCode.wrongType,
    `${shownAddress(url)} is ${kindInWords[kind]} (${declared || 'no content type'}); a web page was expected. Look at it in a browser; files downloaded by hand can be given with --from-folder.`,
  );
}
