/** `npm start`: see to the dependencies, then become the command line (cli/main.ts), in this very process. */
import { fileURLToPath } from 'node:url';
import { followNpm } from './follow-npm.mjs';
import { ensureInstalled } from './install.mjs';
import { requireNode } from './node-version.mjs';

requireNode();
followNpm();
await ensureInstalled(fileURLToPath(new URL('..', import.meta.url)), { dev: false });
await import('tsx');
await import('../cli/main.ts');
