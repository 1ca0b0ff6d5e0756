import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rotateLog } from '../../temporal-server/rotate-log.ts';

describe('the log of the Temporal server', () => {
  it('that has grown is copied and emptied, and its program writes on at the beginning', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'server-log-'));
    const log = join(folder, 'server.log');
    const program = openSync(log, 'a');
    try {
      writeSync(program, 'one line\n');
      assert.equal(await rotateLog(log, 100), false);
      writeSync(program, `${'x'.repeat(100)}\n`);
      assert.equal(await rotateLog(log, 100), true);
      writeSync(program, 'afterwards\n');
      assert.equal(readFileSync(log, 'utf8'), 'afterwards\n');
      assert.match(readFileSync(`${log}.1`, 'utf8'), /^one line\nx{100}\n$/);
    } finally {
      closeSync(program);
      rmSync(folder, { recursive: true });
    }
  });
});
