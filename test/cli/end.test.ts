import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** DuckDB computes for a quarter of an hour; Node would wait for it at its end. */
const SCRIPT = `
const { DuckDBInstance } = await import('@duckdb/node-api');
const { endNow } = await import('./cli/end.ts');
const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
void connection.run('SELECT sum(a.range * b.range) FROM range(300000) a, range(3000000) b');
setImmediate(() => { console.log('computing'); endNow(130); });
`;

describe('ending the process', function () {
  this.timeout(30_000);

  it('does not wait for what DuckDB is computing', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', SCRIPT], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await once(child.stdout, 'data');
    const told = Date.now();
    const guard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(guard);
    assert.ok(Date.now() - told < 5000, `${Date.now() - told} ms`);
  });
});
