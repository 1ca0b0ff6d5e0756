import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeMemory, freeOfGroup, memoryBudget } from '../../warehouse/memory-budget.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import type { Warehouse } from '../../warehouse/warehouse.ts';
import { withinMemory } from '../../warehouse/within-memory.ts';

const GB = 1e9;

/** Some 300 MB of text in one list, which DuckDB cannot put on the disk. */
const ONE_LONG_LIST = `SELECT len(list(repeat(n::VARCHAR, 4_000) ORDER BY n)) AS n FROM range(15_000) AS t(n)`;

describe('the memory of the writer', () => {
  const dir = mkdtempSync(join(tmpdir(), 'memory-'));
  const opened: Warehouse[] = [];
  const open = async (name: string, free: number, env: Record<string, string> = {}): Promise<Warehouse> => {
    const budget = await memoryBudget(env, async () => await Promise.resolve(free));
    const warehouse = await openWarehouse(join(dir, `${name}.duckdb`), [], budget);
    opened.push(warehouse);
    return warehouse;
  };
  after(async () => {
    for (const warehouse of opened) await warehouse.close();
    rmSync(dir, { recursive: true });
  });

  it('is an eighth of what is free, never less than seven years need and never much more', async () => {
    const first = async (free: number): Promise<number> =>
      (await memoryBudget({}, async () => await Promise.resolve(free))).first;
    assert.equal(await first(3.5 * GB), 0.4375 * GB);
    assert.equal(await first(0.2 * GB), 0.384 * GB);
    assert.equal(await first(64 * GB), 0.448 * GB);
  });

  it('is what NHS_MEMORY says, in any unit people write', async () => {
    for (const [said, bytes] of [
      ['2GB', 2 * GB],
      ['1.5 gb', 1.5 * GB],
      ['800', 0.8 * GB],
      ['512MiB', 512 * 2 ** 20],
    ] as const)
      assert.equal((await memoryBudget({ NHS_MEMORY: said })).first, bytes);
  });

  it('is refused with an example where NHS_MEMORY says no amount, or too little', async () => {
    await assert.rejects(
      memoryBudget({ NHS_MEMORY: 'much' }),
      /"much", no amount of memory\. .*NHS_MEMORY=2GB/,
    );
    await assert.rejects(memoryBudget({ NHS_MEMORY: '100MB' }), /less than the 384 MB that the tables need/);
  });

  it('counts what the control group has left, and the pages it would give back', async () => {
    const second = join(dir, 'second');
    mkdirSync(second);
    writeFileSync(join(second, 'memory.max'), '4000000000\n');
    writeFileSync(join(second, 'memory.current'), '3000000000\n');
    writeFileSync(join(second, 'memory.stat'), 'anon 5\ninactive_file 500000000\n');
    assert.equal(await freeOfGroup(second), 1.5 * GB);
    writeFileSync(join(second, 'memory.max'), 'max\n');
    assert.equal(await freeOfGroup(second), Number.POSITIVE_INFINITY);
    const first = join(dir, 'first', 'memory');
    mkdirSync(first, { recursive: true });
    writeFileSync(join(first, 'memory.limit_in_bytes'), '2000000000\n');
    writeFileSync(join(first, 'memory.usage_in_bytes'), '500000000\n');
    assert.equal(await freeOfGroup(join(dir, 'first')), 1.5 * GB);
    const free = await freeMemory();
    assert.ok(free > 0 && Number.isFinite(free));
  });

  it('is made larger once for a step that runs out of it, and is the same again afterwards', async () => {
    const warehouse = await open('larger', 3 * GB);
    const limit = async (): Promise<unknown> =>
      (await warehouse.rows(`SELECT current_setting('memory_limit') AS n`))[0]?.['n'];
    const before = await limit();
    let tries = 0;
    const [row] = await withinMemory(warehouse, async () => {
      tries += 1;
      return await warehouse.rows(ONE_LONG_LIST);
    });
    assert.equal(Number(row?.['n']), 15_000);
    assert.equal(tries, 2);
    assert.equal(await limit(), before);
  }).timeout(30_000);

  it('that is not enough ends the step with what was given, what was free, and NHS_MEMORY', async () => {
    const small = await open('small', 1 * GB);
    await assert.rejects(
      withinMemory(small, async () => {
        await small.rows(ONE_LONG_LIST.replace('15_000', '45_000'));
      }),
      (error: Error) => {
        assert.match(error.message, /384 MB, then 768 MB of the 1\.0 GB that this machine had free/);
        assert.match(error.message, /set NHS_MEMORY=1\.5GB and run again/);
        assert.doesNotMatch(error.message, /SET |threads|insertion-order|DuckDB/);
        return true;
      },
    );
    const said = await open('said', 1 * GB, { NHS_MEMORY: '400MB' });
    await assert.rejects(
      withinMemory(said, async () => {
        await said.rows(ONE_LONG_LIST.replace('15_000', '45_000'));
      }),
      /more memory than NHS_MEMORY allows, 400 MB\..*NHS_MEMORY=800MB/,
    );
  }).timeout(60_000);

  it('that ran out leaves every other error as it is', async () => {
    const warehouse = await open('other', 3 * GB);
    await assert.rejects(
      withinMemory(warehouse, async () => await warehouse.rows('FROM nowhere')),
      /Table with name nowhere does not exist/,
    );
  });
});
