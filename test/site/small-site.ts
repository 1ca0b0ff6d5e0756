/** A whole small site on the disk: a small world that is joined, published and written as pages. */
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheerioAPI, load } from 'cheerio';

import { writeSite } from '../../site/write-site.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { openSmallWorld, type SmallWorld } from '../warehouse/small-world.ts';

export interface SmallSite {
  readonly world: SmallWorld;
  /** The folder `site`. */
  readonly root: string;
  readonly page: (path: string) => Promise<CheerioAPI>;
  readonly text: (path: string) => Promise<string>;
  /** Every file, by its path from `site`. */
  readonly files: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

const YEARS = ['2019-20', '2020-21'] as const;
/** Markup, quotes, a right-to-left mark and a formula in one name. */
export const HOSTILE = `=cmd"'><script>alert(1)</script>\u202e NHS Trust`;

/** Publishes `world` again and writes its pages; the release is named after the day of `now`. */
export async function publishSite(world: SmallWorld, now = new Date()): Promise<void> {
  await world.join();
  await publish(world.warehouse, world.dir, { now });
  await rm(join(world.dir, 'published', 'site'), { recursive: true, force: true });
  await writeSite(join(world.dir, 'published'));
}

/** Four trusts, two of which merged, in two years. */
export async function openSmallSite(
  options: { readonly illustrative?: boolean; readonly now?: Date } = {},
): Promise<SmallSite> {
  const world = await openSmallWorld();
  const maturity = options.illustrative === true ? ({ maturity: 'illustrative' } as const) : {};
  for (const fy of YEARS) {
    await world.accounts(
      fy,
      [
        { name: 'Barts Health NHS Trust', code: 'R1H', turnover: [1900, 100], consultancy: 5 },
        { name: 'MID AND SOUTH ESSEX NHS FOUNDATION TRUST', code: 'RAJ', turnover: [900, 100] },
        ...(fy === '2019-20' ? [{ name: 'BASILDON AND THURROCK NHS FOUNDATION TRUST', code: 'RDD' }] : []),
        { name: HOSTILE, code: 'RXX', turnover: [500, 50] },
      ],
      maturity,
    );
    for (const quarter of [1, 2, 3, 4])
      await world.load('beds', fy, `${fy}Q${quarter}`, {
        R1H: { open: 1800 + quarter },
        RAJ: { open: 900 },
        ...(fy === '2019-20' && { RDD: { open: 300 } }),
      });
  }
  await publishSite(world, options.now);
  const root = join(world.dir, 'published', 'site');
  const text = async (path: string): Promise<string> => await readFile(join(root, path), 'utf8');
  return {
    ...{ world, root, text },
    page: async (path) => load(await text(path)),
    files: async () => [...(await listed(root))].sort(),
    close: async () => {
      await world.close();
    },
  };
}

async function listed(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
