/** Run in a copy of the project that has the publication of docs/add-a-dataset.md: reads a file of it, and prints its figures. */
import { datasetNamed } from '../../datasets/registry.ts';
import { TRUST_YEAR_MEASURES } from '../../warehouse/join/trust-year-columns.ts';
import { csvOf } from '../fixtures/grid.ts';
import { sourceOf } from '../tables/source-of.ts';

const estates = datasetNamed('estates');
const cells = [
  ['Trust Code', 'Trust Name', 'Trust Type', 'Gross internal floor area (m²)'],
  ['R1H', 'BARTS HEALTH NHS TRUST', 'ACUTE', '612,000'],
  ['RJ1', "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", 'ACUTE', 340_500],
];
const source = await sourceOf(new TextEncoder().encode(csvOf(cells)), 'ERIC - 2019_20 - Trust data.csv');
const found = estates.recognise(source);
if (!('slot' in found)) throw new Error(found.notThis);
const context = { ...found, url: 'https://x/y', acceptIllustrative: false };
const parsed = await estates.parse(source, context);
console.log(
  JSON.stringify({
    refused: estates.check(parsed, context),
    figures: parsed.observations.map(({ orgCode, value }) => [orgCode, value]),
    column: TRUST_YEAR_MEASURES.find(({ dataset }) => dataset === 'estates')?.measure,
  }),
);
