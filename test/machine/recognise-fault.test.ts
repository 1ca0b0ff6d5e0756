import assert from 'node:assert/strict';
import { FaultCode } from '../../machine/fault-code.ts';
import { machineFault } from '../../machine/machine-fault.ts';
import { faultCodeOf } from '../../machine/recognise-fault.ts';

const DATA = '/srv/nhs';

function nodeError(code: string, path?: string): Error {
  return Object.assign(new Error(`${code}: no matter what`), { code, ...(path && { path }) });
}

describe('faults of this machine', () => {
  for (const [what, error, code] of [
    ['Node cannot write', nodeError('ENOSPC'), FaultCode.diskFull],
    ['a quota is used up', nodeError('EDQUOT'), FaultCode.diskFull],
    [
      'a thread has lost the code of its error',
      new Error("ENOSPC: no space left on device, open '/srv/nhs/parsed/x'"),
      FaultCode.diskFull,
    ],
    [
      'DuckDB cannot write',
      new Error('IO Error: Could not write file "/srv/nhs/w.duckdb": No space left on device'),
      FaultCode.diskFull,
    ],
    [
      'DuckDB has closed its file for want of room',
      new Error(
        'FATAL Error: Failed: database has been invalidated because of a previous fatal error. The database must be restarted prior to being used again.\nOriginal error: "Failed to create checkpoint because of error: Could not write file "/srv/nhs/w.duckdb": No space left on device"',
      ),
      FaultCode.diskFull,
    ],
    [
      'DuckDB has closed its file for another reason',
      new Error('FATAL Error: Failed: database has been invalidated because of a previous fatal error.'),
      FaultCode.warehouseClosed,
    ],
    [
      'Temporal cannot write',
      new Error('14 UNAVAILABLE: UpdateShard failed. Error: database or disk is full (13)'),
      FaultCode.diskFull,
    ],
    [
      'Temporal cannot read',
      new Error('failed starting server: database disk image is malformed (11)'),
      FaultCode.historyDamaged,
    ],
    [
      'a block of the warehouse is damaged',
      new Error(
        'IO Error: Corrupt database file: computed checksum 1 does not match stored checksum 2 in block at location 0',
      ),
      FaultCode.warehouseDamaged,
    ],
    ['the disk is read-only', nodeError('EROFS', '/srv/nhs/temporal'), FaultCode.notWritable],
    ['a file of the data folder is forbidden', nodeError('EACCES', '/srv/nhs/raw'), FaultCode.notWritable],
    ['it stands behind another error', new Error('no', { cause: nodeError('ENOSPC') }), FaultCode.diskFull],
  ] as const) {
    it(`are told when ${what}`, () => assert.equal(faultCodeOf(error, DATA), code));
  }

  for (const [what, error] of [
    ['a file that is not there', nodeError('ENOENT', '/srv/nhs/raw/x')],
    ['a forbidden file of another folder', nodeError('EACCES', '/elsewhere/Downloads/beds.xlsx')],
    ['a connection that a firewall refuses', nodeError('EACCES')],
    [
      'a folder that is named like a fault',
      new Error('IO Error: No files found that match the pattern "/srv/No space left on device/x.parquet"'),
    ],
    ['a sheet that cannot be read', new Error('Sheet 1 has no heading "Beds"')],
  ] as const) {
    it(`are not told from ${what}`, () => assert.equal(faultCodeOf(error, DATA), undefined));
  }

  it('a full disk is a sentence with what is free, what is needed, and what to do', async () => {
    const fault = await machineFault(nodeError('ENOSPC'), '/');
    assert.match(
      fault?.message ?? '',
      /^The disk that holds \/ is full: \d+.* MB of its \d+ MB are free.*needs 150 MB.*Free some room.*published before is untouched/,
    );
  });
});
