/** Run in a copy of the project that has a new year: reads a file of that year from each dataset, and prints what it was. */
import { datasetNamed } from '../../datasets/registry.ts';
import { withFindingsOfFile } from '../../datasets/tables/findings-of-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { aeCsv } from '../ae-monthly/three-providers.ts';
import { kh03 } from '../beds/four-trusts.ts';
import { outpatientCsv } from '../fixtures/outpatients.ts';

const files: readonly (readonly [dataset: string, source: SourceBytes])[] = [
  ['beds', await kh03({ quarter: '2027-28Q1' })],
  ['ae-monthly', await aeCsv('2027-04', 'C')],
  ['outpatients', await outpatientCsv({ fy: '2026-27' })],
];
const read = await Promise.all(
  files.map(async ([name, source]) => {
    const dataset = datasetNamed(name);
    const found = dataset.recognise(source);
    if (!('slot' in found)) return [name, found.notThis];
    const parsed = await dataset.parse(source, { ...found, url: 'https://x/y', acceptIllustrative: false });
    const { findings } = withFindingsOfFile(parsed, found.fy, dataset.layouts);
    return [name, found.slot, parsed.layout, findings.some(({ kind }) => kind === 'layout-unseen')];
  }),
);
console.log(JSON.stringify(read));
