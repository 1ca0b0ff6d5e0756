import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

/** Serves as the package `tsx` in a project that has to be installed without a registry. */
const TSX_STAND_IN = `
  import { register } from 'node:module';
  register('data:text/javascript,' + encodeURIComponent(
    'export const load = (url, context, next) => next(url, url.endsWith(".ts") ? { ...context, format: "module" } : context);'
  ));`;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

describe('npm start and npm test on a bare clone', function () {
  this.timeout(60_000);
  let project: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'nhs-bootstrap-'));
    await cp(join(REPOSITORY, 'bootstrap'), join(project, 'bootstrap'), { recursive: true });
    await mkdir(join(project, 'cli'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(project, { recursive: true, force: true });
  });

  /** Never in the project's own folder: it has to work from anywhere. */
  function start(command: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(command, args, {
      cwd: tmpdir(),
      env: { ...process.env, npm_lifecycle_event: '', npm_config_fetch_retries: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  }
  const bootstrap = (
    script: string,
    args: readonly string[] = [],
    env: Record<string, string> = {},
  ): ChildProcess => start(process.execPath, [join(project, 'bootstrap', script), ...args], env);

  /** A project of one package, which is a folder of its own: npm ci needs no registry for it. */
  async function withUninstalledPackage(main: string): Promise<void> {
    const json = (value: unknown): string => JSON.stringify(value);
    const dependencies = { tsx: 'file:stand-in' };
    await mkdir(join(project, 'stand-in'));
    await writeFile(join(project, 'stand-in', 'index.mjs'), TSX_STAND_IN);
    const standIn = { name: 'tsx', version: '1.0.0', main: 'index.mjs' };
    await writeFile(join(project, 'stand-in', 'package.json'), json(standIn));
    await writeFile(
      join(project, 'package.json'),
      json({ name: 'bare', version: '1.0.0', type: 'module', dependencies }),
    );
    const packages = {
      '': { name: 'bare', version: '1.0.0', dependencies },
      'stand-in': { name: 'tsx', version: '1.0.0' },
      'node_modules/tsx': { resolved: 'stand-in', link: true },
    };
    await writeFile(
      join(project, 'package-lock.json'),
      json({ name: 'bare', version: '1.0.0', lockfileVersion: 3, requires: true, packages }),
    );
    await writeFile(join(project, 'cli', 'main.ts'), main);
  }

  /** A project whose packages are in place: this repository's. */
  async function withInstalledPackages(main: string): Promise<void> {
    await cp(join(REPOSITORY, 'package-lock.json'), join(project, 'package-lock.json'));
    await writeFile(join(project, 'package.json'), '{ "type": "module" }');
    await symlink(join(REPOSITORY, 'node_modules'), join(project, 'node_modules'));
    await writeFile(join(project, 'cli', 'main.ts'), main);
  }

  const PRINTS_ARGUMENTS = 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 2;';

  it('installs what the lock file names, then starts; the second time it only starts', async () => {
    await withUninstalledPackage(PRINTS_ARGUMENTS);
    const args = ['run', '--years', '2019-20', 'with a space'];
    const first = await ended(bootstrap('start.mjs', args));
    assert.match(first.err, /Installing 2 packages.*\n[^]*Installed in \d+ s\./);
    assert.deepEqual([first.code, first.out], [2, `${JSON.stringify(args)}\n`]);
    const second = await ended(bootstrap('start.mjs'));
    assert.deepEqual(second, { code: 2, out: '[]\n', err: '' });
  });

  it('installs again when a package has gone', async () => {
    await withUninstalledPackage(PRINTS_ARGUMENTS);
    await ended(bootstrap('start.mjs'));
    await rm(join(project, 'node_modules', 'tsx'), { recursive: true });
    const again = await ended(bootstrap('start.mjs'));
    assert.match(again.err, /Installed in/);
    assert.equal(again.code, 2);
  });

  it('installs once when two are started together', async () => {
    await withUninstalledPackage(PRINTS_ARGUMENTS);
    const both = await Promise.all([ended(bootstrap('start.mjs')), ended(bootstrap('start.mjs'))]);
    assert.deepEqual(
      both.map(({ code }) => code),
      [2, 2],
    );
    assert.equal(both.filter(({ err }) => err.includes('Installed in')).length, 1);
    assert.equal(existsSync(join(project, '.cache', 'install.lock')), false);
  });

  it('is not led astray by what the shell has set for other projects', async () => {
    await withUninstalledPackage(PRINTS_ARGUMENTS);
    const foreign = { NODE_ENV: 'production', npm_config_workspace: 'elsewhere', npm_config_dry_run: 'true' };
    assert.equal((await ended(bootstrap('start.mjs', [], foreign))).code, 2);
  });

  it('says in a sentence why the packages cannot be had', async () => {
    await withUninstalledPackage(PRINTS_ARGUMENTS);
    const dependencies = { zod: '4.6.7' };
    const lock = {
      lockfileVersion: 3,
      packages: {
        '': { dependencies },
        'node_modules/zod': { version: '4.6.7', integrity: `sha512-${'A'.repeat(86)}==` },
      },
    };
    await writeFile(join(project, 'package.json'), JSON.stringify({ dependencies }));
    await writeFile(join(project, 'package-lock.json'), JSON.stringify(lock));
    const offline = {
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_cache: join(project, 'npm-cache'),
    };
    const { code, out, err } = await ended(bootstrap('start.mjs', [], offline));
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /The dependencies could not be installed: the package registry does not answer\./);
    assert.equal(existsSync(join(project, '.cache', 'install.lock')), false);
  });

  it('says which Node is needed', async () => {
    const old = `Object.defineProperty(process, 'versions', { value: { node: '18.20.4' } })`;
    const program = ['--import', `data:text/javascript,${old}`, join(project, 'bootstrap', 'start.mjs')];
    const { code, err } = await ended(start(process.execPath, program));
    assert.equal(code, 1);
    assert.match(err, /needs Node 20\.19 or newer, and this is Node 18\.20\.4/);
  });

  const ENDS_WITH_9 = `
    process.on('SIGTERM', () => { console.log('told to end'); setTimeout(() => process.exit(9), 700); });
    console.log('running'); setInterval(() => {}, 1000);`;

  it('hands a signal on once, and the exit code back', async () => {
    await withInstalledPackages(ENDS_WITH_9);
    const child = bootstrap('start.mjs');
    const end = ended(child);
    assert.ok(child.stdout);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    assert.deepEqual(await end, { code: 9, out: 'running\ntold to end\n', err: '' });
  });

  it('ends when the shell it was started by has been ended, as npm does', async () => {
    await withInstalledPackages(ENDS_WITH_9);
    const script = `"${process.execPath}" "${join(project, 'bootstrap', 'start.mjs')}" & wait`;
    const shell = start('sh', ['-c', script], { npm_lifecycle_event: 'start' });
    assert.ok(shell.stdout);
    const out = text(shell.stdout);
    await once(shell.stdout, 'readable');
    shell.kill('SIGTERM');
    // The output ends with the last process that can write to it.
    assert.equal(await out, 'running\ntold to end\n');
  });

  /** Test files of a project whose packages are in place. */
  async function withTests(files: Readonly<Record<string, string>>): Promise<void> {
    await withInstalledPackages('');
    await mkdir(join(project, 'test', 'area'), { recursive: true });
    for (const [name, text] of Object.entries(files))
      await writeFile(join(project, 'test', 'area', `${name}.test.ts`), text);
  }
  const ONE_PASSES = `describe('one', () => it('passes', () => {}));`;

  it('closes a test run with one line of counts over all lanes, and fails when a test has failed', async () => {
    await withTests({
      one: ONE_PASSES,
      sums: `const two: number = 2;
       describe('sums', () => {
         it('add up', () => { if (two + two !== 4) throw new Error(); });
         it('do not add up', () => { throw new Error('no'); });
         it('are for later');
       });`,
    });
    const failed = await ended(bootstrap('test.mjs', ['--lanes', '2']));
    assert.equal(failed.code, 1);
    assert.match(failed.out, /sums\.test\.ts\n[^]*do not add up:\n[^]*^2 passed, 1 failed, 1 skipped$/m);
    const passed = await ended(bootstrap('test.mjs', ['--grep', '^sums add']));
    assert.deepEqual([passed.code, /^1 passed, 0 failed, 0 skipped$/m.test(passed.out)], [0, true]);
    const nothing = await ended(bootstrap('test.mjs', ['test/elsewhere']));
    assert.equal(nothing.code, 1);
  });

  it('names the test file whose process died, and the file that cannot be read, and runs the others', async () => {
    await withTests({
      dies: `describe('this', () => it('dies', () => process.kill(process.pid, 'SIGKILL')));`,
      one: ONE_PASSES,
      spoiled: `import './nowhere.ts';`,
    });
    const { code, out } = await ended(bootstrap('test.mjs', ['--lanes', '1']));
    assert.equal(code, 1);
    assert.match(out, /area\/dies\.test\.ts\n.*died \(SIGKILL\)/);
    assert.match(out, /area\/spoiled\.test\.ts\n.*nowhere\.ts/);
    assert.match(out, /^1 passed, 2 failed, 0 skipped$/m);
  });

  it('ends every lane of a test run, and what its tests have started, with the first Ctrl-C', async () => {
    const hangs = `import { spawn } from 'node:child_process';
      import { writeFileSync } from 'node:fs';
      describe('this', () => it('hangs', (done) => {
        spawn('sleep', ['60'], { stdio: 'inherit' });
        writeFileSync(import.meta.url.slice(7) + '.hangs', '');
      }).timeout(60_000));`;
    await withTests({ a: hangs, b: hangs });
    const child = bootstrap('test.mjs', ['--lanes', '2']);
    const end = ended(child);
    const begun = (name: string): boolean =>
      existsSync(join(project, 'test', 'area', `${name}.test.ts.hangs`));
    while (!begun('a') || !begun('b')) await pause(50);
    const told = Date.now();
    child.kill('SIGINT');
    assert.equal((await end).code, 130);
    assert.ok(Date.now() - told < 5000, `${Date.now() - told} ms`);
  });
});

async function ended(child: ChildProcess): Promise<Ended> {
  assert.ok(child.stdout && child.stderr);
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
  return { code, out, err };
}
