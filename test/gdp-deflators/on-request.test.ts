import assert from 'node:assert/strict';
import { parseDatasets, planLoads } from '../../cli/plan.ts';

describe('asking for the GDP deflators', () => {
  it('they are not loaded unless they are named', () => {
    assert.ok(!parseDatasets(undefined).includes('gdp-deflators'));
    assert.deepEqual(parseDatasets('tac,gdp-deflators'), ['tac', 'gdp-deflators']);
  });

  it('they are one load, whatever years are asked for', () => {
    assert.deepEqual(planLoads('2018-19,2019-20', ['gdp-deflators']), {
      loads: [{ dataset: 'gdp-deflators', fy: 'current' }],
      unreadable: [],
      notDue: [],
    });
  });
});
