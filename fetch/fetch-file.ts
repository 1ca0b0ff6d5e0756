/** Fetches one published file into the raw store. */
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { type SniffedKind, kindInWords, sniff } from '../spreadsheet/sniff.ts';
import { publishedName } from '../store/file-name.ts';
import type { Answer } from './ask.ts';
import { blocked, isChallenge } from './failed-answer.ts';
import type { FetchEffects } from './fetch-effects.ts';
import { type Fetched, type FetchRequest, fetchIntoStore } from './fetch-into-store.ts';
import { shownAddress } from './web-address.ts';

export interface FileRequest extends FetchRequest {
  /** Folder below the dataset's; a file that serves several periods is kept under the first. */
  readonly period: string;
  /** Largest plausible file of the publication. */
  readonly maxBytes: number;
}

const AN_HOUR = 3_600_000;
const FILES: ReadonlySet<SniffedKind> = new Set(['xlsx', 'xls', 'csv', 'zip', 'utf16']);

/**
 * The file, from the publisher or from the store when it has not changed. Within an hour of the last look a
 * publisher is not asked again, unless `revalidate` is set.
 * @throws SourceError every code of fetching (docs/decisions/0004-fetching.md); the signal's reason when it aborts.
 */
export async function fetchFile(request: FileRequest, effects: FetchEffects): Promise<Fetched> {
  const { period, maxBytes } = request;
  return await fetchIntoStore(
    request,
    {
      period,
      maxBytes,
      accept: '*/*',
      // Compressed on the way, a broken download could not be taken up again.
      acceptEncoding: 'identity',
      freshForMs: AN_HOUR,
      fileName: (url, headers) => fileName(request.url, url, headers),
      judge: notAFile,
    },
    effects,
  );
}

/** The name in the link; where that has no ending, the name the server gives. */
function fileName(asked: string, final: URL, headers: Answer['headers']): string {
  const names = [publishedName(asked), nameGiven(headers['content-disposition']), publishedName(final.href)];
  return (
    names.find((name) => /\.[A-Za-z0-9]{2,5}$/.test(name)) ?? names.find((name) => name !== '') ?? 'file'
  );
}

function nameGiven(disposition = ''): string {
  const encoded = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(disposition);
  const name = encoded ?? encodeURIComponent(plain?.[1] ?? plain?.[2] ?? '');
  return publishedName(`https://name/${name.replaceAll('/', '_')}`);
}

function notAFile(head: Uint8Array, headers: Answer['headers'], url: URL): SourceError | undefined {
  const kind = sniff(head);
  if (FILES.has(kind)) return undefined;
  const where = shownAddress(url);
  if (kind === 'empty') return new SourceError(SourceErrorCode.empty, `${where} holds nothing but blanks.`);
  if (kind === 'html') {
    if (isChallenge(headers, Buffer.from(head).toString('latin1'))) return blocked(url, 'a challenge page');
    return new SourceError(
      SourceErrorCode.htmlInsteadOfFile,
      `A web page came where a file should be: ${where}. The file has moved or was taken away; look at the publisher's page for its new address and retry with it, or use --from-folder.`,
    );
  }
  return new SourceError(
    SourceErrorCode.wrongType,
    `${where} is ${kindInWords[kind]}; a workbook, a CSV or a zip was expected. Look at the publisher's page for the right file and retry with its address.`,
  );
}
