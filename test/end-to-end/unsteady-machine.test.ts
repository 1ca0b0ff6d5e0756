/** What happens to machines: they sleep, change their network, and have a wrong clock. The tables are those of a calm run. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedServer } from '../../temporal-server/embedded-server.ts';
import { FOUR_TRUSTS } from '../beds/four-trusts.ts';
import { bedsWorkbook } from '../fixtures/beds.ts';
import { obtainTemporalFirst } from '../temporal-server/obtain-temporal.ts';
import { type Ended, otherClock, runCommand, startCommand } from './command-line.ts';
import { openWay } from './cut-connection.ts';
import { figureFingerprints } from './figure-fingerprints.ts';
import { published } from './published.ts';
import { type SmallWeb, bedsFile, startSmallWeb, YEAR } from './small-web.ts';

const RUN = ['run', '--years', YEAR, '--datasets', 'tac,ods,beds', '--on-failure', 'skip'];
/** Longer than any step may be silent (workflows/activities.ts). */
const ASLEEP_MS = 25_000;
const AWAY_MS = 30_000;
const DAY_MS = 86_400_000;
const HELD = bedsFile(3);

describe('a run on a machine that', function () {
  this.timeout(300_000);
  obtainTemporalFirst();
  const parent = mkdtempSync(join(tmpdir(), 'unsteady-'));
  const calm = join(parent, 'calm');
  let web: SmallWeb;
  const run = async (dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    await runCommand([...RUN, '--data-dir', dataDir], { NHS_MIRROR_URL: web.url, ...env });

  before(async () => {
    web = await startSmallWeb();
    const ended = await run(calm);
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
  });
  afterEach(() => web.answerWith(HELD, undefined));
  after(async () => {
    await web.close();
    rmSync(parent, { recursive: true, force: true });
  });

  /** The next answer at the address waits; `asked` resolves when somebody has come for it. */
  function hold(): { readonly asked: Promise<void>; readonly let: () => void } {
    let come = (): void => {};
    let open = (): void => {};
    const asked = new Promise<void>((resolve) => (come = resolve));
    const gate = new Promise<void>((resolve) => (open = resolve));
    web.answerWith(HELD, async () => {
      come();
      await gate;
      return { status: 200, body: web.right(HELD) };
    });
    return { asked, let: () => open() };
  }

  async function isAsCalm(dataDir: string, ended: Ended): Promise<void> {
    assert.equal(ended.code, 0, ended.stdout + ended.stderr);
    assert.deepEqual(await figureFingerprints(dataDir), await figureFingerprints(calm));
  }

  for (const [who, withServer] of [
    ['with its Temporal server', true],
    ['while the Temporal server goes on', false],
  ] as const) {
    it(`sleeps in the middle of a download, ${who}, goes on when it wakes`, async () => {
      const dataDir = join(parent, `asleep-${withServer}`);
      const held = hold();
      const started = startCommand([...RUN, '--data-dir', dataDir], { NHS_MIRROR_URL: web.url });
      await Promise.race([held.asked, started.ended]);
      const ids = [started.child.pid ?? 0, ...(withServer ? [serverOf(dataDir)] : [])];
      for (const id of ids) process.kill(id, 'SIGSTOP');
      held.let();
      await sleep(ASLEEP_MS);
      for (const id of ids) process.kill(id, 'SIGCONT');
      await isAsCalm(dataDir, await started.ended);
    });
  }

  it('changes its network, so that all connections to the server go silent, goes on over new ones', async () => {
    const dataDir = join(parent, 'moved');
    const server = await startEmbeddedServer({
      ...{ dataDir: join(parent, 'server'), say: () => undefined, ports: { server: 0, ui: 0 } },
    });
    const way = await openWay(server.address);
    try {
      const held = hold();
      const started = startCommand([...RUN, '--data-dir', dataDir], {
        ...{ NHS_MIRROR_URL: web.url, TEMPORAL_ADDRESS: way.address },
      });
      await Promise.race([held.asked, started.ended]);
      way.cut();
      held.let();
      await sleep(AWAY_MS);
      way.mend();
      await isAsCalm(dataDir, await started.ended);
    } finally {
      await way.close();
      await server.stop();
    }
  });

  for (const [how, days] of [
    ['ahead', 2],
    ['behind', -2],
  ] as const) {
    it(`has a clock two days ${how} makes the same tables, and once it is right sees what was revised since`, async () => {
      const dataDir = join(parent, how);
      await isAsCalm(dataDir, await run(dataDir, otherClock(days * DAY_MS)));
      const loaded = await published(dataDir, 'SELECT max(loaded) AS at FROM publication_calendar');
      const off = Date.parse(String(loaded[0]?.['at'])) - Date.now();
      assert.ok(Math.abs(off - days * DAY_MS) < DAY_MS / 2, 'the clock was not another');
      const rows = FOUR_TRUSTS.map((row) =>
        row.code === 'R1H' ? { ...row, available: [1610.25, 0, 200.5, 0] } : row,
      );
      const revised = bedsWorkbook({ quarter: `${YEAR}Q1`, rows });
      web.answerWith(bedsFile(1), { status: 200, body: revised });
      try {
        assert.equal((await run(dataDir)).code, 0);
      } finally {
        web.answerWith(bedsFile(1), undefined);
      }
      const [row] = await published(
        dataDir,
        `SELECT count(*)::INT AS n FROM release_change WHERE change_kind = 'publisher revised' AND org_code = 'R1H'`,
      );
      assert.ok(Number(row?.['n']) > 0);
      const freshness = await published(
        dataDir,
        'SELECT count(*)::INT AS n FROM publication_calendar WHERE freshness_hours < 0',
      );
      assert.deepEqual(freshness, [{ n: 0 }]);
    });
  }
});

function serverOf(dataDir: string): number {
  const { pid } = JSON.parse(readFileSync(join(dataDir, 'temporal', 'server.json'), 'utf8')) as {
    pid: number;
  };
  return pid;
}
