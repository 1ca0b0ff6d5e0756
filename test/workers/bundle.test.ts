import assert from 'node:assert/strict';
import {
  type Dirent,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workflowBundle } from '../../workers/bundle.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

describe('the bundle of the workflows', function () {
  this.timeout(60_000);
  const copy = mkdtempSync(join(tmpdir(), 'bundle-'));
  const cache = join(copy, 'cache');
  const elsewhere = join(copy, 'nhs', 'source-error.ts');

  before(() => {
    // Every room: workflows import a value or a type of most.
    for (const { name } of readdirSync(root, { withFileTypes: true }).filter(isRoom))
      cpSync(join(root, name), join(copy, name), { recursive: true });
    cpSync(join(root, 'package.json'), join(copy, 'package.json'));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  it('is kept as long as no file that it is made of has changed', async () => {
    const first = await workflowBundle(copy, cache);
    assert.match(first.code, /NO_PROVIDER_TABLE/);
    const inputs = JSON.parse(readFileSync(join(cache, 'workflows.inputs.json'), 'utf8')) as string[];
    assert.ok(inputs.includes('nhs/source-error.ts'));
    const before = performance.now();
    assert.equal((await workflowBundle(copy, cache)).code, first.code);
    console.log(
      `      from the cache in ${Math.round(performance.now() - before)} ms, ${inputs.length} files compared`,
    );
  });

  it('is made anew when a file outside workflows/ has changed whose value a workflow uses', async () => {
    const text = readFileSync(elsewhere, 'utf8');
    writeFileSync(elsewhere, text.replace("'NO_PROVIDER_TABLE'", "'NO_TABLE_OF_PROVIDERS'"));
    assert.match((await workflowBundle(copy, cache)).code, /NO_TABLE_OF_PROVIDERS/);
    writeFileSync(elsewhere, text);
    assert.doesNotMatch((await workflowBundle(copy, cache)).code, /NO_TABLE_OF_PROVIDERS/);
  });

  it('is made anew where the list of its files is damaged', async () => {
    writeFileSync(join(cache, 'workflows.inputs.json'), '[');
    assert.match((await workflowBundle(copy, cache)).code, /NO_PROVIDER_TABLE/);
  });
});

/** A folder of code; the others are large, or none of the project's. */
function isRoom(entry: Dirent): boolean {
  const others = ['node_modules', 'data', 'docs', 'sample', 'test'];
  return entry.isDirectory() && !entry.name.startsWith('.') && !others.includes(entry.name);
}
