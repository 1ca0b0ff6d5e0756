/** A file of deflators spoiled in many ways: the same indices come out, or a sentence says what is wrong. */
import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { gdpDeflators } from '../../datasets/gdp-deflators/dataset.ts';
import { yearsIn } from '../../datasets/gdp-deflators/deflator-years.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { CONTEXT, deflatorCsv, deflatorGrid, deflatorWorkbook } from '../fixtures/gdp-deflators.ts';
import { bookOf, bytesOf } from '../hostile-files/book.ts';
import { BYTE_MUTATIONS } from '../hostile-files/byte-mutations.ts';
import type { Good } from '../hostile-files/mutation.ts';

/** What money would be multiplied by, the kinds of findings; or the sentence of the refusal. */
type Read = { readonly prices: string; readonly findings: number } | string;

async function readBytes(bytes: Uint8Array, fileName: string): Promise<Read> {
  try {
    const [source, ...others] = await openSource(bytes, fileName);
    assert.ok(source && others.length === 0);
    return await readSource(source);
  } catch (error) {
    if (error instanceof SourceError) return error.message;
    throw error;
  }
}

async function readSource(source: SourceBytes): Promise<Read> {
  try {
    gdpDeflators.recognise(source);
    const parsed: ParsedFile = await gdpDeflators.parse(source, CONTEXT);
    const [refusal] = gdpDeflators.check(parsed, CONTEXT);
    if (refusal) return refusal.message;
    const outturn = yearsIn(parsed).years.filter(({ forecast }) => !forecast);
    const prices = outturn.map(({ fy, index }) => `${fy} ${index ?? 'none'}`).join('\n');
    return { prices, findings: parsed.findings.length };
  } catch (error) {
    if (error instanceof SourceError) return error.message;
    throw error;
  }
}

const INSTEAD = [
  ...[
    '',
    ' ',
    '-',
    'x',
    '*',
    '[c]',
    '..',
    '#N/A',
    '#REF!',
    'NaN',
    'Infinity',
    '1e2',
    '1,5',
    '12 345',
    '(7)',
    '5%',
  ],
  ...['0', '-1', '100', '1000000', '2019', '2019-20', '2019-20 (1)', '2019-21', '1999-00', 'Feb-01', '=1+1'],
  ...['\u0664\u0662', '4\u200b2', '<script>', 'Sources and footnotes:'],
];

describe('hostile files of GDP deflators', function () {
  this.timeout(60_000);

  for (const write of [deflatorCsv, deflatorWorkbook]) {
    it(`${write.name}: bytes that are spoiled give the same indices or a sentence`, async () => {
      const source = await write();
      const good = await readSource(source);
      assert.ok(typeof good !== 'string');
      const rows = Array.from({ length: 74 }, (_, row) => row + 7);
      const file: Good = {
        book: bookOf(source),
        bytes: bytesOf(bookOf(source)),
        places: [{ table: 0, headerAt: 6, codeAt: 0, figuresAt: [1], rows, totals: [] }],
      };
      const wrong: string[] = [];
      for (const { what, expected, change } of BYTE_MUTATIONS) {
        const spoiled = change(file);
        if (!(spoiled instanceof Uint8Array)) continue;
        const read = await readBytes(spoiled, source.fileName);
        if (typeof read === 'string' && expected === 'same') wrong.push(`${what}: ${read}`);
        if (typeof read !== 'string' && (expected === 'refused' || read.prices !== good.prices))
          wrong.push(`${what} is taken`);
        if (typeof read === 'string') assert.doesNotMatch(read, /undefined|NaN|\[object/);
      }
      assert.deepEqual(wrong, []);
    });
  }

  it('no other text in a cell of the table gives another index without a word', async () => {
    const good = await readSource(await deflatorCsv());
    assert.ok(typeof good !== 'string');
    const wrong: string[] = [];
    let tried = 0;
    for (const row of [8, 72, 76, 77]) {
      for (const column of ['A', 'B', 'C']) {
        for (const text of INSTEAD) {
          const grid = deflatorGrid();
          const address = `${column}${row}`;
          if (String(grid.getCell(address).value) === text) continue;
          grid.getCell(address).value = text;
          tried += 1;
          const read = await readSource(await deflatorCsv(grid));
          if (typeof read !== 'string' && read.prices !== good.prices && read.findings === 0)
            wrong.push(`${address} "${text}"`);
        }
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(tried > 300);
  });
});
