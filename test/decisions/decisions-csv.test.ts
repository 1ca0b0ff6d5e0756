import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDecisions, takeBack } from '../../decisions/add-decisions.ts';
import type { KnownDataset } from '../../decisions/check-decision.ts';
import { type Decision, DecisionKind } from '../../decisions/decision.ts';
import { printDecisions, readDecisions, wrongLinesText } from '../../decisions/decisions-csv.ts';
import { plainLine, plainSentence } from '../../decisions/plain-text.ts';

const HEADER = 'number,kind,dataset,years,slot,subject,value,reason,who,decided,undone,undone_by,detail';
const SHA = 'a'.repeat(64);
const DATASETS: readonly KnownDataset[] = [
  {
    name: 'beds',
    expectedFiles: (fy) => [1, 2, 3, 4].map((quarter) => ({ slot: `${fy}Q${quarter}` })),
    measures: [{ measure: 'beds' }],
  },
  { name: 'outpatients' },
  { name: 'ods' },
];

const skip: Decision = {
  ...{
    number: 1,
    kind: 'skip',
    dataset: 'beds',
    years: '2022-23',
    slot: '2022-23Q3',
    subject: '',
    value: '',
  },
  ...{ reason: 'withdrawn, says the "publisher"', who: 'Ann', decided: '2026-11-30T10:00:00.000Z' },
  detail: 'offered: https://www.england.nhs.uk/a.xlsx',
};

