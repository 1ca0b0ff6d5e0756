/**
 * Preloaded into a command (`NODE_OPTIONS=--import`): a power cut at a chosen moment of an activity. The Temporal server of
 * the data folder and the process itself are ended by SIGKILL. `KILL_AT` says when (killed-command.ts), `KILL_NOTE` names the
 * file that notes that it has happened.
 */
import { appendFileSync, promises, readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.KILL_AT) await arm(JSON.parse(process.env.KILL_AT));

async function arm({ activity, moment, count = 1, to }) {
  const [{ Worker }, { DuckDBConnection }] = await Promise.all([
    import('@temporalio/worker'),
    import('@duckdb/node-api'),
  ]);
  let inside = false;
  let seen = 0;
  const cutAt = (what) => {
    if (inside && moment === what && ++seen === count) cut();
  };

  const create = Worker.create.bind(Worker);
  Worker.create = (options) => {
    const step = options.activities?.[activity];
    if (!step) return create(options);
    const watched = async (...input) => {
      inside = true;
      cutAt('before');
      const output = await step(...input);
      cutAt('after');
      inside = false;
      return output;
    };
    return create({ ...options, activities: { ...options.activities, [activity]: watched } });
  };

  const { run } = DuckDBConnection.prototype;
  DuckDBConnection.prototype.run = function (sql, ...values) {
    if (sql === 'COMMIT') cutAt('commit');
    return run.call(this, sql, ...values);
  };

  const { rename } = promises;
  promises.rename = (from, target) => {
    if (to === undefined || new RegExp(to).test(target)) cutAt('rename');
    return rename(from, target);
  };
  syncBuiltinESMExports();

  function cut() {
    appendFileSync(process.env.KILL_NOTE, `${process.env.KILL_AT}\n`);
    const folder = process.argv[process.argv.indexOf('--data-dir') + 1];
    const { pid } = JSON.parse(readFileSync(join(folder, 'temporal', 'server.json'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    process.kill(process.pid, 'SIGKILL');
  }
}
