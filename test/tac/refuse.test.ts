import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { tac } from '../../datasets/tac/dataset.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { editLine, type TacCell, type TacLine, type TacWorkbookSpec } from '../fixtures/tac-workbook/spec.ts';
import { tacLines } from '../fixtures/tac-workbook/tac-lines.ts';
import { FOUNDATION_TRUSTS, contextOf, open, openBytes, read, trusts } from './open-accounts.ts';

const BARTS = 'Barts Health NHS Trust';

async function refused(changes: Partial<TacWorkbookSpec>, fileName?: string): Promise<string> {
  const spec = trusts(changes);
  try {
    const parsed = await tac.parse(await open(spec, fileName), contextOf(spec));
    return tac
      .check(parsed, contextOf(spec))
      .map(({ code, message }) => `${code} ${message}`)
      .join('\n');
  } catch (error) {
    assert.ok(error instanceof SourceError, String(error));
    assert.equal(error.transient, false);
    return `${error.code} ${error.message}`;
  }
}

/** Changes what is written for one line of Barts. */
const edit = (mainCode: string, subCode: string, change: (value: TacCell) => readonly TacCell[]) =>
  editLine(BARTS, mainCode, subCode, change);

describe('accounts: what is refused', function () {
  // Each rule writes and reads workbooks of its own, on machines that may be busy.
  this.timeout(90_000);

  it('a renamed heading, with the headings found and where', async () => {
    const message = await refused({ headings: { value: 'Figure' } });
    assert.match(
      message,
      /^HEADING_MISSING Sheet "All Data", row 1: no column is headed "Value number" or "Total"/,
    );
    assert.match(message, /A "Organisation Name".*G "Figure"/);
  });

  it('a heading of other years, with what the year has', async () => {
    const message = await refused({ fy: '2021-22', headings: { value: 'Amount' } });
    assert.match(message, /^HEADING_MISSING .*"Amount" stands where 2021-22 has "Value number" or "Total"/);
  });

  it('a missing column, whichever it is', async () => {
    for (const field of [
      'organisation',
      'worksheet',
      'table',
      'mainCode',
      'row',
      'subCode',
      'value',
    ] as const) {
      assert.match(
        await refused({ headings: { [field]: null } }),
        /^HEADING_MISSING Sheet "All Data", row 1/,
      );
    }
  });

  it('headings further down than anybody would look', async () => {
    assert.match(
      await refused({ headerRow: 15 }),
      /^HEADING_MISSING Sheet "All Data": none of the first 10 rows/,
    );
  });

  it('two columns that could both be the value', async () => {
    const message = await refused({ headings: { table: 'Amount' } });
    assert.match(
      message,
      /^UNKNOWN_LAYOUT .*columns C "Amount" and G "Value number" could both be the value column/,
    );
  });

  it('columns whose contents have changed places under their headings', async () => {
    const message = await refused({ headings: { row: 'SubCode', subCode: 'RowNumber' } });
    assert.match(message, /^UNKNOWN_LAYOUT Sheet "All Data", cell F2: "SCI0100A" is not a whole number/);
  });

  it('a line twice, with both rows', async () => {
    const message = await refused({ edit: edit('A08CY01', 'EXP0190', (value) => [value, value]) });
    assert.match(
      message,
      /^DUPLICATE_ROWS .*Barts Health NHS Trust has A08CY01 EXP0190 twice, in rows \d+ and \d+/,
    );
  });

  it('SCI0100 beside SCI0100A: which of them is the income is not for us to guess', async () => {
    const spec = trusts();
    const line = spec.lines?.find(({ subCode }) => subCode === 'SCI0100A');
    assert.ok(line);
    const message = await refused({ lines: [...(spec.lines ?? []), { ...line, subCode: 'SCI0100' }] });
    assert.match(message, /^DUPLICATE_ROWS .*SCI0100A and SCI0100 twice/);
  });

  it('a needed code that is not there, with the codes that are', async () => {
    const spec = trusts();
    const lines = (spec.lines ?? []).map((line) =>
      line.subCode === 'EXP0190' ? { ...line, subCode: 'EXP0191' } : line,
    );
    const message = await refused({ lines });
    assert.match(
      message,
      /^UNKNOWN_LAYOUT .*no line A08CY01 EXP0190 on worksheet TAC08\. Codes it has there: .*EXP0191/,
    );
  });

  it('a needed line that one organisation lacks, by its name', async () => {
    const message = await refused({ edit: edit('A02CY01', 'SCI0110A', () => []) });
    assert.match(
      message,
      /^UNKNOWN_LAYOUT .*1 of 3 organisations have no line A02CY01 SCI0110A .*Barts Health NHS Trust/,
    );
  });

  it('an organisation with fewer rows than the others, with both counts', async () => {
    const message = await refused({ edit: edit('A08PY01', 'EXP0100', () => []) });
    assert.match(
      message,
      /^IMPLAUSIBLE Every organisation has the same number of rows.*\(here (\d+)\), but Barts Health NHS Trust has \d+/,
    );
  });

  it('a figure that is neither a number nor blank, by its cell', async () => {
    for (const text of ['n/a', '(12)', '*', '1,23', '12%', '£12', '1e6', 'TRUE']) {
      const message = await refused({ edit: edit('A08CY01', 'EXP0390', () => [text]) });
      assert.match(
        message,
        /^UNREADABLE_FILE Sheet "All Data", cell G\d+ \(Barts Health NHS Trust, A08CY01 EXP0390\)/,
        text,
      );
      assert.ok(message.includes(`"${text}"`));
    }
  });

  it('a sheet with texts throughout the value column', async () => {
    assert.match(
      await refused({ edit: (_, __, value) => [value === null ? null : 'x'] }),
      /^UNKNOWN_LAYOUT Sheet "All Data": more than 100 lines cannot be read, the first in row 2/,
    );
  });

  it('but not a workbook with a thousandth of its lines incomplete, where none of ours is: they are set aside', async () => {
    const whole = tacLines('2021-22');
    const lines = [...whole, ...whole.slice(-6).map((line) => ({ ...line, mainCode: '' }))];
    const organisations = Array.from({ length: 18 }, (_, index) => ({ name: `Trust ${index} NHS Trust` }));
    const { parsed, refusals } = await read(trusts({ fy: '2021-22', lines, organisations }));
    assert.deepEqual(refusals, []);
    assert.equal(parsed.quarantine.length, 6 * 18);
  });

  it('pounds where thousands are published, and millions', async () => {
    const scaled = (factor: number) => (_: string, __: TacLine, value: TacCell) => [
      typeof value === 'number' ? value * factor : value,
    ];
    for (const factor of [1000, 1 / 1000]) {
      const message = await refused({ edit: scaled(factor), pivot: false });
      assert.match(message, /^IMPLAUSIBLE .*would turn over .*not in thousands/);
    }
  });

  it('one trust in pounds among the others', async () => {
    const message = await refused({ edit: edit('A02CY01', 'SCI0100A', (value) => [Number(value) * 1000]) });
    assert.match(
      message,
      /^IMPLAUSIBLE Barts Health NHS Trust would turn over 1,600,150,000 thousand pounds/,
    );
  });

  it('rows that do not add up to the total the pivot sheet prints', async () => {
    const message = await refused({ pivot: { grandTotal: 1_234_567 } });
    assert.match(
      message,
      /^TOTAL_DISAGREES Sheet "Pivot - data for all providers", cell B9: the Grand Total of EXP0390 is 1234567/,
    );
  });

  it('the foundation trusts offered as the trusts, and the other way round', async () => {
    assert.match(
      await refused({ organisations: FOUNDATION_TRUSTS }),
      /^WRONG_TABLE .*accounts of NHS foundation trusts/,
    );
    assert.match(await refused({ sector: 'FT' }), /^WRONG_TABLE .*accounts of NHS trusts/);
  });

  it('accounts of another year, by the name of the file or a title inside', async () => {
    assert.match(
      await refused({}, 'TAC-data-published-in-NHS-trusts-accounts-for-2020-21.xlsx'),
      /^WRONG_PERIOD The file is named .*accounts of 2020-21, where 2019-20 was asked for/,
    );
    const spec = trusts({ fy: '2021-22', headerRow: 3 });
    const context = { ...contextOf(spec), fy: '2022-23', slot: '2022-23 Trust', period: '2022-23' };
    await assert.rejects(
      async () => tac.parse(await open(spec, 'TAC.xlsx'), context),
      (error) =>
        error instanceof SourceError && error.code === 'WRONG_PERIOD' && error.message.includes('title'),
    );
  });

  it('a list of which a third has no lines', async () => {
    const organisations = [1, 2, 3, 4].map((number) => ({
      name: `Number ${number} NHS Trust`,
      hasData: number > 2,
    }));
    assert.match(
      await refused({ organisations, pivot: false }),
      /^IMPLAUSIBLE 2 of the 4 organisations in the List of Providers/,
    );
  });

  it('a sheet of headings alone', async () => {
    assert.match(
      await refused({ edit: () => [], pivot: false }),
      /^EMPTY Sheet "All Data" has headings and no lines/,
    );
  });

  it('made-up accounts, unless the run is the sample', async () => {
    assert.match(
      await refused({ illustrative: true }),
      /^WRONG_TABLE The workbook says that its figures are illustrative/,
    );
  });

  it('not a workbook that says nothing wrong', async () => {
    const { refusals } = await read(trusts());
    assert.deepEqual(refusals, []);
  });

  itWithNhsFiles('the blank illustrative forms of the publisher', async () => {
    for (const name of [
      '1920-nhs-provider-tac-ilustrative-file (1).xlsx',
      '2021-22-NHS-provider-TAC-ilustrative-file.xlsx',
      '2023-24-NHS-Provider-TAC-illustrative-file.xlsx',
    ]) {
      const source = await openBytes(readFileSync(nhsFile('tac', name) ?? ''), name);
      const fy = name.startsWith('19') ? '2019-20' : name.slice(0, 7);
      await assert.rejects(
        async () => tac.parse(source, contextOf(trusts({ fy }))),
        (error) =>
          error instanceof SourceError &&
          error.code === 'WRONG_TABLE' &&
          error.message.includes('blank illustrative form'),
      );
      const recognition = tac.recognise(source);
      assert.match('notThis' in recognition ? recognition.notThis : '', /blank illustrative form/);
    }
  });
});
