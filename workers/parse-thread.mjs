// A worker thread starts without the TypeScript loader of its parent: register it, then run the task.
import { register } from 'tsx/esm/api';

register();
const { parseTask } = await import('./parse-task.ts');

export default parseTask;
