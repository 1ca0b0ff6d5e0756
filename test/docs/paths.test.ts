import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LEFT_OUT = /^(node_modules|data|sample\/files|\.)/;

/** Files of the publication that a page teaches to add, and of a run. */
const MADE_LATER = /^(?:datasets\/estates|data|published)\//;

describe('the docs', () => {
  it('name files that are there', () => {
    const pages = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.md') && !LEFT_OUT.test(path) && path !== 'CHANGELOG.md');
    const missing = pages.flatMap((page) =>
      [
        ...readFileSync(join(ROOT, page), 'utf8').matchAll(
          /`((?:[\w.-]+\/)+[\w.-]+\.(?:ts|sql|mjs|md|csv))`/g,
        ),
      ]
        .map(([, path = '']) => path)
        .filter((path) => !MADE_LATER.test(path))
        .filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, dirname(page), path)))
        .map((path) => `${page}: ${path}`),
    );
    assert.deepEqual(missing, []);
  });
});
