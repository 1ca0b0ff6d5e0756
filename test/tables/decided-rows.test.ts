/** Rows that were set aside, and that a person has said to be of an organisation. */
import assert from 'node:assert/strict';
import { beds } from '../../datasets/beds/dataset.ts';
import type { DecidedRow } from '../../datasets/contract/dataset.ts';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { outpatients } from '../../datasets/outpatients/dataset.ts';
import { parseAsTaught } from '../../datasets/tables/parse-as-taught.ts';
import type { CellValue } from '../../spreadsheet/workbook.ts';
import { kh03 } from '../beds/four-trusts.ts';
import { bedsContext } from '../fixtures/beds.ts';
import { outpatientCsv } from '../fixtures/outpatients.ts';
import { contextOf } from '../fixtures/provider-level.ts';
import { bookOf, bytesOf } from '../hostile-files/book.ts';
import { sourceOf } from './source-of.ts';

const CONTEXT = bedsContext('2021-22Q2');
const BARTS = 'BARTS HEALTH NHS TRUST';

/** The quarter with another code in the row of Barts. */
async function withCode(code: CellValue): Promise<Awaited<ReturnType<typeof kh03>>> {
  const book = bookOf(await kh03({ quarter: '2021-22Q2' }));
  const tables = book.tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) =>
      row.includes(BARTS) ? row.map((cell) => (cell === 'R1H' ? code : cell)) : row,
    ),
  }));
  return await sourceOf(bytesOf({ ...book, tables }), book.fileName);
}

async function read(code: CellValue, decided: readonly DecidedRow[] = []): Promise<ParsedFile> {
  const { parsed, asPrinted } = await parseAsTaught(beds, await withCode(code), { ...CONTEXT, decided });
  return asPrinted(parsed);
}

const decision = (printed: string, orgCode: string | null): DecidedRow => ({
  ...{ printed, orgCode, decision: 4, who: 'ann', reason: 'a blank too many' },
});

const ofBarts = ({ observations }: ParsedFile): readonly (readonly [string, number | null])[] =>
  observations
    .filter(({ orgName, measure }) => orgName === BARTS && measure === 'available_total')
    .map(({ orgCode, value }) => [orgCode, value]);

describe('a row that was set aside', () => {
  it('counts where a person has said whose it is, under the code as printed', async () => {
    const aside = await read('R1 H');
    assert.deepEqual([ofBarts(aside), aside.quarantine.length], [[], 1]);
    assert.notDeepEqual(beds.check(aside, CONTEXT), []);
    const parsed = await read('R1 H', [decision('r1 h ', 'R1H')]);
    assert.deepEqual([ofBarts(parsed), parsed.quarantine], [[['R1 H', 1800.75]], []]);
    assert.deepEqual(beds.check(parsed, CONTEXT), []);
    const [finding] = parsed.findings.filter(({ kind }) => kind === 'decided-organisation');
    assert.match(
      finding?.message ?? '',
      /row \d+: "R1 H" is no code and was read as R1H by decision 4 of ann: a blank too many\./,
    );
  });

  it('is told by its name where it has no code', async () => {
    for (const none of [null, '-']) {
      const parsed = await read(none, [decision('Barts Health NHS Trust', 'R1H')]);
      assert.deepEqual(ofBarts(parsed), [[none ?? '', 1800.75]]);
    }
  });

  it('is never told by its name where a code stands beside it', async () => {
    const parsed = await read('R1 H', [decision('Barts Health NHS Trust', 'R1H')]);
    assert.equal(parsed.quarantine.length, 1);
  });

  it('stays aside where a person has said that it is of no organisation', async () => {
    assert.equal((await read('R1 H', [decision('R1 H', null)])).quarantine.length, 1);
  });

  it('refuses the file where the organisation has another row with other figures', async () => {
    const source = await withCode('R1 H');
    const { parsed } = await parseAsTaught(beds, source, { ...CONTEXT, decided: [decision('R1 H', 'RJ1')] });
    assert.ok(beds.check(parsed, CONTEXT).some(({ code }) => code === 'DUPLICATE_ROWS'));
  });

  it('a code that looks like one is left to the join', async () => {
    const parsed = await read('RZZ', [decision('RZZ', 'R1H')]);
    assert.deepEqual(ofBarts(parsed), [['RZZ', 1800.75]]);
    assert.deepEqual(
      parsed.findings.filter(({ kind }) => kind === 'decided-organisation'),
      [],
    );
  });

  it('of a long CSV counts too', async () => {
    const good = bookOf(await outpatientCsv({ fy: '2022-23' }));
    const context = contextOf('2022-23');
    const plain = await outpatients.parse(await sourceOf(bytesOf(good), good.fileName), context);
    const code = plain.observations[0]?.orgCode ?? '';
    const wrong = `${code.slice(0, 2)} ${code.slice(2)}`;
    const tables = good.tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => row.map((cell) => (cell === code ? wrong : cell))),
    }));
    const source = await sourceOf(bytesOf({ ...good, tables }), good.fileName);
    const { parsed, asPrinted } = await parseAsTaught(outpatients, source, {
      ...context,
      decided: [decision(wrong, code)],
    });
    const kept = asPrinted(parsed);
    assert.equal(kept.observations.length, plain.observations.length);
    assert.ok(kept.observations.some(({ orgCode }) => orgCode === wrong));
    assert.ok(!kept.observations.some(({ orgCode }) => orgCode === code));
  });
});
