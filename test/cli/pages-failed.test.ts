import assert from 'node:assert/strict';
import { lastScreen } from '../../cli/last-screen.ts';
import { isComplete } from '../../cli/run-build.ts';
import type { BuildInput, BuildOutcome } from '../../workflows/build-trust-years.ts';

const whole: BuildOutcome = {
  loads: [],
  join: { rebuilt: true, trustYears: 4, illustrative: false, takenOut: [], pages: '/data/site/index.html' },
  unrecognised: [],
};
const pagesFailed = {
  ...{ pages: 2, dataFiles: 0 },
  named: [
    { path: 'trust/RJ1.html', why: 'no years' },
    { path: 'measure/beds.html', why: 'no unit' },
  ],
};
const missing: BuildOutcome = { ...whole, join: { ...whole.join, pagesFailed } };
const input = { source: { kind: 'web', revalidate: false } } as BuildInput;
const places = { dataDir: '/nothing/is/here', uiUrl: undefined };

describe('a run whose pages could not all be made', () => {
  it('is complete with gaps', () => {
    assert.equal(isComplete(whole, input), true);
    assert.equal(isComplete(missing, input), false);
  });

  it('says so in one line of the last screen', async () => {
    const line =
      /^2 pages could not be made: trust\/RJ1\.html \(no years\), measure\/beds\.html \(no unit\); the tables are whole\./m;
    assert.match(await lastScreen(missing, places), line);
    assert.doesNotMatch(await lastScreen(whole, places), /could not be made/);
  });
});
