/** Writes the pages of a published folder into its `site/`: HTML with its charts, one script, one style sheet, data for the script. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderToString } from 'preact-render-to-string';
import { bundleScripts } from './bundle-scripts.ts';
import { leanHtml } from './lean-html.ts';
import { everyPage } from './pages/every-page.ts';
import { everyDataFile } from './pages/every-data-file.ts';
import { withFolder } from './read/published-folder.ts';
import { readModel } from './read/read-model.ts';
import type { SiteFile } from './site-file.ts';

export interface SiteWritten {
  readonly files: number;
  readonly bytes: number;
}

/** Other work of the process gets its turn between pages. */
const PAGES_AT_ONCE = 8;

/**
 * Reads the Parquet files of `folder` and writes `folder/site/`. The same tables give the same bytes.
 * @throws what DuckDB or the disk says, naming table or file
 */
export async function writeSite(folder: string): Promise<SiteWritten> {
  const root = join(folder, 'site');
  let files = 0;
  let bytes = 0;
  const made = new Set<string>();
  const write = async ({ path, content }: SiteFile): Promise<void> => {
    const place = join(root, path);
    if (!made.has(dirname(place))) await mkdir(dirname(place), { recursive: true });
    made.add(dirname(place));
    await writeFile(place, content);
    files += 1;
    bytes += Buffer.byteLength(content);
  };
  await withFolder(folder, async (ask, tables) => {
    const source = { model: await readModel(ask), ask, tables };
    for (const file of await bundleScripts()) await write(file);
    for await (const file of everyDataFile(source)) await write(file);
    let pages = 0;
    for await (const { path, make } of everyPage(source)) {
      await write({ path, content: `<!doctype html>\n${leanHtml(renderToString(make()))}\n` });
      pages += 1;
      if (pages % PAGES_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  });
  return { files, bytes };
}
