/** The rules of .dependency-cruiser.js fail where they should: each is tried on a scratch tree of a few files that break it. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ICruiseOptions, type IFlattenedRuleSet, cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import tsconfig from '../tsconfig.json' with { type: 'json' };

const root = fileURLToPath(new URL('..', import.meta.url));

/** For each rule: a file, and what it imports. Of the order, one import upwards for each kind of room. */
const BROKEN: readonly (readonly [rule: string, imports: Readonly<Record<string, string>>])[] = [
  ['order-of-rooms: spreadsheet', { 'spreadsheet/a.ts': 'store/b.ts' }],
  ['order-of-rooms: nhs', { 'nhs/a.ts': 'machine/b.ts' }],
  ['order-of-rooms: datasets/contract', { 'datasets/contract/a.ts': 'datasets/beds/b.ts' }],
  ['order-of-rooms: datasets/(?:links|tables)', { 'datasets/tables/a.ts': 'datasets/registry.ts' }],
  ['order-of-rooms: datasets/[^/]+/', { 'datasets/beds/a.ts': 'datasets/registry.ts' }],
  ['order-of-rooms: workflows', { 'workflows/a.ts': 'workers/b.ts' }],
  ['order-of-rooms: explain', { 'explain/a.ts': 'cli/b.ts' }],
  ['no-circle', { 'store/a.ts': 'store/b.ts', 'store/b.ts': 'store/a.ts' }],
  ['publications-do-not-know-each-other', { 'datasets/beds/a.ts': 'datasets/tac/b.ts' }],
  ['only-activities-and-above-know-the-publications', { 'fetch/a.ts': 'datasets/beds/b.ts' }],
  ['links-and-tables-stand-side-by-side', { 'datasets/links/a.ts': 'datasets/tables/b.ts' }],
  ['load-then-join-then-publish', { 'warehouse/join/a.ts': 'warehouse/publish/b.ts' }],
  ['load-before-join', { 'warehouse/load/a.ts': 'warehouse/join/b.ts' }],
  ['a-rebuild-reaches-no-network', { 'rebuild/a.ts': 'store/b.ts', 'store/b.ts': 'fetch/c.ts' }],
  ['the-xlsx-reader-has-one-door', { 'spreadsheet/a.ts': 'spreadsheet/xlsx/b.ts' }],
  ['pure-rooms-have-no-node', { 'nhs/a.ts': 'node:fs' }],
  ['tests-stay-outside', { 'cli/a.ts': 'test/b.ts' }],
];

describe('the order of the rooms', function () {
  this.timeout(60_000);
  let scratch: string;
  let options: ICruiseOptions;
  before(async () => {
    options = await extractOptions(join(root, '.dependency-cruiser.js'));
  });
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'rooms-'));
  });
  afterEach(() => rmSync(scratch, { recursive: true }));

  /** Names of the rules that files with these imports break. */
  async function broken(imports: Readonly<Record<string, string>>): Promise<readonly string[]> {
    for (const target of Object.values(imports)) {
      if (!target.startsWith('node:')) write(target, 'export const value = 1;\n');
    }
    for (const [file, target] of Object.entries(imports)) {
      const up = '../'.repeat(file.split('/').length - 1);
      const from = target.startsWith('node:') ? target : `${up}${target}`;
      write(file, `import * as other from '${from}';\nexport const value = other;\n`);
    }
    return await rulesBrokenIn(scratch, ['.']);
  }

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(scratch, file)), { recursive: true });
    writeFileSync(join(scratch, file), text);
  }

  async function rulesBrokenIn(baseDir: string, folders: readonly string[]): Promise<readonly string[]> {
    const { tsConfig, ...others } = options;
    assert.ok(tsConfig);
    const { output } = await cruise([...folders], { ...others, baseDir });
    assert.ok(typeof output === 'object');
    const told = output.summary.violations.map(({ rule, from, to }) => ({ name: rule.name, from, to }));
    if (baseDir === root) assert.deepEqual(told, []);
    else assert.ok(output.modules.length >= 2, 'the scratch tree was read');
    return [...new Set(told.map(({ name }) => name))];
  }

  for (const [rule, imports] of BROKEN) {
    const [[from, to] = []] = Object.entries(imports);
    it(`is broken by ${from} with ${to}, by the rule ${rule}`, async () => {
      assert.ok((await broken(imports)).includes(rule));
    });
  }

  it('is kept by imports of rooms above, of the own room and of Node where Node may be', async () => {
    const kept = {
      'store/a.ts': 'nhs/b.ts',
      'datasets/beds/a.ts': 'datasets/tables/b.ts',
      'spreadsheet/a.ts': 'spreadsheet/xlsx/open-xlsx.ts',
      'fetch/a.ts': 'node:fs',
      'test/a.ts': 'cli/b.ts',
    };
    assert.deepEqual(await broken(kept), []);
  });

  it('has a file that breaks each of its rules', () => {
    const names = (options.ruleSet as IFlattenedRuleSet).forbidden?.map(({ name }) => name ?? '') ?? [];
    const tried = new Set(BROKEN.map(([rule]) => rule));
    assert.deepEqual(
      names.filter((name) => !name.startsWith('order-of-rooms: ') && !tried.has(name)),
      [],
    );
  });

  it('is kept by this project', async () => {
    assert.deepEqual(await rulesBrokenIn(root, tsconfig.include), []);
  });
});
