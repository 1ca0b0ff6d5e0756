/** `npm run check`: everything that can be told in under a minute, before a commit. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { followNpm } from './follow-npm.mjs';
import { ensureInstalled } from './install.mjs';
import { requireNode } from './node-version.mjs';

/**
 * All caches are judged by content, and live where `npm ci` throws them away. A file that has not changed is not looked at
 * again: a rule that a changed type breaks in another file shows on a fresh checkout.
 */
const CACHE = 'node_modules/.cache/nhs-trust-activity';
/** Every folder with code, as the compiler has them. */
const ROOMS = JSON.parse(readFileSync(new URL('../tsconfig.json', import.meta.url), 'utf8')).include;
const CHECKS = [
  ['formatting', ['node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level=warn', '.']],
  [
    'types',
    [
      'node_modules/typescript/bin/tsc',
      '-p',
      '.',
      '--incremental',
      '--tsBuildInfoFile',
      `${CACHE}/types.tsbuildinfo`,
    ],
  ],
  [
    'rules',
    [
      'node_modules/eslint/bin/eslint.js',
      ...['--cache', '--cache-strategy', 'content', '--cache-location', `${CACHE}/eslint.json`],
      '.',
    ],
  ],
  [
    'order of the rooms',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.js',
      ...ROOMS,
    ],
  ],
  ['unit tests', ['bootstrap/test.mjs', '--unit']],
];

requireNode();
followNpm();
const root = fileURLToPath(new URL('..', import.meta.url));
await ensureInstalled(root, { dev: true });
const failed = (await Promise.all(CHECKS.map(([name, args]) => check(name, args)))).filter(
  (ok) => !ok,
).length;
console.log(failed === 0 ? 'Everything is in order.' : `${failed} of ${CHECKS.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs one of them; its output is shown when it has failed. */
function check(name, args) {
  const started = Date.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        printed += chunk;
      });
    }
    child.once('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      console.log(`${code === 0 ? '✔' : '✖'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(printed);
      resolve(code === 0);
    });
  });
}
