import assert from 'node:assert/strict';
import { notDueSentence, planYears, yearsAsked } from '../../calendar/years-asked.ts';
import { datasetNamed } from '../../datasets/registry.ts';

const TODAY = '2026-11-30';
const [beds, tac, ods] = ['beds', 'tac', 'ods'].map(datasetNamed) as [
  ReturnType<typeof datasetNamed>,
  ReturnType<typeof datasetNamed>,
  ReturnType<typeof datasetNamed>,
];

describe('years as a person types them', () => {
  it('latest is the last year of which any of the datasets has a file due', () => {
    assert.deepEqual(yearsAsked('latest', TODAY, [beds, tac]), ['2026-27']);
    assert.deepEqual(yearsAsked('latest', TODAY, [tac, ods]), ['2024-25']);
    assert.deepEqual(yearsAsked('2023-24..latest', TODAY, [tac]), ['2023-24', '2024-25']);
    assert.deepEqual(yearsAsked('2017-18, latest', TODAY, [tac]), ['2017-18', '2024-25']);
  });

  it('datasets without years have no latest year', () => {
    assert.throws(() => yearsAsked('latest', TODAY, [ods]), /no latest one/);
  });

  it('a year of which nothing is published yet is named with its day, and not loaded', () => {
    const { loads, unreadable, notDue } = planYears(['2025-26', '2026-27'], [tac, beds, ods], {
      today: TODAY,
      yearless: 'current',
    });
    assert.deepEqual(
      loads.map(({ dataset, fy }) => `${dataset} ${fy}`),
      ['beds 2025-26', 'beds 2026-27', 'ods current'],
    );
    assert.deepEqual(unreadable, []);
    assert.deepEqual(notDue.map(notDueSentence), [
      'tac 2025-26: nothing of it is published yet; its first file is due on 2027-01-01',
      'tac 2026-27: nothing of it is published yet; its first file is due on 2028-01-01',
    ]);
  });

  it('a year that is published and that no layout is known for is unreadable, not "not published yet"', () => {
    const { unreadable, notDue } = planYears(['2016-17'], [beds], { today: TODAY, yearless: 'current' });
    assert.match(unreadable.join(), /beds 2016-17: its layouts are known for 2017-18 to 2026-27 only/);
    assert.deepEqual(notDue, []);
  });
});
