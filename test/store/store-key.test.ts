import assert from 'node:assert/strict';
import { fileKey, isFileKey, placeKey } from '../../store/store-key.ts';

const SHA = 'ab'.repeat(32);
const MONTH = 'snapshot_year=2019/snapshot_month=04';

describe('keys of the raw store', () => {
  it('a file lies under its dataset and period, or under the partitions its dataset makes of that', () => {
    assert.equal(placeKey({ dataset: 'beds', period: '2020-21Q1' }), 'raw/beds/2020-21Q1');
    const key = fileKey({ dataset: 'gp-registered-patients', period: MONTH }, SHA, 'gp-reg-pat-prac-all.csv');
    assert.equal(key, `raw/gp-registered-patients/${MONTH}/abababababababab-gp-reg-pat-prac-all.csv`);
    assert.ok(isFileKey(key));
  });

  it('a slash parts partitions and nothing else', () => {
    for (const period of [
      ...[
        'a/b',
        '2019/04',
        '../2019',
        'snapshot_year=2019/..',
        'snapshot_year=../x',
        'snapshot_year=2019/',
        '/snapshot_year=2019',
      ],
      ...[
        'snapshot_year=2019//snapshot_month=04',
        'snapshot_year=2019\\x',
        'year=2019/month=04/day=01/hour=00',
        'year=20 19',
        'year=2019.',
      ],
    ])
      assert.throws(() => placeKey({ dataset: 'gp-registered-patients', period }), RangeError, period);
  });

  it('a key from outside is a file of the store, and never a way out of it', () => {
    const name = 'abababababababab-x.csv';
    for (const key of [
      `raw/${name}`,
      `raw/beds/${name}`,
      `raw/../a/${name}`,
      `raw/beds/../${name}`,
      `raw/beds/a/../${name}`,
      `raw/a/b/c/d/e/${name}`,
    ])
      assert.equal(isFileKey(key), false, key);
  });
});
