/** Parsed files in the store: what one worker has read, any other may load or judge. */
import { createHash } from 'node:crypto';
import { SourceError, SourceErrorCode } from '../nhs/source-error.ts';
import { fingerprint } from '../store/fingerprint.ts';
import type { KeyedFiles } from '../store/keyed-files.ts';
import { isParsedKey } from '../store/store-key.ts';
import { SUMMARY, tableFile } from './parsed-paths.ts';
import { type ParsedFileSummary, parseSummary, readParsedFile } from './parsed-summary.ts';

export interface ParsedStore {
  /** What was read from a file, by its key (store-key.ts); undefined when nothing complete is there. */
  readonly summary: (key: string) => Promise<ParsedFileSummary | undefined>;
  /** The folder on this machine that `writeParsedFile` has to write before `keep`. */
  readonly folder: (key: string) => string;
  /** Makes what was written to the folder visible to every worker: the tables first, then `parsed.json`. */
  readonly keep: (key: string) => Promise<ParsedFileSummary>;
  /**
   * A folder on this machine with these tables (all when not given) and `parsed.json`, their bytes checked.
   * @throws SourceError UNREADABLE_FILE when one was altered or is gone; the file is read anew the next time.
   */
  readonly fetch: (key: string, tables?: readonly string[]) => Promise<FetchedParsedFile>;
}

export interface FetchedParsedFile {
  readonly directory: string;
  readonly summary: ParsedFileSummary;
}

/** @param files where it keeps them; its keys begin with `parsed/`. */
export function createParsedStore(files: KeyedFiles): ParsedStore {
  const summaryKey = (key: string): string => `${key}/${SUMMARY}`;
  const tableKey = (key: string, table: string): string => `${key}/${tableFile(table)}`;

  const folder = (key: string): string => {
    if (!isParsedKey(key)) throw new RangeError(`"${key}" is not a parsed file of the store.`);
    return files.at(key);
  };

  async function read(key: string): Promise<{ text: string; summary: ParsedFileSummary } | undefined> {
    folder(key);
    const text = await files.readText(summaryKey(key));
    const summary = text === undefined ? undefined : parseSummary(text);
    return text === undefined || !summary ? undefined : { text, summary };
  }

  return {
    summary: async (key) => (await read(key))?.summary,
    folder,
    async keep(key) {
      const summary = await readParsedFile(folder(key));
      for (const [table, sha256] of Object.entries(summary.fingerprints)) {
        await files.put(files.at(tableKey(key, table)), tableKey(key, table), sha256);
      }
      const path = files.at(summaryKey(key));
      await files.put(path, summaryKey(key), (await fingerprint(path)) ?? '');
      return summary;
    },
    async fetch(key, tables) {
      const found = await read(key);
      if (!found) throw unreadable(key);
      const { fingerprints } = found.summary;
      try {
        for (const table of tables ?? Object.keys(fingerprints)) {
          await files.fetch(tableKey(key, table), fingerprints[table] ?? '');
        }
        await files.fetch(summaryKey(key), createHash('sha256').update(found.text).digest('hex'));
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        await files.remove(summaryKey(key));
        throw unreadable(key, error);
      }
      return { directory: files.at(key), summary: found.summary };
    },
  };
}

function unreadable(key: string, cause?: Error): SourceError {
  return new SourceError(
    SourceErrorCode.unreadableFile,
    `What was read from a file, ${key}, is not there as it was written. Run again: it is read anew from the raw file. Workers on several machines all need the same NHS_STORE.`,
    cause ? { cause } : {},
  );
}
