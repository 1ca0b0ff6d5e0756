/** Another program that has a DuckDB file open: a process of its own, as a database browser is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Holding {
  readonly pid: number;
  /** Closes the file and ends. */
  readonly letGo: () => Promise<void>;
}

const SCRIPT = `
const { DuckDBInstance } = await import('@duckdb/node-api');
const [file, mode] = process.argv.slice(1);
const instance = await DuckDBInstance.create(file, mode === 'reading' ? { access_mode: 'READ_ONLY' } : {});
await instance.connect();
console.log('open');
process.stdin.resume().once('end', () => process.exit());
`;

/** Resolves once the other program has it open. */
export async function holdFile(file: string, mode: 'reading' | 'writing'): Promise<Holding> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, file, mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => {
      throw new Error(`${file} could not be opened by another program.`);
    }),
  ]);
  return {
    pid: child.pid ?? 0,
    letGo: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
