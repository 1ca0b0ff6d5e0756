import assert from 'node:assert/strict';
import type { Observation, ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { checkTotals } from '../../datasets/tables/file-checks.ts';
import { withFindingsOfFile } from '../../datasets/tables/findings-of-file.ts';
import { readNumber } from '../../nhs/printed-number.ts';

describe('a mark in place of a figure', () => {
  it('that withholds it is suppressed: *, [c] and [low], in any case and with blanks inside', () => {
    for (const printed of ['*', '**', '[c]', '[C]', '[ c ]', '[low]', '[Low]', ' [c] ', '[c]\u200b'])
      assert.deepEqual(readNumber(printed), { kind: 'suppressed' }, printed);
  });

  it('that says there is none is no figure, and never a zero: [x], [z], .. and :', () => {
    for (const printed of ['[x]', '[z]', '[Z]', '..', ':', '-', '–', ''])
      assert.deepEqual(readNumber(printed), { kind: 'blank' }, printed);
  });

  it('that is not in the table is unreadable, not guessed at', () => {
    for (const printed of [
      '[q]',
      'c',
      'low',
      '[c] 5',
      '5 [c]',
      '[x]7',
      '[note 1]',
      '[]',
      '[r]',
      '5 [q]',
      '.',
      '::',
    ])
      assert.deepEqual(readNumber(printed), { kind: 'unreadable' }, printed);
  });
});

describe('a mark beside a figure', () => {
  it('leaves the figure as it is printed', () => {
    for (const [printed, value] of [
      ['1,234 [r]', 1234],
      ['12[p]', 12],
      ['[e] 7.5', 7.5],
      ['9 [R] [U]', 9],
      ['40*', 40],
      ['-3 *', -3],
    ] as const)
      assert.deepEqual(readNumber(printed), { kind: 'number', value }, printed);
  });

  it('is said of the file, once for each kind of mark', () => {
    const { findings } = withFindingsOfFile(
      file([observation('5 [r]', 5, 2), observation('6[r]', 6, 3), observation('7 *', 7, 4)]),
    );
    assert.deepEqual(
      findings.map(({ kind, message }) => [kind, message]),
      [
        [
          'marked-figure',
          '2 figures are marked [r] (revised) and counted as printed; the first is beds of R1H in C2.',
        ],
        [
          'marked-figure',
          'One figure is marked * (marked by the publisher) and counted as printed; the first is beds of R1H in C4.',
        ],
      ],
    );
  });
});

describe('a row that is set aside', () => {
  const aside = {
    sheet: 'A',
    row: 7,
    orgCode: 'R1H?',
    orgName: 'Barts Health NHS Trust',
    rule: 'no-organisation-code',
    detail: '',
  };

  it('is a finding on a file that prints no total, when it looks like an organisation', () => {
    const [finding] = withFindingsOfFile(file([], [aside])).findings;
    assert.equal(finding?.kind, 'row-set-aside');
    assert.match(
      finding?.message ?? '',
      /one row was set aside: row 7 of sheet "A" \("R1H\?", Barts Health NHS Trust\)/,
    );
    const named = { ...aside, orgCode: 'RYC?', orgName: 'East of England Ambulance Service NHS Trust' };
    assert.equal(withFindingsOfFile(file([], [named])).findings.length, 1);
    const combined = { ...aside, orgName: 'North Staffordshire Combined Healthcare NHS Trust' };
    assert.equal(withFindingsOfFile(file([], [combined])).findings.length, 1);
    const average = { ...aside, orgCode: '', orgName: 'Average of acute trusts' };
    assert.deepEqual(withFindingsOfFile(file([], [average])).findings, []);
  });

  it('is named once where the rows do not add up to the total', () => {
    const total = { period: 'x', published: 100, sumOfRows: 90, sheet: 'A', row: 9, column: 'C' };
    const totals = [
      { ...total, measure: 'beds' },
      { ...total, measure: 'beds_occupied' },
    ];
    const refusals = checkTotals({ totals, quarantine: [aside] }, 1).map(({ message }) => message);
    assert.equal(refusals.filter((message) => /row 7 of sheet "A" \("R1H\?"/.test(message)).length, 1);
    assert.equal(refusals.length, 2);
  });
});

function observation(printed: string, value: number, row: number): Observation {
  const place = { sheet: 'A', row, column: 'C' };
  return {
    orgCode: 'R1H',
    orgName: 'Barts',
    period: 'x',
    measure: 'beds',
    value,
    status: 'reported',
    printed,
    ...place,
  };
}

function file(observations: readonly Observation[], quarantine: ParsedFile['quarantine'] = []): ParsedFile {
  return { layout: 'any', maturity: 'final', observations, totals: [], quarantine, findings: [], tables: [] };
}
