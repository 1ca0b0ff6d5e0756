import assert from 'node:assert/strict';
import { tac } from '../../datasets/tac/dataset.ts';
import { FOUNDATION_TRUSTS, open, trusts } from './open-accounts.ts';

describe('accounts: recognised in a folder', function () {
  // Each rule writes and reads workbooks of its own, on machines that may be busy.
  this.timeout(90_000);

  it('whose they are by what is inside, the year by the name', async () => {
    const ft = trusts({ sector: 'FT', organisations: FOUNDATION_TRUSTS });
    for (const [spec, name, slot] of [
      [trusts(), 'TAC_Trusts_2019-20.xlsx', '2019-20 Trust'],
      [ft, 'TAC_FTs_2019-20.xlsx', '2019-20 FT'],
      [ft, 'TAC_Trusts_2019-20.xlsx', '2019-20 FT'],
      [ft, 'accounts 202223 (2).xlsx', '2022-23 FT'],
      [trusts(), '1718 download.xlsx', '2017-18 Trust'],
      [trusts({ list: false }), 'TAC_2019-20.xlsx', '2019-20 Trust'],
      [{ ...ft, list: false as const }, 'TAC_2019-20.xlsx', '2019-20 FT'],
    ] as const) {
      assert.deepEqual(tac.recognise(await open(spec, name)), {
        fy: slot.slice(0, 7),
        slot,
        period: slot.slice(0, 7),
        by: 'content',
      });
    }
  });

  it('not without a year in the name, and says how to name it', async () => {
    for (const name of ['accounts.xlsx', 'TAC 2021.xlsx']) {
      const recognition = tac.recognise(await open(trusts(), name));
      assert.ok('notThis' in recognition);
      assert.match(recognition.notThis, /no financial year; rename it like TAC_FTs_2019-20\.xlsx/);
    }
  });

  it('not of a year that nothing here reads', async () => {
    const recognition = tac.recognise(await open(trusts(), 'TAC_Trusts_2031-32.xlsx'));
    assert.ok('notThis' in recognition);
    assert.match(recognition.notThis, /2031-32/);
  });

  it('not with trusts and foundation trusts in one workbook', async () => {
    const recognition = tac.recognise(
      await open(trusts({ organisations: [...trusts().organisations, ...FOUNDATION_TRUSTS] })),
    );
    assert.ok('notThis' in recognition);
    assert.match(recognition.notThis, /mixed/);
  });
});
