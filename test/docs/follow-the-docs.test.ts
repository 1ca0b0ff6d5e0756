/** A stranger who follows the pages to the letter gets what they promise: their snippets are applied to a copy and run. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Snippet {
  readonly file: string;
  /** Where the text goes: a new file, the imports, or the end of a list of that name. */
  readonly place: 'file' | 'imports' | { readonly endOf: string };
  readonly text: string;
}

/** Snippets of a page: `file` alone, or "In `file`, at the end of `LIST`:", above a fence. */
function snippetsOf(page: string): readonly Snippet[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const fence =
    /(?:^|[\s.])(In )?`([\w./-]+\.(?:ts|md))`(, among the imports|, at the end of `(\w+)`)?:?\n\n```\w+\n(.*?)```/gs;
  return [...text.matchAll(fence)].map(([, , file = '', how, endOf = '', body = '']) => ({
    file,
    place: how === undefined ? 'file' : endOf === '' ? 'imports' : { endOf },
    text: body,
  }));
}

function apply(copy: string, { file, place, text }: Snippet): void {
  const path = join(copy, file);
  if (place === 'file') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  const before = readFileSync(path, 'utf8');
  const after =
    place === 'imports' ? before.replace(/^import /m, `${text}import `) : atTheEnd(before, place.endOf, text);
  assert.notEqual(after, before, `${file} has no place for the snippet`);
  writeFileSync(path, after);
}

/** Before the bracket that closes a list, or the semicolon that closes a union of words. */
function atTheEnd(file: string, name: string, text: string): string {
  const list = new RegExp(`(const ${name}\\b[^=]*= \\[.*?\\n)(\\];)`, 's');
  if (list.test(file)) return file.replace(list, (_, head: string, end: string) => head + text + end);
  const union = new RegExp(`(readonly ${name}:\\s*(?:\\n\\s*\\|[^\\n;]*)+)(;)`);
  return file.replace(union, (_, head: string, end: string) => `${head}\n${text.trimEnd()}${end}`);
}

describe('whoever follows the docs', function () {
  this.timeout(180_000);
  const copies: string[] = [];

  function copyOfProject(): string {
    const copy = mkdtempSync(join(tmpdir(), 'follow-the-docs-'));
    copies.push(copy);
    const left = new Set(
      ['node_modules', 'data', '.git', '.cache', 'histories'].map((name) => join(ROOT, name)),
    );
    cpSync(ROOT, copy, { recursive: true, filter: (path) => !left.has(path) });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    return copy;
  }

  function run(copy: string, ...args: readonly string[]): string {
    const env = { ...process.env, NHS_FILES_DIR: '' };
    return execFileSync(process.execPath, args, {
      cwd: copy,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** `npm run dictionary` and the registry test, without npm in between. */
  function runWhatThePageSays(copy: string): void {
    run(copy, '--import', 'tsx', 'cli/write-docs.ts');
    assert.match(run(copy, 'bootstrap/test.mjs', 'test/registry.test.ts'), / 0 failed/);
  }

  after(() => {
    for (const copy of copies) rmSync(copy, { recursive: true, force: true });
  });

  it('adds a year to three datasets with one row each', () => {
    const snippets = snippetsOf('docs/add-a-year.md');
    assert.deepEqual(
      snippets.map(({ file }) => file),
      ['beds', 'ae-monthly', 'outpatients'].map((name) => `datasets/${name}/layouts.ts`),
    );
    const copy = copyOfProject();
    for (const snippet of snippets) apply(copy, snippet);
    runWhatThePageSays(copy);
    for (const page of ['docs/data-dictionary.md', 'README.md', 'datasets/beds/README.md'])
      assert.match(readFileSync(join(copy, page), 'utf8'), /2027-28/, page);
    assert.deepEqual(JSON.parse(run(copy, '--import', 'tsx', 'test/docs/read-new-years.ts')), [
      ['beds', '2027-28Q1', 'kh03-region', true],
      ['ae-monthly', '2027-04', 'csv-c', true],
      ['outpatients', '2026-27', 'csv-long', true],
    ]);
  });

  it('adds a publication with a folder and one line in each list', () => {
    const snippets = snippetsOf('docs/add-a-dataset.md');
    assert.ok(snippets.length > 8);
    const copy = copyOfProject();
    for (const snippet of snippets) apply(copy, snippet);
    runWhatThePageSays(copy);
    assert.match(readFileSync(join(copy, 'docs/data-dictionary.md'), 'utf8'), /floor_area/);
    assert.match(readFileSync(join(copy, 'datasets/estates/README.md'), 'utf8'), /believed/);
    assert.deepEqual(JSON.parse(run(copy, '--import', 'tsx', 'test/docs/read-estates.ts')), {
      refused: [],
      figures: [
        ['R1H', 612_000],
        ['RJ1', 340_500],
      ],
      column: 'floor_area',
    });
  });
});
