/** The end-to-end tests wait more than they compute: a full run takes them in a process beside the others. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const COUNTS = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m;

/** Runs `npm test -- <folder>` in another process; resolves with what it printed and its counts. */
export function runBeside(folder) {
  const test = fileURLToPath(new URL('./test.mjs', import.meta.url));
  const child = spawn(process.execPath, [test, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(chunk));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const output = Buffer.concat(printed).toString();
      const counts = COUNTS.exec(output);
      // A process that died without counting has failed, whatever it had passed.
      const [passed, failed, skipped] = counts ? counts.slice(1).map(Number) : [0, 1, 0];
      resolve({
        output: output.replace(COUNTS, ''),
        counts: { passed, failed: code === 0 ? failed : Math.max(1, failed), skipped },
      });
    });
  });
}