describe('the file of decisions', () => {
  it('what is printed is read as the same decisions', () => {
    const text = fc.string({ maxLength: 40 });
    fc.assert(
      fc.property(text, text, text, fc.boolean(), (reason, who, detail, undone) => {
        const decision: Decision = {
          ...skip,
          ...{ reason: `r${plainLine(reason)}`, who: plainSentence(who), detail: plainSentence(detail) },
          ...(undone && { undone: '2026-12-01', undoneBy: 'Bob' }),
        };
        const read = readDecisions(printDecisions([decision]), DATASETS);
        assert.deepEqual(read, { decisions: [decision], wrong: [] });
      }),
    );
  });

  it('no text, however broken, is more than decisions and wrong lines', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
        for (const tried of [text, `${HEADER}\n${text}`]) {
          const { decisions, wrong } = readDecisions(tried);
          assert.ok(Array.isArray(decisions) && Array.isArray(wrong));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('each wrong line is named with its line, its column and the remedy, and the others are read', () => {
    const { decisions, wrong } = readDecisions(
      [
        HEADER,
        `1,accept,outpatients,2017-18,2017-18,${SHA},TOTAL_DISAGREES,looked at,Ann,2026-11-30,,,`,
        `2,accept,outpatients,2017-18,2017-18,${SHA},UNREADABLE_FILE,looked at,Ann,2026-11-30,,,`,
        '3,skip,bedz,2022-23,,,,withdrawn,Ann,,,,',
        '',
        '3,skip,beds,2022,,,,withdrawn,Ann,30/11/2026,,,',
        '1,skip,beds,2022-23,,,,,Ann,,,,',
        '7,skip,beds,2022-23,,,,withdrawn, it says,Ann,,,,seen',
        ',organisation,,2019-20..2020-21,,Ann’s Trust,rj1,the name of the accounts,,,,,',
        '9,address,beds,2022-23,2022-23Q3,,http://example.org/x.xlsx,moved,Ann,,,,',
      ].join('\n'),
      DATASETS,
    );
    assert.deepEqual(
      decisions.map(({ number, kind, value }) => [number, kind, value]),
      [
        [1, 'accept', 'TOTAL_DISAGREES'],
        [10, 'organisation', 'RJ1'],
      ],
    );
    assert.deepEqual(
      wrong.map(({ line, column }) => `${line} ${column}`),
      ['3 value', '4 dataset', '6 decided', '6 years', '7 number', '7 reason', '8 ', '10 value'],
    );
    const text = wrongLinesText(wrong);
    assert.match(
      text,
      /line 4, column dataset: there is no publication "bedz"; the names are beds, outpatients, ods\./,
    );
    assert.match(
      text,
      /line 6, column years: "2022" is no financial year; write 2022-23, 2017-18\.\.2019-20, or current\./,
    );
    assert.match(
      text,
      /line 8: it has 14 columns and the first line 13; put a text with a comma into quotation marks\./,
    );
  });

  it('a file that the year does not have, and a measure of another publication, are slips that would never act', () => {
    const { decisions, wrong } = readDecisions(
      [
        'kind,dataset,years,slot,subject,reason',
        'skip,beds,2022-23,Q3,,withdrawn',
        'withhold,beds,2022-23,,RJ1 turnover,doubtful',
        'withhold,beds,2022-23,,RJ1 beds,doubtful',
        'skip,beds,2022-23,2022-23Q3,,withdrawn',
      ].join('\n'),
      DATASETS,
    );
    assert.equal(decisions.length, 2);
    const text = wrongLinesText(wrong);
    assert.match(
      text,
      /line 2, column slot: beds 2022-23 has no file "Q3"; write one of 2022-23Q1, 2022-23Q2/,
    );
    assert.match(text, /line 3, column subject: "turnover" is no measure of beds/);
  });

  it('what a spreadsheet makes of the file is read: semicolons, a mark at the beginning, empty lines of commas', () => {
    const { decisions, wrong } = readDecisions(
      `\ufeffkind;dataset;years;reason\r\nskip;beds;2022-23;withdrawn\r\n;;;\r\n`,
      DATASETS,
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(
      decisions.map(({ number, kind, slot, who }) => [number, kind, slot, who]),
      [[1, 'skip', '', '']],
    );
  });

  it('a heading that does not exist, an open quotation mark, and another encoding stop the whole file', () => {
    const line = (text: string): string => wrongLinesText(readDecisions(text).wrong);
    assert.match(line('kind,dataset,year,reason\n'), /line 1, column year: there is no such column/);
    assert.match(line('kind,dataset\n'), /line 1, column reason: the first line does not name it/);
    assert.match(line(`${HEADER}\n1,skip,"beds,2022-23\n`), /line \d: a quotation mark is open/);
    assert.match(line(`${HEADER}\n1,skip,beds,2022-23,,,,\ufffd\n`), /not in UTF-8/);
  });

  it('escape sequences and formulas do not get into the file', () => {
    const reason = '=HYPERLINK("x")\u001b[31m red\ntwo';
    const { decisions } = addDecisions([], [{ ...skip, reason }], occasion());
    assert.equal(decisions[0]?.reason, 'HYPERLINK("x") [31m red two');
  });
});

describe('decisions that are made and taken back', () => {
  it('the same decision twice is one line', () => {
    const first = addDecisions([], [skip], occasion());
    const second = addDecisions(first.decisions, [skip], occasion());
    assert.deepEqual(second.numbers, [1]);
    assert.equal(second.decisions, first.decisions);
    assert.match(second.sentence, /Decision 1 stands already/);
  });

  it('a later decision about the same slot takes the earlier one back, and says so', () => {
    const first = addDecisions([], [skip], occasion());
    const address = 'https://www.england.nhs.uk/b.xlsx';
    const moved = { ...skip, kind: DecisionKind.address, value: address, who: 'Bob' };
    const { decisions, sentence } = addDecisions(first.decisions, [moved], occasion());
    assert.deepEqual(
      decisions.map(({ number, undoneBy }) => [number, undoneBy]),
      [
        [1, 'Bob'],
        [2, undefined],
      ],
    );
    assert.match(sentence, /Decision 2 is kept: address beds .* It replaces decision 1\./);
  });

  it('a number is never given twice, and a decision is taken back once', () => {
    const first = addDecisions([], [skip], occasion());
    const undone = takeBack(first.decisions, 1, { now: '2026-12-01T00:00:00Z', who: 'Bob' });
    assert.match(undone.sentence, /Decision 1 is taken back: skip beds 2022-23/);
    assert.deepEqual(addDecisions(undone.decisions, [skip], occasion()).numbers, [2]);
    assert.throws(
      () => takeBack(undone.decisions, 1, { now: '', who: '' }),
      /was taken back on 2026-12-01 already/,
    );
    assert.throws(
      () => takeBack(undone.decisions, 5, { now: '', who: '' }),
      /There is no decision 5: the numbers go up to 1/,
    );
  });

  it('one wrong decision among several keeps none', () => {
    const wrong = { ...skip, years: 'soon' };
    assert.throws(
      () => addDecisions([], [skip, wrong], occasion()),
      /not kept: years: "soon" is no financial year/,
    );
  });
});

function occasion(): { now: string; datasets: readonly KnownDataset[] } {
  return { now: '2026-11-30T10:00:00.000Z', datasets: DATASETS };
}
