/** Test files in several processes at once: each lane takes the next file as soon as it is free, and one report covers all. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LANE = fileURLToPath(new URL('./test-lane.mjs', import.meta.url));
/** A lane that was told to end has this long to take down what its tests have put up. */
const END_WITHIN_MS = 3000;
const SIGNALS = { SIGINT: 2, SIGTERM: 15 };

/**
 * Runs the files in their order and prints the report; resolves with the number of failures and each file's seconds.
 * @param {{ files: string[], lanes: number, grep: string | undefined }} wanted
 */
export async function runInLanes({ files, lanes, grep }) {
  const began = performance.now();
  const queue = [...files];
  const report = new Report();
  const children = new Set();
  let interrupted = false;
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      interrupted = true;
      queue.length = 0;
      for (const child of children) end(child, signal);
      setTimeout(() => {
        for (const child of children) end(child, 'SIGKILL');
      }, END_WITHIN_MS).unref();
      process.once('exit', () => (process.exitCode = 128 + number));
    });
  }

  const lane = async () => {
    // A lane that died is replaced as long as there are files left.
    while (queue.length > 0) await runLane();
  };
  const runLane = () =>
    new Promise((resolve) => {
      // A group of its own: whatever its tests have started ends with it.
      const child = fork(LANE, grep === undefined ? [] : [grep], { silent: true, detached: true });
      children.add(child);
      let file;
      const next = () => {
        file = queue.shift();
        if (file === undefined) child.send({ end: true });
        else {
          report.begin(file);
          child.send({ file });
        }
      };
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => report.print(file, chunk.toString()));
      child.on('message', (message) => {
        if (message.skipped) report.skip(message.skipped);
        if (!message.ended) return;
        // What the tests printed comes down a pipe beside this message.
        setImmediate(() => {
          report.end(file, message.ended);
          file = undefined;
          if (child.connected) next();
        });
      });
      child.on('error', () => {}); // Of a message to a process that has just died: its end is told below.
      child.once('close', (code, signal) => {
        children.delete(child);
        end(child, 'SIGKILL');
        if (interrupted) report.print(undefined, `\nInterrupted in ${file ?? 'no file'}.\n`);
        else if (file !== undefined) report.died(file, signal ?? `code ${code}`);
        else if (code !== 0) report.died('between two files or after the last', signal ?? `code ${code}`);
        resolve();
      });
      next();
    });

  await Promise.all(Array.from({ length: Math.min(lanes, files.length) }, lane));
  const ended = report.close((performance.now() - began) / 1000);
  return { ...ended, interrupted };
}

/** To the whole group, also to what an ended lane has left behind. */
function end(child, signal) {
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** One file at a time is printed as it runs; the others wait until the lines before theirs are complete. */
class Report {
  #waiting = new Map();
  #shown;
  #counts = { passed: 0, failed: 0, skipped: 0 };
  #failures = [];
  #reasons = new Map();
  #seconds = {};

  begin(file) {
    this.#waiting.set(file, { text: '', ended: false });
    this.#shown ??= file;
  }

  print(file, text) {
    const waiting = this.#waiting.get(file);
    if (file === this.#shown || !waiting) process.stdout.write(text);
    else waiting.text += text;
  }

  skip({ what, why, count }) {
    const line = `${what} were SKIPPED: ${why}`;
    this.#reasons.set(line, (this.#reasons.get(line) ?? 0) + count);
  }

  end(file, { passed, failed, skipped, seconds, failures }) {
    this.#counts.passed += passed;
    this.#counts.failed += failed;
    this.#counts.skipped += skipped;
    this.#seconds[file] = Math.round(seconds * 10) / 10;
    if (failed > 0) this.#failures.push(`${file}\n${failures}`);
    this.#show(file);
  }

  died(file, how) {
    this.#counts.failed += 1;
    this.#failures.push(`${file}\n  The process that ran the tests died (${how}).\n`);
    this.#show(file);
  }

  #show(file) {
    const waiting = this.#waiting.get(file);
    if (waiting) waiting.ended = true;
    if (file !== this.#shown) return;
    this.#waiting.delete(file);
    for (const [other, { text, ended }] of this.#waiting) {
      if (!ended) continue;
      process.stdout.write(text);
      this.#waiting.delete(other);
    }
    const [next] = this.#waiting;
    this.#shown = next?.[0];
    if (next) process.stdout.write(next[1].text);
  }

  close(seconds) {
    const { passed, failed, skipped } = this.#counts;
    for (const failure of this.#failures) console.log(`\n${failure}`);
    console.log(`\nAll of it took ${seconds.toFixed(0)} s.`);
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    for (const [line, count] of this.#reasons) console.log(`\n!! ${count} ${line}.\n`);
    return { failed, seconds: this.#seconds };
  }
}
