// A worker thread starts without the TypeScript loader of its parent: register it, then run the task.
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { register } from 'tsx/esm/api';

register();
const { parseTask } = await import('./parse-task.ts');

// What a large file leaves behind is given back before the next one is read: V8 would wait until it needs the room.
// A small file leaves little, and collecting after it would take longer than reading it.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const MUCH_BYTES = 64e6;

/** @param {import('./parse-task.ts').ParseTask} task */
export default async function parseAndTidy(task) {
  try {
    return await parseTask(task);
  } finally {
    const { used_heap_size: heap, external_memory: buffers } = getHeapStatistics();
    if (heap + buffers > MUCH_BYTES) collect();
  }
}
