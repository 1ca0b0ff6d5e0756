/** One lane of `npm test` (test-lanes.mjs): runs the files it is sent, one after the other, and answers with their counts. */
import { resolve } from 'node:path';
import { format } from 'node:util';

const TIMEOUT_MS = 10_000;
/** A test that leaves a socket or a timer behind is named after this time; it does not hang the run for ever. */
const LEAK_AFTER_MS = 10_000;

// Exit handlers of the tests, which unmount disks, run on a signal too, and when the run has gone.
process.on('SIGINT', () => process.exit(130));
process.on('SIGTERM', () => process.exit(143));
process.on('disconnect', () => process.exit(1));

await import('tsx');
const { default: Mocha } = await import('mocha');
const { Base, Spec } = Mocha.reporters;
const [grep] = process.argv.slice(2);

/** Mocha's own report of a file, without the counts; what failed is for the end of the whole run. */
class FileReporter extends Spec {
  epilogue() {}
}

process.on('message', async (message) => {
  if (message.file) process.send({ ended: await run(message.file) });
  else await close();
});

async function run(file) {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const mocha = new Mocha({
    reporter: FileReporter,
    timeout: TIMEOUT_MS,
    forbidOnly: true,
    ...(grep === undefined ? {} : { grep: new RegExp(grep) }),
  });
  mocha.addFile(resolve(file));
  try {
    await mocha.loadFilesAsync();
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, seconds: seconds(), failures: `  ${error.stack}\n` };
  }
  const failed = [];
  const runner = await new Promise((finish) => {
    const running = mocha.run(() => finish(running));
    running.on('fail', (test) => failed.push(test));
  });
  const { passes = 0, failures = 0, pending = 0 } = runner.stats;
  mocha.dispose();
  return { passed: passes, failed: failures, skipped: pending, seconds: seconds(), failures: list(failed) };
}

/** Mocha's list of failures, with what differs, as text. */
function list(failed) {
  const lines = [];
  const { consoleLog } = Base;
  Base.consoleLog = (...args) => lines.push(format(...args));
  Base.list(failed);
  Base.consoleLog = consoleLog;
  return lines.join('\n');
}

/** What tests share for the whole lane, such as a Temporal server, they end on `lane-ends` (test/lane.ts). */
async function close() {
  const endings = [];
  process.emit('lane-ends', endings);
  await Promise.all(endings);
  process.removeAllListeners('disconnect');
  process.disconnect();
  setTimeout(() => {
    console.error(`The tests left something running: ${process.getActiveResourcesInfo().join(', ')}.`);
    process.exit();
  }, LEAK_AFTER_MS).unref();
}
