import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findRunningServer, startEmbeddedServer } from '../../temporal-server/embedded-server.ts';
import { processRuns } from '../../temporal-server/process-identity.ts';
import { liveServer, serverFolder, writeRecord } from '../../temporal-server/server-folder.ts';
import { endProcess } from '../../temporal-server/server-process.ts';
import { connect } from '../../temporal-server/temporal-connection.ts';
import { findTemporalCli, thisMachine } from '../../temporal-server/temporal-cli-find.ts';
import { OBTAIN_WITHIN_MS } from './shared-server.ts';

const ANY_PORTS = { server: 0, ui: 0 } as const;

describe('the embedded Temporal server', function () {
  this.timeout(60_000);
  let dataDir: string;
  let cli: string;
  const lines: string[] = [];
  const options = (): Parameters<typeof startEmbeddedServer>[0] => ({
    dataDir,
    say: (line) => lines.push(line),
    ports: ANY_PORTS,
    cli: () => Promise.resolve(cli),
  });

  before('a Temporal CLI', async function () {
    this.timeout(OBTAIN_WITHIN_MS);
    cli = await findTemporalCli(thisMachine((line) => console.log(`    ${line}`)));
  });
  beforeEach(async () => {
    lines.length = 0;
    dataDir = await mkdtemp(join(tmpdir(), 'nhs-embedded-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('serves the Web UI, says where, and is gone after stop', async () => {
    const server = await startEmbeddedServer(options());
    try {
      assert.equal((await fetch(server.uiUrl)).status, 200);
      assert.deepEqual(lines, [`Temporal server ready: ${server.uiUrl}`]);
    } finally {
      await Promise.all([server.stop(), server.stop()]);
    }
    assert.equal(await processRuns(server.pid, dataDir), false);
    assert.equal(await findRunningServer(dataDir), undefined);
  });

  it('keeps the history of workflows over a restart, and registers search attributes that a history lacks', async () => {
    const first = await startEmbeddedServer(options());
    const before = await connect(first.target);
    await before.client.workflow.start('anything', { taskQueue: 'nobody', workflowId: 'load/beds/2019-20' });
    await before.connection.operatorService.removeSearchAttributes({
      namespace: first.namespace,
      searchAttributes: ['Stage'],
    });
    await before.close();
    await first.stop();

    const second = await startEmbeddedServer(options());
    const after = await connect(second.target);
    try {
      const description = await after.client.workflow.getHandle('load/beds/2019-20').describe();
      assert.equal(description.type, 'anything');
      const { customAttributes } = await after.connection.operatorService.listSearchAttributes({
        namespace: second.namespace,
      });
      for (const name of ['NhsDataset', 'FinancialYear', 'Stage']) assert.ok(name in customAttributes, name);
    } finally {
      await after.close();
      await second.stop();
    }
  });

  it('is one server for all who work on the same folder, and stops with the last of them', async () => {
    const [one, two] = await Promise.all([startEmbeddedServer(options()), startEmbeddedServer(options())]);
    assert.equal(one.pid, two.pid);
    assert.equal([one, two].filter((server) => server.reused).length, 1);
    await one.stop();
    assert.equal((await findRunningServer(dataDir))?.address, two.address);
    await two.stop();
    assert.equal(await processRuns(two.pid, dataDir), false);
  });

  it('takes other ports when its own are in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    assert.ok(address !== null && typeof address === 'object');
    const server = await startEmbeddedServer({
      ...options(),
      ports: { server: address.port, ui: address.port },
    });
    try {
      assert.notEqual(server.address, `127.0.0.1:${address.port}`);
      assert.equal((await fetch(server.uiUrl)).status, 200);
    } finally {
      await server.stop();
      taken.close();
    }
  });

  it('asks for other ports when one is taken between its look and the start of the server', async () => {
    const once = join(dataDir, 'started-once');
    const script = join(dataDir, 'temporal-stand-in');
    const trace = 'goroutine 1 [running]:\nmain.main()\n\tmain.go:18 +0x8e';
    const taken = 'panic: listen tcp 127.0.0.1:8233: bind: address already in use';
    const first = `touch ${once}; printf '${taken}\\n\\n${trace}\\n'; exit 2`;
    await writeFile(script, `#!/bin/sh\nif [ ! -e ${once} ]; then ${first}; fi\nexec ${cli} "$@"\n`, {
      mode: 0o755,
    });
    const server = await startEmbeddedServer({ ...options(), cli: () => Promise.resolve(script) });
    await server.stop();
    assert.deepEqual(lines, [`Temporal server ready: ${server.uiUrl}`]);
  });

  it('says the line of a panic, not the end of its stack trace', async () => {
    const script = join(dataDir, 'temporal-stand-in');
    const panic = 'panic: the history has no room\\n\\ngoroutine 1 [running]:\\nmain.main()\\n';
    await writeFile(script, `#!/bin/sh\nprintf '${panic}'\nexit 2\n`, { mode: 0o755 });
    await assert.rejects(
      startEmbeddedServer({ ...options(), cli: () => Promise.resolve(script) }),
      /did not start: panic: the history has no room\n/,
    );
  });

  it('goes on when one of its users is killed, and goes when the last is', async () => {
    const [one, two] = [useInChild(dataDir, cli), useInChild(dataDir, cli)];
    const pid = Number(await firstLine(one));
    assert.equal(Number(await firstLine(two)), pid);
    one.kill('SIGKILL');
    await once(one, 'exit');
    assert.ok(await findRunningServer(dataDir));
    two.kill('SIGKILL');
    await until(async () => !(await processRuns(pid, dataDir)));
  });

  it('is not mistaken for a process that has got its number since', async () => {
    const files = serverFolder(dataDir);
    await mkdir(files.folder);
    await writeRecord(files, { pid: process.pid, address: '127.0.0.1:7233', uiUrl: 'http://127.0.0.1:8233' });
    assert.equal(await liveServer(files), undefined);
    await endProcess(process.pid, files);
  });

  it('says what the server printed when it does not start', async () => {
    const broken = join(dataDir, 'broken');
    await writeFile(broken, '#!/bin/sh\necho "disk is full" >&2\nexit 3\n', { mode: 0o755 });
    await assert.rejects(startEmbeddedServer({ ...options(), cli: () => Promise.resolve(broken) }), {
      name: 'TemporalUnavailableError',
      message: /did not start: disk is full\nIts log is .*server\.log/,
    });
  });

  it('tells whoever names a server that is not there what to do', async () => {
    const target = { address: '127.0.0.1:9', namespace: 'default', connection: { address: '127.0.0.1:9' } };
    await assert.rejects(connect(target), {
      name: 'TemporalUnavailableError',
      message: /127\.0\.0\.1:9 does not answer.*TEMPORAL_ADDRESS/,
    });
  });
});

/** Another process that uses the server of the folder; it prints the server's process id, and stays. */
function useInChild(dataDir: string, cli: string): ChildProcess {
  const module = fileURLToPath(new URL('../../temporal-server/embedded-server.ts', import.meta.url));
  const program = `
    const { startEmbeddedServer } = await import(${JSON.stringify(module)});
    const server = await startEmbeddedServer({
      dataDir: ${JSON.stringify(dataDir)}, say: () => {}, ports: { server: 0, ui: 0 },
      cli: async () => ${JSON.stringify(cli)},
    });
    console.log(server.pid);
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  assert.ok(child.stdout);
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return chunk.toString().trim();
}

/** Fails by the test's own timeout. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(20);
}
