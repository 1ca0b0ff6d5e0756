/** Chromium or Chrome of the machine, for tests that need a real browser; without one they are left out, with one line that says so. */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { atEndOfLane, skipped } from '../../lane.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where the browser is, or undefined where the machine has none. `CHROME_PATH` goes first; empty, it says that none shall be used. */
export const chromePath: string | undefined = findChrome();

function findChrome(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined) {
    if (named === '') return undefined;
    if (!canRun(named)) throw new Error(`CHROME_PATH is ${named}, which is no program.`);
    return named;
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...ELSEWHERE].find(canRun);
}

function canRun(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A group of tests in a browser: registered where there is one, said to be skipped where there is none. */
export function describeWithChromium(title: string, body: (this: Mocha.Suite) => void): void {
  if (chromePath === undefined) {
    skipped('groups of tests in a browser', 'install Chromium or Chrome, or set CHROME_PATH, to run them');
    return;
  }
  describe(title, function () {
    // Idle, each takes a second or two, and the first makes the pages; a busy machine fails no test by its slowness.
    this.timeout(240_000);
    body.call(this);
  });
}

let launched: Promise<Browser> | undefined;

/** One browser for all tests of a process, with a user folder of its own; it ends with the last of them. */
export async function browser(): Promise<Browser> {
  launched ??= launch();
  return await launched;
}

async function launch(): Promise<Browser> {
  if (chromePath === undefined) throw new Error('There is no browser on this machine.');
  const started = await chromium.launch({
    executablePath: chromePath,
    // Tests run as root in containers, where the sandbox of Chromium cannot start. Pages are our own.
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
    timeout: 120_000,
  });
  atEndOfLane(async () => await started.close());
  return started;
}
