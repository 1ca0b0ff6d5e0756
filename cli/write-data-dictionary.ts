/** Writes docs/data-dictionary.md anew: `npm run dictionary`. */
import { writeFileSync } from 'node:fs';
import { datasets } from '../datasets/registry.ts';
import { dataDictionary } from '../warehouse/publish/data-dictionary.ts';

const page = new URL('../docs/data-dictionary.md', import.meta.url);
writeFileSync(page, await dataDictionary(datasets));
console.log('docs/data-dictionary.md is written.');
