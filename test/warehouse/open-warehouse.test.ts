import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultCode } from '../../machine/fault-code.ts';
import { MachineFault } from '../../machine/machine-fault.ts';
import { openWarehouse } from '../../warehouse/open-warehouse.ts';
import { WarehouseError } from '../../warehouse/warehouse-error.ts';
import { WarehouseHeldError } from '../../warehouse/warehouse-holder.ts';
import { smallDisk } from '../end-to-end/small-disk.ts';
import { holdFile } from './hold-file.ts';

/** Where DuckDB has its three headers. */
const HEADERS = [0, 4096, 8192];

describe('opening the warehouse', function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;
  beforeEach(async () => {
    // Every failure in here has "lock" in its text, by the folders' names alone.
    folder = join(await mkdtemp(join(tmpdir(), 'locks-')), 'blocks and locks');
    await mkdir(folder);
    file = join(folder, 'warehouse.duckdb');
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

  const made = async (): Promise<void> => await (await openWarehouse(file)).close();
  const failure = async (): Promise<Error> =>
    await openWarehouse(file).then(
      async (warehouse) => {
        await warehouse.close();
        throw new assert.AssertionError({ message: 'It opened.' });
      },
      (error: unknown) => error as Error,
    );

  for (const mode of ['reading', 'writing'] as const) {
    it(`while another program has it open for ${mode} names that program, and works once it lets go`, async () => {
      await made();
      const other = await holdFile(file, mode);
      try {
        const error = await failure();
        assert.ok(error instanceof WarehouseHeldError, error.message);
        assert.equal(error.holder.pid, other.pid);
        assert.match(
          error.message,
          new RegExp(`in use by another process, \\S*node\\S* \\(PID ${other.pid}\\):`),
        );
      } finally {
        await other.letGo();
      }
      await made();
    });
  }

  for (const at of HEADERS) {
    it(`with bytes flipped at ${at} is a damaged file with its remedy, and nobody is waited for`, async () => {
      await made();
      await flip(file, at + 20, 40);
      const error = await failure();
      assert.ok(error instanceof MachineFault, `${error.name}: ${error.message}`);
      assert.equal(error.code, FaultCode.warehouseDamaged);
      assert.ok(error.message.startsWith(`${file} is damaged`), error.message);
      assert.match(error.message, /Move it away, .*rebuilt from the raw files, nothing is fetched twice/);
    });
  }

  it('that is cut short is a damaged file', async () => {
    await made();
    await writeFile(file, (await readFile(file)).subarray(0, 20_000));
    const error = await failure();
    assert.ok(error instanceof MachineFault && error.code === FaultCode.warehouseDamaged, error.message);
  });

  it('that is a folder is refused with what DuckDB says, and nobody is waited for', async () => {
    await mkdir(file);
    const error = await failure();
    assert.ok(error instanceof WarehouseError && !(error instanceof WarehouseHeldError), error.message);
    assert.match(error.message, /cannot be opened as a DuckDB file \(IO Error: .*directory/);
  });

  it('that a full disk left empty makes it anew', async () => {
    await writeFile(file, '');
    await made();
    await made();
    await writeFile(file, (await readFile(file)).subarray(0, 4096));
    await made();
  });

  it('on a full disk says so and leaves no empty file behind', async function () {
    const disk = smallDisk(1) ?? this.skip();
    try {
      disk.fill();
      file = join(disk.path, 'warehouse.duckdb');
      const error = await failure();
      assert.ok(error instanceof MachineFault && error.code === FaultCode.diskFull, error.message);
      assert.equal(existsSync(file), false);
    } finally {
      disk.remove();
    }
  });

  it('never removes a file that is something else', async () => {
    await writeFile(file, 'notes of mine');
    const error = await failure();
    assert.match(
      error.message,
      /is damaged: DuckDB cannot read it \(IO Error: .*not a valid DuckDB database file/,
    );
    assert.equal(await readFile(file, 'utf8'), 'notes of mine');
    assert.ok(existsSync(file));
  });
});

async function flip(path: string, at: number, length: number): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, at);
    await handle.write(
      buffer.map((byte) => byte ^ 0xff),
      0,
      length,
      at,
    );
  } finally {
    await handle.close();
  }
}
