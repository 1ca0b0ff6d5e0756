/** `up` as a service: started twice, with fixed ports, with counters for a monitor, and stopped. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../temporal-server/free-port.ts';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { runCommand, startAsNpmDoes, startCommand } from './command-line.ts';

describe('up', function () {
  this.timeout(150_000);
  obtainTemporalFirst();
  let dataDir: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'service-'));
    env = {
      NHS_TEMPORAL_PORT: String(await freePort(0)),
      NHS_UI_ADDRESS: `127.0.0.1:${await freePort(0)}`,
      NHS_METRICS_ADDRESS: `127.0.0.1:${await freePort(0)}`,
    };
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('started twice in a folder says who runs, starts nothing and ends with 0; told to stop, it ends with 0 and leaves no note', async () => {
    const up = startAsNpmDoes(['up', '--data-dir', dataDir], env);
    await up.printed(/Workers are running/);
    const second = await runCommand(['up', '--data-dir', dataDir], env);
    assert.equal(second.code, 0, second.stderr);
    assert.match(
      second.stdout,
      new RegExp(
        `is up already: process ${up.child.pid ?? 0} on .*Temporal UI: http://${env['NHS_UI_ADDRESS'] ?? ''}\nNothing was started\\.`,
      ),
    );
    up.child.kill('SIGTERM');
    const ended = await up.ended;
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.match(ended.stdout, new RegExp(`Temporal UI: http://${env['NHS_UI_ADDRESS'] ?? ''}\n`));
    assert.equal(existsSync(join(dataDir, 'up.json')), false);
  });

  it('counts for a monitor: the SDK’s own counters, and how many loads are under way and wait', async () => {
    const up = startCommand(['up', '--data-dir', dataDir], env);
    await up.printed(/Workers are running/);
    let text = '';
    for (let look = 0; look < 100 && !/nhs_loads_waiting/.test(text); look += 1) {
      text = await (await fetch(`http://${env['NHS_METRICS_ADDRESS'] ?? ''}/metrics`)).text();
      await sleep(200);
    }
    up.child.kill('SIGTERM');
    await up.ended;
    assert.match(text, /^nhs_loads_waiting(\{[^}]*\})? 0$/m);
    assert.match(text, /^nhs_loads_under_way(\{[^}]*\})? 0$/m);
    assert.match(text, /^temporal_worker_start_total/m);
  });

  it('killed without a word leaves a note that does not keep the next one from starting', async () => {
    const killed = startCommand(['up', '--data-dir', dataDir], env);
    await killed.printed(/Workers are running/);
    killed.child.kill('SIGKILL');
    await killed.ended;
    assert.equal(existsSync(join(dataDir, 'up.json')), true);
    const up = startCommand(['up', '--data-dir', dataDir], env);
    await up.printed(/Workers are running/);
    up.child.kill('SIGTERM');
    assert.equal((await up.ended).code, 0);
  });

  it('does not start where a fixed port is taken, and says by whom; a taken port for counters only costs the counters', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const taken = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    const refused = await runCommand(['up', '--data-dir', dataDir], { ...env, NHS_UI_ADDRESS: taken });
    assert.equal(refused.code, 1);
    assert.match(
      refused.stderr,
      new RegExp(`The.*UI cannot listen on ${taken}.*\\(process ${process.pid}\\)`, 'i'),
    );
    const up = startCommand(['up', '--data-dir', dataDir], { ...env, NHS_METRICS_ADDRESS: taken });
    await up.printed(/Workers are running/);
    up.child.kill('SIGTERM');
    const ended = await up.ended;
    assert.equal(ended.code, 0);
    assert.match(
      ended.stdout,
      new RegExp(
        `Metrics are not served by this process: .*\\(process ${process.pid}\\) listens on ${taken}`,
      ),
    );
    await new Promise((resolve) => other.close(resolve));
  });

  it('with an address of a webhook that cannot be used ends at once, without showing it', async () => {
    const ended = await runCommand(['up', '--data-dir', dataDir], {
      ...env,
      NHS_NOTIFY_URL: 'http://hooks.example.com/s3cret',
    });
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /NHS_NOTIFY_URL is an http address outside this network/);
    assert.doesNotMatch(ended.stdout + ended.stderr, /s3cret/);
  });
});
