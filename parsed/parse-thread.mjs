// A worker thread starts without the TypeScript loader of its parent: register it, then run the task.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { register } from 'tsx/esm/api';

register();
const { parseTask } = await import('./parse-task.ts');

// What a large file leaves behind is given back before the next one is read: V8 would wait until it needs the room.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** @param {import('./parse-task.ts').ParseTask} task */
export default async function parseAndTidy(task) {
  try {
    return await parseTask(task);
  } finally {
    collect();
  }
}
