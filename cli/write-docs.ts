/** Writes what the docs take from the code: `npm run dictionary`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { datasets } from '../datasets/registry.ts';
import { dataDictionary } from '../warehouse/publish/data-dictionary.ts';
import { layoutTable, overviewTable, withTable } from './layout-tables.ts';

const root = new URL('../', import.meta.url);
const pages = [
  { path: 'docs/data-dictionary.md', write: async () => await dataDictionary(datasets) },
  { path: 'README.md', write: (page: string) => withTable(page, overviewTable(datasets)) },
  ...datasets.map((dataset) => ({
    path: `datasets/${dataset.name}/README.md`,
    write: (page: string) => withTable(page, layoutTable(dataset)),
  })),
];
for (const { path, write } of pages) {
  const file = fileURLToPath(new URL(path, root));
  const before = readFileSync(file, 'utf8');
  const after = await write(before);
  if (after === before) continue;
  writeFileSync(file, after);
  console.log(`${path} is written.`);
}
console.log(`${pages.length} pages say what the code says.`);
