/** What is held of each dataset and year, slot by slot, and why the rest is not. */
import { datasets } from '../../../datasets/registry.ts';
import { numberOrNull, text, textOrNull } from '../../read/row-values.ts';
import type { Source } from '../../site-file.ts';
import { listed, periodInWords } from '../../words/counted.ts';

/** A dataset in a year. */
export interface Held {
  readonly dataset: string;
  readonly fy: string;
  /** Slots that have to be filled, and those that are. */
  readonly expected: number;
  readonly filled: number;
  /** Another edition speaks for the period. */
  readonly standIn: boolean;
  /** Why slots are empty, in sentences; empty where none is. */
  readonly why: readonly string[];
  readonly rowShare: number | null;
  readonly volumeShare: number | null;
}

export interface Refused {
  readonly dataset: string;
  readonly period: string;
  readonly fileName: string;
  readonly url: string;
  readonly status: string;
  readonly reason: string;
  /** Another file fills its slot. */
  readonly replaced: boolean;
}

export interface Coverage {
  /** Datasets of years, in the order of the registry; of each the years of the release. */
  readonly held: readonly (readonly Held[])[];
  readonly refused: readonly Refused[];
}

interface File {
  readonly slot: string;
  readonly status: string;
  readonly reason: string | null;
}

export async function readCoverage({ model, ask }: Source): Promise<Coverage> {
  const rows = await ask(
    `SELECT dataset, fy, slot, period, file_name, url, status, reason FROM source_file
     ORDER BY dataset, fy, slot, status, file_name, url, member`,
  );
  const shares = await ask('FROM org_match_coverage ORDER BY dataset, fy');
  const shareOf = new Map(shares.map((row) => [`${text(row['dataset'])} ${text(row['fy'])}`, row]));
  const filesOf = new Map<string, File[]>();
  for (const row of rows) {
    const key = `${text(row['dataset'])} ${text(row['fy'])}`;
    const file = { slot: text(row['slot']), status: text(row['status']), reason: textOrNull(row['reason']) };
    filesOf.set(key, [...(filesOf.get(key) ?? []), file]);
  }
  const known = new Set(rows.map((row) => text(row['dataset'])));
  const held = datasets
    .filter(({ yearless, onRequest, name }) => !yearless && (onRequest !== true || known.has(name)))
    .map((dataset) =>
      model.facts.years.map((fy): Held => {
        const files = filesOf.get(`${dataset.name} ${fy}`) ?? [];
        const share = shareOf.get(`${dataset.name} ${fy}`);
        return {
          ...{ dataset: dataset.name, fy },
          ...slotsOf(dataset.years.includes(fy) ? dataset.expectedFiles(fy) : [], files),
          rowShare: numberOrNull(share?.['row_share'] ?? null),
          volumeShare: numberOrNull(share?.['volume_share'] ?? null),
        };
      }),
    );
  const loaded = new Set(
    rows
      .filter((row) => row['status'] === 'loaded')
      .map((row) => `${text(row['dataset'])} ${text(row['fy'])} ${text(row['slot'])}`),
  );
  const refused = rows
    .filter((row) => row['status'] === 'refused' || row['status'] === 'skipped')
    .map((row) => ({
      ...{ dataset: text(row['dataset']), period: text(row['period']), fileName: text(row['file_name']) },
      ...{ url: text(row['url']), status: text(row['status']), reason: text(row['reason']) },
      replaced: loaded.has(`${text(row['dataset'])} ${text(row['fy'])} ${text(row['slot'])}`),
    }));
  return { held, refused };
}

interface Expected {
  readonly slot: string;
  readonly label: string;
  readonly optional?: true;
  readonly standIn?: number;
}

function slotsOf(
  expected: readonly Expected[],
  files: readonly File[],
): Pick<Held, 'expected' | 'filled' | 'standIn' | 'why'> {
  const loaded = new Set(files.filter(({ status }) => status === 'loaded').map(({ slot }) => slot));
  if (expected.length === 0)
    return {
      ...{ expected: 0, filled: loaded.size, standIn: false },
      why: loaded.size > 0 ? [] : ['this year cannot be read here, or is not published'],
    };
  // Editions of one period fill it together: any of them is enough.
  const own = expected.filter(({ standIn, optional }) => !optional && !standIn);
  const editions = expected.filter(({ standIn }) => standIn);
  const standIn = editions.some(({ slot }) => loaded.has(slot));
  const needed = own.length > 0 ? own : editions.slice(0, 1);
  const empty = needed.filter(({ slot }) => !loaded.has(slot));
  const anyOptional = expected.some(({ slot, optional }) => optional && loaded.has(slot));
  if (empty.length > 0 && standIn)
    return { expected: needed.length, filled: needed.length, standIn: true, why: [] };
  const why = new Map<string, string[]>();
  for (const { slot, label } of empty) {
    const file = files.find((one) => one.slot === slot && one.reason);
    const reason = file ? `${file.status}: ${file.reason ?? ''}` : 'no file is held';
    why.set(reason, [...(why.get(reason) ?? []), label === slot ? periodInWords(slot) : label]);
  }
  return {
    ...{ expected: needed.length, filled: needed.length - empty.length, standIn: false },
    why: [...why].map(
      ([reason, labels]) =>
        `${labels.length === needed.length && labels.length > 1 ? `all ${labels.length} files` : listed(labels)}: ${reason}${anyOptional ? ' (other files of the year are held)' : ''}`,
    ),
  };
}
