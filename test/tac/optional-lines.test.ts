/** Lines of the accounts that feed a measure where a file has them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { LINES } from '../../datasets/tac/lines.ts';
import { MEASURES } from '../../datasets/tac/measures.ts';
import { editLine, type TacLine, type TacWorkbookSpec } from '../fixtures/tac-workbook/spec.ts';
import { mainTacLines, tacLines } from '../fixtures/tac-workbook/tac-lines.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { read, trusts } from './open-accounts.ts';

const NAME = 'Barts Health NHS Trust';
const FORMS = ['2019-20', '2021-22', '2023-24'];

const lineOf = (part: string) => LINES.find(({ measure }) => measure === part);
const partsOf = (fy: string): readonly string[] =>
  MEASURES.filter(({ years }) => years?.includes(fy) ?? true).flatMap(({ parts, less = [] }) => [
    ...parts,
    ...less,
  ]);

/** Accounts in which the lines below EXP0390, INC1220, INC1360, STA0330 and SCI0240A are these and no others. */
function addingUp(values: Readonly<Record<string, number | null>>, changes: Partial<TacWorkbookSpec> = {}) {
  const below = [
    ...['EXP0110', 'EXP0190', 'EXP0240', 'EXP0250', 'EXP0260', 'EXP0390', 'OPX0030', 'INC1170', 'INC1220'],
    ...['INC1230A', 'INC1230B', 'INC1240A', 'INC1360', 'STA0300', 'STA0310', 'STA0330', 'STA0360', 'STC0170'],
    ...[
      'SCI0100A',
      'SCI0110A',
      'SCI0125A',
      'SCI0140A',
      'SCI0180',
      'SCI0190A',
      'SCI0210',
      'SCI0240A',
      'SCI0240',
    ],
    ...LINES.filter(({ worksheet, measure }) => worksheet === 'TAC09' && /^STA0[34]\d0$/.test(measure)).map(
      ({ measure }) => measure,
    ),
  ];
  const lines = mainTacLines('2019-20').filter(({ subCode }: TacLine) => below.includes(subCode));
  const sums = {
    ...{ EXP0110: 100, EXP0190: 50, EXP0240: 20, EXP0250: 10, EXP0260: 5, EXP0390: 185 },
    ...{ INC1170: 10, INC1220: 160_010, INC1230A: 4, INC1230B: 1, INC1240A: 5, INC1360: 10 },
    ...{ STA0300: 40, STA0310: 60, STA0330: 100, STA0360: 100 },
    ...{ SCI0180: -20, SCI0190A: 0, SCI0210: 7, SCI0240A: 487, SCI0140A: 500, SCI0240: 487 },
  };
  return trusts({ organisations: [{ name: NAME, values: { ...sums, ...values } }], lines, ...changes });
}

async function figureOf(spec: TacWorkbookSpec, measure: string): Promise<readonly unknown[]> {
  const { parsed } = await read(spec);
  const found = parsed.observations.find((one) => one.measure === measure);
  return [found?.value, found?.status, found?.printed];
}

