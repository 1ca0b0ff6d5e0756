/**
 * `node bootstrap/prepare-tests.mjs`: sees to the dependencies and builds the S3 server of the tests, which takes minutes the
 * first time. Without it `npm test` does the same when it comes to it.
 */
import { fileURLToPath } from 'node:url';
import { followNpm } from './follow-npm.mjs';
import { ensureInstalled } from './install.mjs';
import { requireNode } from './node-version.mjs';

requireNode();
followNpm();
await ensureInstalled(fileURLToPath(new URL('..', import.meta.url)), { dev: true });
await import('tsx');
await import('../test/s3/obtain.ts');
