/** Opens the published pages in the browser of this machine. They are files: nothing has to run, and nothing is sent. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ExitCode, UsageError } from './end.ts';

/** The page to open first, of what was published in a data folder. */
export function startPage(dataDir: string): string {
  return join(dataDir, 'published', 'site', 'index.html');
}

/** Hands an address to the browser; its own process goes on by itself. */
export type Browser = (address: string) => Promise<unknown>;

/**
 * Opens the start page, or the page of a trust (`RJ1`), measure or ratio (`beds`). Without tables of a run, those of the sample.
 * @throws UsageError where there is no such page, saying what makes it
 */
export async function openPages(
  dataDir: string,
  wanted: string | undefined,
  browser: Browser = defaultBrowser,
): Promise<number> {
  const folder = [dataDir, join(dataDir, 'sample')].find((place) => existsSync(startPage(place)));
  if (folder === undefined) {
    console.error(
      `No pages are published in ${dataDir} yet. Run "npm start" for the sample, or "npm start -- run".`,
    );
    return ExitCode.failed;
  }
  const page = pageOf(folder, wanted);
  console.log(`Opening ${page}`);
  try {
    await browser(pathToFileURL(page).href);
  } catch {
    console.log('No browser could be started here: open that file by double click.');
  }
  return ExitCode.complete;
}

function pageOf(folder: string, wanted: string | undefined): string {
  if (wanted === undefined) return startPage(folder);
  if (!/^[A-Za-z0-9_]+$/.test(wanted))
    throw new UsageError(`"${wanted}" is no ODS code and no name of a measure.`);
  const site = join(folder, 'published', 'site');
  const places = [
    join(site, 'trust', `${wanted.toUpperCase()}.html`),
    join(site, 'measure', `${wanted.toLowerCase()}.html`),
  ];
  const page = places.find((place) => existsSync(place));
  if (page === undefined)
    throw new UsageError(
      `There is no page for "${wanted}": give the code of a trust (RJ1) or the name of a measure or ratio (beds).`,
    );
  return page;
}

async function defaultBrowser(address: string): Promise<void> {
  const { default: open } = await import('open');
  const child = await open(address);
  // Where there is no browser the child fails at once; a browser that opened may stay for hours.
  await new Promise<void>((resolve, reject) => {
    const settled = setTimeout(resolve, 500);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(settled);
      if (code === 0 || code === null) resolve();
      else reject(new Error(`the browser ended with ${code}`));
    });
  });
  child.unref();
}
