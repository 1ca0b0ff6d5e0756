/** Installs the dependencies, from the lock file only, when they are not there or not in step with it. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inStep, packagesNeeded } from './in-step.mjs';

const PROGRESS_EVERY_MS = 10_000;

// Everything is said on standard error: standard output belongs to the program that is started afterwards.
const say = (line) => console.error(line);

/**
 * Returns when the dependencies are in place. Ends the process with code 1, after a sentence, when they cannot be had.
 * @param {string} root the project's folder
 * @param {{ dev: boolean }} need
 */
export async function ensureInstalled(root, need) {
  if (inStep(root, need)) return;
  const lock = await takeLock(join(root, '.cache'));
  // Whoever held the lock has probably done it.
  const installed = inStep(root, need) || (await install(root));
  rmSync(lock, { force: true });
  if (!installed) process.exit(1);
}

async function install(root) {
  say(
    `Installing ${packagesNeeded(root)} packages from package-lock.json into node_modules (only this once) …`,
  );
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const progress = setInterval(() => say(`  still installing, ${seconds()} s`), PROGRESS_EVERY_MS);
  const { code, printed } = await npmCi(root);
  clearInterval(progress);
  say(
    code === 0
      ? `Installed in ${seconds()} s.`
      : `\nThe dependencies could not be installed: ${reasonFor(printed)}`,
  );
  return code === 0;
}

/** No package needs its install script (docs/decisions/0001-dependencies.md), so none may run one. */
function npmCi(root) {
  const args = [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ];
  const npmCli = process.env.npm_execpath;
  const [command, first] =
    npmCli && basename(npmCli) === 'npm-cli.js' && existsSync(npmCli)
      ? [process.execPath, [npmCli]]
      : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      env: cleanEnvironment(process.env),
      stdio: ['ignore', 2, 'pipe'],
      shell: command === 'npm.cmd',
    });
    process.once('exit', () => child.kill());
    let printed = '';
    child.stderr.on('data', (chunk) => {
      printed = (printed + chunk).slice(-20_000);
      process.stderr.write(chunk);
    });
    child.once('error', (error) =>
      resolve({ code: 1, printed: `${printed}\n${error.code}: ${error.message}` }),
    );
    child.once('close', (code) => resolve({ code, printed }));
  });
}

/** What the person's shell or an outer npm has set for another project, or for Node, is not meant for this install. */
function cleanEnvironment(env) {
  const foreign =
    /^(NODE_OPTIONS|NODE_ENV|npm_config_(workspaces?|include_workspace_root|global|location|dry_run|omit|only|production|package_lock_only|package_lock))$/i;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

function reasonFor(printed) {
  const has = (pattern) => pattern.test(printed);
  if (
    has(/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH/)
  ) {
    return 'the package registry does not answer. Are you online? Behind a proxy or with a mirror: npm config set proxy …, or registry ….';
  }
  if (has(/E401|E403/))
    return 'the package registry refuses us. Log in (npm login), or: npm config set registry ….';
  if (has(/CERT|SELF_SIGNED|UNABLE_TO_/)) {
    return 'the certificate of the package registry is not trusted. Give npm your authority: npm config set cafile ….';
  }
  if (has(/EINTEGRITY/)) {
    return 'a package is not the one that package-lock.json names. Clear what npm has kept (npm cache clean --force) and try again.';
  }
  if (has(/E404|ETARGET/))
    return 'the package registry lacks a package or version that package-lock.json names.';
  if (has(/ENOSPC/)) return 'the disk is full.';
  if (has(/EACCES|EPERM|EROFS/)) return 'this folder may not be written to.';
  if (has(/ENOENT: spawn/)) return 'there is no npm on the PATH.';
  return 'npm says why, above.';
}

/** One installation at a time: npm begins by removing node_modules. */
async function takeLock(folder) {
  const lock = join(folder, 'install.lock');
  mkdirSync(folder, { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return lock;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isHeld(lock)) rmSync(lock, { force: true });
    else if (!told) say('Another process is installing the dependencies; waiting for it.');
    await pause(300);
  }
}

function isHeld(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    // Empty for the moment between its creation and the writing of the number.
    if (pid > 0) process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
