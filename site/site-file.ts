/** What makers of pages and data files take and give. */
import type { VNode } from 'preact';
import type { Ask } from '../explain/published-tables.ts';
import type { Model } from './read/model.ts';

/** A file of the site; `path` from `site/`. */
export interface SiteFile {
  readonly path: string;
  readonly content: string;
}

/** A file that could not be made, where the maker goes on with its others. */
export interface FailedFile {
  readonly path: string;
  readonly error: unknown;
}

/** A page, made when it is written: the pages of 240 trusts are not held together. */
export interface SitePage {
  readonly path: string;
  readonly make: () => VNode;
}

/** What makers of pages and data may read. `tables` names the published tables there are. */
export interface Source {
  readonly model: Model;
  readonly ask: Ask;
  readonly tables: ReadonlySet<string>;
}

/** Makes the pages of one kind, or none where the tables hold nothing for them. */
export interface PageMaker {
  /** Where its pages are, known before they are made: where the maker fails, each of them says so. */
  readonly paths: (source: Source) => readonly string[];
  readonly make: (source: Source) => Promise<readonly SitePage[]>;
}

/** Makes data files. */
export interface DataFileMaker {
  /** The files it makes: where the maker fails, those that it has not made are named as missing. */
  readonly paths: (source: Source) => readonly string[];
  readonly make: (source: Source) => AsyncIterable<SiteFile | FailedFile> | Iterable<SiteFile | FailedFile>;
}
