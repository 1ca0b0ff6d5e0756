/** Writes the pages of a published folder into its `site/`: HTML with its charts, one script, one style sheet, data for the script. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { NotMade } from '../warehouse/publish/pages-failed.ts';
import { BUNDLES } from './bundle-scripts.ts';
import { leanHtml } from './lean-html.ts';
import { DATA_FILE_MAKERS } from './pages/every-data-file.ts';
import { PAGE_MAKERS } from './pages/every-page.ts';
import { NotMadePage } from './parts/not-made.tsx';
import type { Facts, Model } from './read/model.ts';
import { withFolder } from './read/published-folder.ts';
import { readModel } from './read/read-model.ts';
import type { DataFileMaker, FailedFile, PageMaker, SiteFile, SitePage, Source } from './site-file.ts';
import { isOfMachine, whyNotMade } from './why-not-made.ts';

export interface SiteWritten {
  readonly files: number;
  readonly bytes: number;
  /** What could not be made. A page that is named here has a page in its place that says so; a data file is left out. */
  readonly failed: readonly NotMade[];
}

export interface SiteMakers {
  readonly dataFiles: readonly DataFileMaker[];
  readonly pages: readonly PageMaker[];
}

const ALL: SiteMakers = { dataFiles: DATA_FILE_MAKERS, pages: PAGE_MAKERS };

/** Other work of the process gets its turn between pages. */
const PAGES_AT_ONCE = 8;

/**
 * Reads the Parquet files of `folder` and writes `folder/site/`. The same tables give the same bytes. A page or data file that
 * cannot be made costs no other.
 * @throws what the disk says, what DuckDB says of a table that cannot be opened, and that there is no memory
 */
export async function writeSite(folder: string, makers: SiteMakers = ALL): Promise<SiteWritten> {
  const site = new Writer(folder);
  // Scripts are bundled by a program of its own, while the tables are read.
  const bundles = Promise.allSettled(BUNDLES.map(async ({ make }) => await make()));
  await withFolder(folder, async (ask, tables) => {
    let model: Model;
    try {
      model = await readModel(ask);
    } catch (error) {
      site.failed('index.html', error);
      await site.bundles(await bundles);
      await site.notMade('index.html', error, undefined);
      return;
    }
    await site.bundles(await bundles);
    const source = { model, ask, tables };
    // Pages are made while DuckDB looks for the cells of data files. Both end before the folder is given up.
    const both = await Promise.allSettled([
      inTurn(makers.dataFiles, async (maker) => await site.dataFiles(maker, source)),
      inTurn(makers.pages, async (maker) => await site.pages(maker, source)),
    ]);
    for (const made of both) if (made.status === 'rejected') throw made.reason;
  });
  return site.written();
}

async function inTurn<T>(makers: readonly T[], make: (maker: T) => Promise<void>): Promise<void> {
  for (const maker of makers) await make(maker);
}

/** Only making is forgiven: what the disk says of a file that is being written ends the step. */
class Writer {
  readonly #folder: string;
  readonly #folders = new Set<string>();
  readonly #failed: NotMade[] = [];
  #files = 0;
  #bytes = 0;
  #pages = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  written(): SiteWritten {
    const failed = [...this.#failed].sort((one, other) => (one.path < other.path ? -1 : 1));
    return { files: this.#files, bytes: this.#bytes, failed };
  }

  /** @throws the error again where it is one of the machine */
  failed(path: string, error: unknown): void {
    if (isOfMachine(error, this.#folder)) throw error;
    this.#failed.push({ path, why: whyNotMade(error, this.#folder) });
  }

  async bundles(made: readonly PromiseSettledResult<string>[]): Promise<void> {
    for (const [index, { path }] of BUNDLES.entries()) {
      const bundle = made[index];
      if (bundle?.status === 'fulfilled') await this.#write({ path, content: bundle.value });
      else this.failed(path, bundle?.reason);
    }
  }

  async dataFiles(maker: DataFileMaker, source: Source): Promise<void> {
    const done = new Set<string>();
    const failed = (error: unknown): void => {
      if (isOfMachine(error, this.#folder)) throw error;
      const paths = maker.paths(source);
      const missing = paths.filter((path) => !done.has(path));
      for (const path of missing.length > 0 ? missing : paths.slice(-1)) this.failed(path, error);
    };
    for await (const file of untilFailure(maker, source, failed)) {
      if ('error' in file) this.failed(file.path, file.error);
      else await this.#write(file);
      done.add(file.path);
    }
  }

  async pages(maker: PageMaker, source: Source): Promise<void> {
    for (const page of await this.#pagesOf(maker, source)) {
      await this.#page(page, source.model.facts);
      this.#pages += 1;
      if (this.#pages % PAGES_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** The pages of a maker. Where it cannot even list them, each of its addresses has a page that fails. */
  async #pagesOf(maker: PageMaker, source: Source): Promise<readonly SitePage[]> {
    try {
      return await maker.make(source);
    } catch (error) {
      if (isOfMachine(error, this.#folder)) throw error;
      const make = (): never => {
        throw error;
      };
      return maker.paths(source).map((path) => ({ path, make }));
    }
  }

  async #page({ path, make }: SitePage, facts: Facts): Promise<void> {
    let content: string;
    try {
      content = html(make());
    } catch (error) {
      this.failed(path, error);
      await this.notMade(path, error, facts);
      return;
    }
    await this.#write({ path, content });
  }

  /** The page that says so; where it is the head and foot of all pages that fails, without the facts that stand there. */
  async notMade(path: string, error: unknown, facts: Facts | undefined): Promise<void> {
    const why = whyNotMade(error, this.#folder);
    for (const known of facts === undefined ? [undefined] : [facts, undefined]) {
      let content: string;
      try {
        content = html(NotMadePage({ facts: known, path, why }));
      } catch (another) {
        if (isOfMachine(another, this.#folder)) throw another;
        continue;
      }
      await this.#write({ path, content });
      return;
    }
  }

  async #write({ path, content }: SiteFile): Promise<void> {
    const place = join(this.#folder, 'site', path);
    const folder = dirname(place);
    if (!this.#folders.has(folder)) await mkdir(folder, { recursive: true });
    this.#folders.add(folder);
    await writeFile(place, content);
    this.#files += 1;
    this.#bytes += Buffer.byteLength(content);
  }
}

function html(page: VNode): string {
  return `<!doctype html>\n${leanHtml(renderToString(page))}\n`;
}

/** What a maker makes before it fails; an error of whoever takes the files is not the maker's. */
async function* untilFailure(
  maker: DataFileMaker,
  source: Source,
  failed: (error: unknown) => void,
): AsyncGenerator<SiteFile | FailedFile> {
  try {
    yield* maker.make(source);
  } catch (error) {
    failed(error);
  }
}
