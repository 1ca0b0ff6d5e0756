/**
 * Raw files exactly as they were published: kept once, never changed, each with the facts of its fetch.
 * The local folder implements this; an object store can (keys are relative and use forward slashes).
 */
import type { DatasetName } from '../datasets/contract/dataset.ts';

/** One address on the way to a file, and what it answered. */
export interface Hop {
  readonly url: string;
  readonly status: number;
}

/** Headers worth keeping: validators for the next conditional request, and what the server said the file is. */
export interface KeptHeaders {
  readonly etag?: string;
  readonly lastModified?: string;
  readonly contentType?: string;
  /** As sent, in bytes on the wire. */
  readonly contentLength?: number;
  readonly contentEncoding?: string;
}

/** How a file came here. Addresses are the publisher's own, also when a mirror answered. Times are ISO, UTC. */
export interface FetchFacts {
  readonly url: string;
  /** After redirects. */
  readonly finalUrl: string;
  readonly hops: readonly Hop[];
  /** Of the answer that carried the bytes; 0 for a file taken from a folder. */
  readonly status: number;
  readonly headers: KeptHeaders;
  /** When these bytes were first had from this address (a file of a folder: its own date). */
  readonly fetchedAt: string;
  /** When the publisher last said that they still stand. */
  readonly checkedAt: string;
}

/** A file in the store. `path` is the key: `raw/beds/2020-21Q1/0123456789abcdef-name.xlsx`. */
export interface RawRef {
  readonly dataset: DatasetName;
  /** The period it was first fetched for; a file that serves several periods is kept once. */
  readonly period: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Name as published, decoded, without folders. */
  readonly fileName: string;
}

export interface StoredFile extends RawRef {
  readonly facts: FetchFacts;
}

/** Where a file is to be kept. */
export interface Place {
  readonly dataset: DatasetName;
  /** Folder below the dataset's: the period, or partitions (`snapshot_year=2019/snapshot_month=04`). */
  readonly period: string;
}

/** What is known once a download is complete. */
export type FactsToKeep = Omit<FetchFacts, 'fetchedAt' | 'checkedAt'> & { readonly at: string };

/**
 * A file on its way in. Nothing of it can be seen in the store before `commit`; one of `commit`, `keepForLater`
 * and `discard` ends it.
 */
export interface Draft {
  /** Bytes so far: more than 0 at the start where an interrupted download is taken up again. */
  readonly bytes: number;
  /** Strong ETag of the bytes taken up again. */
  readonly etag: string | undefined;
  /** The first bytes, enough to tell what kind of file it is. */
  readonly head: Uint8Array;
  readonly append: (chunk: Uint8Array) => Promise<void>;
  /** Back to nothing: the server sends the whole file after all. */
  readonly restart: () => Promise<void>;
  /** Makes the file visible under its fingerprint, with its facts. Same bytes from the same address keep their first date. */
  readonly commit: (fileName: string, facts: FactsToKeep) => Promise<StoredFile>;
  /** Interrupted: leaves the bytes for the next download of the same address with the same strong ETag. */
  readonly keepForLater: (etag: string) => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** A file a person downloaded. */
export interface LocalFile extends Place {
  /** Where it lies on this machine. */
  readonly path: string;
  /** `file:` and its name within the folder. */
  readonly url: string;
  readonly maxBytes: number;
}

export interface RawStore {
  /** The latest bytes had from an address; undefined when there are none, or the stored file is gone or cut short. */
  readonly findByUrl: (dataset: DatasetName, url: string) => Promise<StoredFile | undefined>;
  /** Begins a file; with `resume`, the address whose interrupted download may be taken up again. */
  readonly openDraft: (place: Place, resume?: string) => Promise<Draft>;
  /** Notes that the publisher says a stored file still stands. Changes no byte of it. */
  readonly recordCheck: (
    file: StoredFile,
    checkedAt: string,
    headers?: Partial<KeptHeaders>,
  ) => Promise<StoredFile>;
  /**
   * The bytes, checked against their fingerprint.
   * @throws SourceError UNREADABLE_FILE when the stored copy was damaged; it has been moved aside by then.
   */
  readonly read: (ref: RawRef) => Promise<Uint8Array>;
  /** A path this process can open, checked as `read` does, without holding the bytes in memory. */
  readonly localPath: (ref: Pick<RawRef, 'path' | 'sha256' | 'bytes'>) => Promise<string>;
  /** Copies a person's file into the store; its own date is the date of the fetch, so that two runs agree. */
  readonly importLocalFile: (file: LocalFile) => Promise<StoredFile>;
}
