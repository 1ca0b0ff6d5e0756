import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findTemporalCli } from '../../temporal-server/temporal-cli-find.ts';
import { type CliEffects, archiveName, TEMPORAL_CLI_VERSION } from '../../temporal-server/temporal-cli.ts';

const SERVES = 'temporal version 1.8.2 (Server 1.31.2, UI 2.50.1)';

describe('finding the Temporal CLI', () => {
  let home: string;
  let bin: string;
  let lines: string[];
  let releases: Server | undefined;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'nhs-find-cli-'));
    bin = join(home, 'bin');
    await mkdir(bin);
    lines = [];
  });
  afterEach(async () => {
    releases?.close();
    releases?.closeAllConnections();
    releases = undefined;
    await rm(home, { recursive: true, force: true });
  });

  /** A machine with nothing but what the test puts there: its own PATH and cache, and no way to download. */
  function machine(env: Record<string, string> = {}, releasesUrl = 'http://127.0.0.1:9'): CliEffects {
    return {
      machine: {
        env: {
          PATH: `${bin}${delimiter}/usr/bin${delimiter}/bin`,
          XDG_CACHE_HOME: join(home, 'cache'),
          ...env,
        },
        platform: process.platform,
        arch: process.arch,
      },
      say: (line) => lines.push(line),
      releasesUrl,
      moduleFolder: join(home, 'module'),
    };
  }
  const cached = (): string =>
    join(home, 'cache', 'nhs-trust-activity', `temporal-${TEMPORAL_CLI_VERSION}`, 'temporal');

  /** A stand-in: a program that prints a version and nothing else. */
  async function program(path: string, prints: string): Promise<string> {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, `#!/bin/sh\necho '${prints}'\n`);
    await chmod(path, 0o755);
    return path;
  }

  /** A `go` that copies a stand-in to where it is told to build, as the real one does with -o. */
  async function fakeGo(body: string): Promise<void> {
    await mkdir(join(home, 'module'), { recursive: true });
    await writeFile(
      join(bin, 'go'),
      `#!/bin/sh\n[ "$1" = version ] && { echo go version go1.26; exit 0; }\n${body}\n`,
    );
    await chmod(join(bin, 'go'), 0o755);
  }
  const BUILDS = `echo "$*" >> "$HOME/built"; while [ "$1" != -o ]; do shift; done; printf '#!/bin/sh\\necho "${SERVES}"\\n' > "$2"`;

  /** Serves a release; `sha256` is what its list of checksums says. */
  async function serveRelease(prints: string, sha256?: string): Promise<string> {
    const archive = archiveName(process.platform, process.arch);
    assert.ok(archive);
    await program(join(home, 'release', 'temporal'), prints);
    execFileSync('tar', ['-czf', archive, 'temporal'], { cwd: join(home, 'release') });
    const bytes = await readFile(join(home, 'release', archive));
    const sum = sha256 ?? createHash('sha256').update(bytes).digest('hex');
    releases = createServer((request, response) => {
      const folder = `/v${TEMPORAL_CLI_VERSION}`;
      if (request.url === `${folder}/checksums.txt`)
        response.end(`${'0'.repeat(64)}  other.zip\n${sum}  ${archive}\n`);
      else if (request.url === `${folder}/${archive}`) response.end(bytes);
      else response.writeHead(404).end();
    });
    return `http://${await listening(releases)}`;
  }

  async function listening(server: Server): Promise<string> {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('takes the program TEMPORAL_CLI names before one on the PATH', async () => {
    await program(join(bin, 'temporal'), SERVES);
    const named = await program(join(home, 'elsewhere', 'my-temporal'), SERVES);
    assert.equal(await findTemporalCli(machine({ TEMPORAL_CLI: named })), named);
  });

  it('does not go on to another when TEMPORAL_CLI names a file that is not there', async () => {
    await program(join(bin, 'temporal'), SERVES);
    await assert.rejects(findTemporalCli(machine({ TEMPORAL_CLI: '/nowhere/temporal' })), {
      name: 'TemporalUnavailableError',
      message: /TEMPORAL_CLI is "\/nowhere\/temporal", and there is no program that can be run there/,
    });
  });

  it('refuses a TEMPORAL_CLI that is too old, and says which server is needed', async () => {
    const old = await program(join(home, 'old'), 'temporal version 1.0.0 (Server 1.24.2, UI 2.28.0)');
    await assert.rejects(findTemporalCli(machine({ TEMPORAL_CLI: old })), {
      message: /it is too old .*Server 1\.24\.2.*Server 1\.25 or newer is needed/,
    });
  });

  it('takes the one on the PATH before the cached one', async () => {
    const onPath = await program(join(bin, 'temporal'), SERVES);
    await program(cached(), SERVES);
    assert.equal(await findTemporalCli(machine()), onPath);
    assert.deepEqual(lines, []);
  });

  it('passes over a program of the same name that is something else, and says so', async () => {
    const other = await program(join(bin, 'temporal'), 'temporal database 9');
    const own = await program(cached(), SERVES);
    assert.equal(await findTemporalCli(machine()), own);
    assert.deepEqual(lines, [`Passing over ${other}: it is not the Temporal CLI.`]);
  });

  it('downloads a release whose SHA-256 is as published, and keeps it', async () => {
    const url = await serveRelease(SERVES);
    assert.equal(await findTemporalCli(machine({}, url)), cached());
    releases?.close();
    assert.equal(await findTemporalCli(machine({}, url)), cached());
    assert.deepEqual(await readdir(join(cached(), '..')), ['temporal']);
  });

  it('does not keep a download whose SHA-256 differs, and builds instead', async () => {
    await fakeGo(BUILDS);
    const url = await serveRelease(SERVES, 'f'.repeat(64));
    assert.equal(await findTemporalCli(machine({ HOME: home }, url)), cached());
    assert.match(lines.join('\n'), /Not downloaded: .* does not have the SHA-256 its publisher states/);
    assert.match(
      await readFile(join(home, 'built'), 'utf8'),
      /-trimpath .*github\.com\/temporalio\/cli\/cmd\/temporal/,
    );
  });

  it('does not ask the network when NHS_TEMPORAL_DOWNLOAD is off', async () => {
    await fakeGo(BUILDS);
    const url = await serveRelease(SERVES);
    let asked = 0;
    releases?.on('request', () => (asked += 1));
    await findTemporalCli(machine({ HOME: home, NHS_TEMPORAL_DOWNLOAD: 'off' }, url));
    assert.equal(asked, 0);
  });

  it('names a proxy that wants a password, and what to write', async () => {
    await fakeGo(BUILDS);
    releases = createServer().on('connect', (_, socket) =>
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
    );
    const https_proxy = `nurse:hidden@${await listening(releases)}`;
    await findTemporalCli(machine({ HOME: home, https_proxy }, 'https://releases.example'));
    assert.match(
      lines.join('\n'),
      /Not downloaded: The proxy 127\.0\.0\.1:\d+ does not let us through to releases\.example: .*HTTP 407.*https_proxy/,
    );
    assert.doesNotMatch(lines.join('\n'), /hidden|\.\.$/m);
  });

  it('builds once when two processes want it at the same time', async () => {
    await fakeGo(BUILDS);
    const found = await Promise.all([1, 2, 3].map(() => findTemporalCli(machine({ HOME: home }))));
    assert.deepEqual(new Set(found), new Set([cached()]));
    assert.equal((await readFile(join(home, 'built'), 'utf8')).trim().split('\n').length, 1);
    assert.ok(lines.includes('Another process is obtaining the Temporal CLI; waiting for it.'));
  });

  it('names the three ways out, and why each of ours failed, when it cannot be had', async () => {
    await fakeGo('echo some/package; echo "go: module needs a newer Go" >&2; exit 1');
    await assert.rejects(findTemporalCli(machine()), (error: Error) => {
      assert.match(error.message, /Not downloaded: .*ECONNREFUSED/);
      assert.match(error.message, /Not built with go version go1\.26: go: module needs a newer Go/);
      for (const way of ['TEMPORAL_CLI', 'TEMPORAL_ADDRESS', 'install Go'])
        assert.ok(error.message.includes(way), way);
      return error.name === 'TemporalUnavailableError';
    });
    assert.deepEqual(await readdir(join(cached(), '..')), []);
  });
});
