/** One of a month's three files to the dataset's own tables (dossier gp-registered-patients, sections 3, 4 and 6). */
import type { Finding, ParsedFile } from '../contract/parsed-file.ts';
import type { ParseContext } from '../contract/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { monthInWords } from '../../nhs/printed-month.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { kindOfFile } from './file-kind.ts';
import type { FileReading } from './file-reading.ts';
import { type FileKind, KIND_IN_WORDS, PDS_SINCE } from './layouts.ts';
import { readListSizes } from './read-list-sizes.ts';
import { readPractices } from './read-practices.ts';
import { readTotals } from './read-totals.ts';
import { kindOfSlot } from './slots.ts';

const READERS: Readonly<Record<FileKind, (source: SourceBytes, month: string) => Promise<FileReading>>> = {
  all: readTotals,
  'quin-age': readListSizes,
  map: readPractices,
};

/** Rows go to `gp_list_size`, `gp_list_total` and `gp_practice`; there are no observations. */
export async function parseGpPatients(
  source: SourceBytes,
  { slot, period }: ParseContext,
): Promise<ParsedFile> {
  const wanted = kindOfSlot(slot);
  requireKind(source, wanted);
  const { extracted, findings, ...reading } = await READERS[wanted](source, period);
  return {
    ...reading,
    maturity: 'final',
    observations: [],
    findings: [...findings, ...notTheFirst(extracted, period), ...otherSource(wanted, period)],
  };
}

/** A file that is plainly another of the month's is refused by its name; one that is none, by the headings it lacks. */
function requireKind(source: SourceBytes, wanted: FileKind): void {
  const found = kindOfFile(source);
  if ('kind' in found && found.kind === wanted) return;
  const what = 'kind' in found ? KIND_IN_WORDS[found.kind] : found.known ? found.why : undefined;
  if (what === undefined) return;
  throw new SourceError(
    SourceErrorCode.wrongTable,
    `${source.fileName} holds ${what}, not what is wanted here: ${KIND_IN_WORDS[wanted]}. Take gp-reg-pat-prac-${wanted} from the month's page.`,
  );
}

/** Snapshots are of the first of the month; where the file says another day, the published date is still the first. */
function notTheFirst(extracted: string, month: string): readonly Finding[] {
  if (extracted.endsWith('-01')) return [];
  const message = `The file says it was extracted on ${extracted}; it is published as the snapshot of 1 ${monthInWords(month)}.`;
  return [{ kind: 'not-the-first-of-the-month', severity: 'info', message }];
}

/** Said once a month, with the figures. */
function otherSource(kind: FileKind, month: string): readonly Finding[] {
  if (kind !== 'quin-age' || month < PDS_SINCE) return [];
  const message = `Since ${monthInWords(PDS_SINCE)} lists are counted in PDS, before in NHAIS: levels before and after are not quite comparable.`;
  return [{ kind: 'source-changed', severity: 'info', message }];
}