describe('lines of the accounts that not every file has', () => {
  it('stand in the forms of the years whose recipes ask for them, in the column that is read', () => {
    for (const fy of FORMS) {
      const form = new Set(
        tacLines(fy).map(
          ({ worksheet, mainCode, subCode }) => `${worksheet.slice(0, 5)} ${mainCode} ${subCode}`,
        ),
      );
      for (const part of partsOf(fy)) {
        const line = lineOf(part);
        assert.ok(line, part);
        assert.ok(form.has(`${line.worksheet} ${line.mainCode} ${line.subCodes[0] ?? ''}`), `${fy} ${part}`);
      }
    }
  });

  it('are not asked for in years whose form has none: no neighbour speaks for them', () => {
    const earlier = new Set(tacLines('2019-20').map(({ subCode }) => subCode));
    for (const code of ['EXP0102', 'EXP0112', 'STA0366', 'STA0365']) assert.ok(!earlier.has(code), code);
    assert.ok(!tacLines('2021-22').some(({ subCode }) => subCode === 'STC0170'));
    assert.ok(!partsOf('2019-20').some((part) => ['EXP0102', 'EXP0112', 'STA0366'].includes(part)));
    assert.ok(!partsOf('2021-22').includes('STC0170'));
  });

  itWithNhsFiles("have the sign in the publisher's list of codes that their recipes count on", () => {
    const list = readFileSync(nhsFile('tac', 'tac-illustrative-codes.csv') ?? '', 'utf8').split('\n');
    for (const fy of FORMS)
      for (const part of partsOf(fy)) {
        const line = lineOf(part);
        const own = list.filter(
          (row) =>
            row.startsWith(`${fy},${line?.worksheet ?? ''}`) &&
            row.split(',').includes(line?.subCodes[0] ?? ''),
        );
        assert.equal(own.length, 1, `${fy} ${part}`);
        const sign = /,(\+\/-|\+|-),/.exec(own[0] ?? '')?.[1];
        assert.equal(sign === '-', part === 'SCI0125A', `${fy} ${part} ${sign ?? ''}`);
      }
  });

  it('are no figures where a file lacks them, and the file is read', async () => {
    const lines = mainTacLines('2023-24').filter(
      ({ subCode }) => subCode !== 'EXP0112' && subCode !== 'STA0366',
    );
    const { parsed, refusals } = await read(trusts({ fy: '2023-24', lines }));
    assert.deepEqual(refusals, []);
    assert.ok(parsed.observations.some(({ measure }) => measure === 'EXP0102'));
    assert.ok(!parsed.observations.some(({ measure }) => measure === 'EXP0112' || measure === 'STA0366'));
  });

  it('are no figures where an organisation has them twice, and a finding says so', async () => {
    const { parsed, refusals } = await read(
      trusts({ edit: editLine(NAME, 'A09CY01', 'STA0310', (value) => [value, value]), pivot: false }),
    );
    assert.ok(!parsed.observations.some(({ measure }) => measure === 'STA0310'));
    assert.match(
      parsed.findings.find(({ kind }) => kind === 'duplicate-line')?.message ?? '',
      /A09CY01 STA0310 stands twice for an organisation; .* no measure was made of it\./,
    );
    // The check on the number of rows is another, and as strict as it was.
    assert.equal(refusals.length, 1);
  });

  it('staff who are not permanently employed are the column Other of the total', async () => {
    const { figure } = await read(trusts());
    const [all = 0, temporary] = ['STA0490', 'STA0490-other'].map((measure) => figure(NAME, measure) ?? 0);
    assert.ok(Math.abs((temporary ?? 0) - all / 10) < 0.001);
  });

  it('a sum that is not its parts is a finding: staff costs less what is capitalised', async () => {
    const { parsed } = await read(
      trusts({ fy: '2023-24', edit: editLine(NAME, 'A09CY01', 'STA0365', () => [99_999]) }),
    );
    const found = parsed.findings.filter(
      ({ kind, measure }) => kind === 'identity' && measure === 'staff_costs_revenue',
    );
    assert.equal(found.length, 1);
  });
});

describe('a blank line of the accounts', () => {
  const blank = { EXP0260: null, EXP0390: 180, SCI0210: null, SCI0240A: 480, INC1230B: null, INC1360: 9 };

  it('is nil where a total of the same accounts is the sum of the lines that are filled in', async () => {
    for (const code of ['EXP0260', 'SCI0210', 'INC1230B'])
      assert.deepEqual(await figureOf(addingUp(blank), code), [0, 'reported', ''], code);
    const { parsed } = await read(addingUp(blank));
    assert.match(
      parsed.findings.find(({ kind, message }) => kind === 'blank-is-nil' && message.includes('EXP0260'))
        ?.message ?? '',
      /A08CY01 EXP0260 is blank for 1 organisations and counts as nil/,
    );
  });

  it('is missing where the total has more than the lines that are filled in', async () => {
    const apart = { ...blank, EXP0390: 182, SCI0240A: 478, INC1360: 12 };
    for (const code of ['EXP0260', 'SCI0210', 'INC1230B'])
      assert.deepEqual(await figureOf(addingUp(apart), code), [null, 'missing', ''], code);
  });

  it('is missing where a line of the sum cannot be read, or the total is blank', async () => {
    const spoiled = addingUp(blank, { edit: editLine(NAME, 'A08CY01', 'EXP0250', () => ['see note']) });
    assert.deepEqual(await figureOf(spoiled, 'EXP0260'), [null, 'missing', '']);
    assert.deepEqual(await figureOf(addingUp({ ...blank, INC1360: null }), 'INC1230B'), [
      null,
      'missing',
      '',
    ]);
  });

  it('is missing where no total can tell: what was capitalised in 2019-20', async () => {
    assert.deepEqual(await figureOf(addingUp({ STC0170: null }), 'STC0170'), [null, 'missing', '']);
  });

  it('of temporary staff is nil where all staff are permanently employed', async () => {
    const of = (permanent: number) => (code: string, value: number | string | null) =>
      code === 'A09CY01O' ? null : code === 'A09CY01P' ? permanent : value;
    for (const [permanent, expected] of [
      [1000, 0],
      [900, null],
    ] as const) {
      const spec = addingUp(
        { STA0490: 1000 },
        {
          edit: (_, line, value) => [
            line.subCode === 'STA0490' ? of(permanent)(line.mainCode, value) : value,
          ],
        },
      );
      const [value] = await figureOf(spec, 'STA0490-other');
      assert.equal(value, expected);
    }
  });

  it('of consultancy is missing as it always was', async () => {
    const [value, status] = await figureOf(addingUp({ EXP0190: null, EXP0390: 135 }), 'EXP0190');
    assert.deepEqual([value, status], [null, 'missing']);
  });
});
