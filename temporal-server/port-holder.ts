/** Who listens on a port of this machine: a taken port is told with the program that has it. */
import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** LISTEN, in the tables of the Linux kernel. */
const LISTENING = '0A';

/** `temporal (process 1234)`, or `another program` where this user may not see which. */
export async function portHolder(port: number): Promise<string> {
  const pid = process.platform === 'linux' ? await pidByProc(port) : await pidByLsof(port);
  if (pid === undefined) return 'another program';
  return `${(await programName(pid)) ?? 'a program'} (process ${pid})`;
}

async function pidByProc(port: number): Promise<number | undefined> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map(async (path) => await readFile(path, 'utf8').catch(() => '')),
  );
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const sockets = new Set(
    tables
      .flatMap((table) => table.split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => local?.endsWith(suffix) === true && state === LISTENING)
      .map((columns) => `socket:[${columns[9] ?? ''}]`),
  );
  if (sockets.size === 0) return undefined;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    // Files of other users' processes cannot be listed.
    const files = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const file of files) {
      const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '');
      if (sockets.has(target)) return Number(pid);
    }
  }
  return undefined;
}

async function pidByLsof(port: number): Promise<number | undefined> {
  const printed = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { timeout: 5000 }).then(
    ({ stdout }) => stdout,
    () => '',
  );
  const pid = Number.parseInt(printed, 10);
  return pid > 0 ? pid : undefined;
}

/** Without folders and control characters: a process chooses its own name. */
async function programName(pid: number): Promise<string | undefined> {
  const said = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    .then((text) => text.split('\0')[0])
    .catch(async () => (await run('ps', ['-p', String(pid), '-o', 'comm='])).stdout)
    .catch(() => undefined);
  const name = said
    ?.trim()
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/[^\w.+-]/g, '')
    .slice(0, 40);
  return name === '' ? undefined : name;
}
