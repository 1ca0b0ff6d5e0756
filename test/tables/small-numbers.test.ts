import assert from 'node:assert/strict';
import type { Observation, ObservationStatus } from '../../datasets/contract/parsed-file.ts';
import { roundingAllowance } from '../../datasets/tables/small-numbers.ts';

function figure(status: ObservationStatus, value: number | null, measure = 'admissions'): Observation {
  const cell = { printed: '', sheet: '', row: 1, column: 'A' };
  return { orgCode: 'RCF', orgName: '', period: '2019-20', measure, value, status, ...cell };
}

describe('what rounding and small numbers leave between a total and its rows', () => {
  const rows = [
    figure('reported', 1000),
    figure('reported', 10),
    figure('reported', 0),
    figure('suppressed', null),
    figure('missing', null),
    figure('reported', 5, 'fce'),
  ];
  const allowed = (measure: string): number =>
    roundingAllowance(rows)({
      period: '2019-20',
      measure,
      published: 0,
      sumOfRows: 0,
      sheet: '',
      row: 1,
      column: 'A',
    });

  it('is two and a half for each rounded figure and seven for each asterisk; a zero is a zero', () => {
    assert.equal(allowed('admissions'), 2.5 + 2.5 + 7 + 0.5);
  });

  it('is worked out for each measure, and next to nothing for one without rows', () => {
    assert.equal(allowed('fce'), 3);
    assert.equal(allowed('beds'), 0.5);
  });
});
