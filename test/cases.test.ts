/** Small inputs that were once read wrongly (`cases/`, beside the real files): each loads, with the right figure. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasetNamed } from '../datasets/registry.ts';
import type { ParsedFile } from '../datasets/contract/parsed-file.ts';
import { withFindingsOfFile } from '../datasets/tables/findings-of-file.ts';
import { openSource } from '../spreadsheet/open-source.ts';
import { itWithNhsFiles, nhsFilesDir } from './nhs-files.ts';

async function load(dataset: string, file: string): Promise<ParsedFile> {
  const path = join(nhsFilesDir ?? '', '..', 'cases', file);
  assert.ok(existsSync(path), `${path} is not there.`);
  const [source] = await openSource(readFileSync(path), file.split('/').at(-1) ?? '');
  assert.ok(source);
  const reader = datasetNamed(dataset);
  const found = reader.recognise(source);
  assert.ok('slot' in found, JSON.stringify(found));
  const { fy, slot, period } = found;
  const context = { fy, slot, period, url: 'https://www.england.nhs.uk/a', acceptIllustrative: false };
  const parsed = withFindingsOfFile(await reader.parse(source, context));
  assert.deepEqual(reader.check(parsed, context), []);
  return parsed;
}

const of = (parsed: ParsedFile, code: string): ParsedFile['observations'] =>
  parsed.observations.filter(({ orgCode }) => orgCode.trim() === code);

describe('inputs that were read wrongly', () => {
  itWithNhsFiles('06: [c] in an imaging table is a withheld count, and the table loads', async () => {
    const parsed = await load('diagnostic-imaging', '06-shorthand/did-2023-24-c.xlsx');
    const withheld = parsed.observations.filter(({ printed }) => printed === '[c]');
    assert.ok(withheld.length > 0);
    assert.ok(withheld.every(({ status, value }) => status === 'suppressed' && value === null));
  });

  for (const file of [
    'code-zero-width-space',
    'code-soft-hyphen',
    'code-left-to-right-mark',
    'heading-zero-width-space',
  ])
    itWithNhsFiles(`13: ${file}: the quarter of beds loads with Barts`, async () => {
      const parsed = await load('beds', `13-invisible-characters/${file}.xlsx`);
      assert.equal(
        of(parsed, 'R1H')
          .find(({ measure }) => measure === 'available_total')
          ?.value?.toFixed(6),
        '1846.835165',
      );
    });

  itWithNhsFiles('13: a month of sickness absence, which prints no total, loads with the trust', async () => {
    const parsed = await load('workforce', '13-invisible-characters/absence-without-total.csv');
    assert.ok(of(parsed, 'R1H').some(({ status }) => status === 'reported'));
  });

  itWithNhsFiles('13: a month of A&E, which prints a total, loads with the trust', async () => {
    const parsed = await load('ae-monthly', '13-invisible-characters/ae-with-total.csv');
    assert.ok(of(parsed, 'R1H').some(({ status }) => status === 'reported'));
  });
});
