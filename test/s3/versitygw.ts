/** A real S3 server for the tests: versitygw over a folder, built once with Go and kept in the user's cache folder. */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { cacheFolder } from '../../temporal-server/temporal-cli.ts';
import { withFileLock } from '../../temporal-server/file-lock.ts';
import { freePort } from '../../temporal-server/free-port.ts';

const VERSION = '1.8.0';
const PACKAGE = `github.com/versity/versitygw/cmd/versitygw@v${VERSION}`;
const { env, platform, arch } = process;
const program = join(
  cacheFolder({ env, platform, arch }),
  `versitygw-${VERSION}`,
  platform === 'win32' ? 'versitygw.exe' : 'versitygw',
);

/** Why there can be no server on this machine; undefined when there can. */
export const noServer: string | undefined =
  existsSync(program) || spawnSync('go', ['version']).status === 0
    ? undefined
    : 'Go is not installed (https://go.dev/dl), so the S3 server cannot be built';

/** With nothing compiled before, on a busy machine of two cores. */
export const BUILD_WITHIN_MS = 15 * 60_000;

/** Path of the program; built when it is not there yet, by one process at a time. */
export async function obtainVersitygw(say: (line: string) => void): Promise<string> {
  if (existsSync(program)) return program;
  return await withFileLock(
    join(dirname(program), 'building.lock'),
    async () => {
      if (existsSync(program)) return program;
      say(
        `Building the S3 server of the tests with Go (versitygw ${VERSION}). This happens once and takes one to four minutes.`,
      );
      const began = performance.now();
      const work = await mkdtemp(join(dirname(program), 'building-'));
      try {
        await promisify(execFile)('go', ['install', '-trimpath', '-ldflags=-s -w', PACKAGE], {
          env: { ...env, GOBIN: work, GOFLAGS: '-buildvcs=false', GOWORK: 'off', CGO_ENABLED: '0' },
        });
        await rename(join(work, program.slice(dirname(program).length + 1)), program);
        say(`Built in ${Math.round((performance.now() - began) / 1000)} s.`);
        return program;
      } finally {
        await rm(work, { recursive: true, force: true });
      }
    },
    () => say('Another process is building the S3 server; waiting for it.'),
  );
}

export interface S3Server {
  readonly port: number;
  /** NHS_STORE is left to the test; keys are made up. */
  readonly env: Readonly<Record<string, string>>;
  /** Folder whose subfolders are the buckets. */
  readonly root: string;
  readonly stop: () => Promise<void>;
}

export const BUCKET = 'nhs-test';

/** A server of one bucket on a free port of this machine. */
export async function startS3Server(): Promise<S3Server> {
  const path = await obtainVersitygw(() => {});
  const root = await mkdtemp(join(tmpdir(), 'nhs-s3-'));
  await mkdir(join(root, 'buckets', BUCKET), { recursive: true });
  const port = await freePort(0);
  const keys = { access: 'made-up-key', secret: 'made-up-secret' };
  const flags = ['--port', `127.0.0.1:${port}`, '--access', keys.access, '--secret', keys.secret, '--quiet'];
  const child = spawn(path, [...flags, 'posix', join(root, 'buckets')], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${path} ended with code ${child.exitCode}.`);
    await pause(20);
  }
  return {
    port,
    root,
    env: {
      AWS_ACCESS_KEY_ID: keys.access,
      AWS_SECRET_ACCESS_KEY: keys.secret,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: 'us-east-1',
    },
    stop: async () => {
      child.kill();
      await ended;
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
