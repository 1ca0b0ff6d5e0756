import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { choosePorts, portsOf } from '../../temporal-server/ports.ts';
import { TemporalUnavailableError } from '../../temporal-server/temporal-cli.ts';

describe('the ports of our Temporal server', () => {
  let taken: number;
  let holder: Server;
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);

  before(async () => {
    holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    taken = (holder.address() as AddressInfo).port;
  });
  beforeEach(() => (lines.length = 0));
  after(() => holder.close());

  it('are the usual ones without a word, and those of the environment are fixed', () => {
    assert.deepEqual(portsOf({}), { server: 7233, ui: 8233, fixed: {} });
    assert.deepEqual(portsOf({ NHS_TEMPORAL_PORT: '7000', NHS_UI_ADDRESS: '0.0.0.0:8000' }), {
      ...{ server: 7000, ui: 8000, uiHost: '0.0.0.0' },
      fixed: { server: 'NHS_TEMPORAL_PORT', ui: 'NHS_UI_ADDRESS' },
    });
    assert.deepEqual(portsOf({ NHS_UI_ADDRESS: '8000' }), {
      server: 7233,
      ui: 8000,
      fixed: { ui: 'NHS_UI_ADDRESS' },
    });
  });

  it('that cannot be read are refused with an example', () => {
    for (const NHS_UI_ADDRESS of ['the-office:80', '0.0.0.0', ':8233', '127.0.0.1:0', '127.0.0.1:99999'])
      assert.throws(
        () => portsOf({ NHS_UI_ADDRESS }),
        /^RangeError: NHS_UI_ADDRESS is not .*127\.0\.0\.1:8233/,
        NHS_UI_ADDRESS,
      );
    assert.throws(() => portsOf({ NHS_TEMPORAL_PORT: 'x' }), /NHS_TEMPORAL_PORT is not a port\..*7233/);
  });

  it('a usual one that is taken is replaced, and it is said by whom', async () => {
    const chosen = await choosePorts({ server: taken, ui: 0 }, say);
    assert.notEqual(chosen.server, taken);
    assert.equal(lines.length, 1);
    const program = process.platform === 'win32' ? 'another program' : `node \\(process ${process.pid}\\)`;
    assert.match(
      lines[0] ?? '',
      new RegExp(
        `^Port ${taken} is taken by ${program}: the Temporal server listens on ${chosen.server}\\.$`,
      ),
    );
  });

  it('a fixed one that is taken is not replaced', async () => {
    await assert.rejects(
      choosePorts({ server: 0, ui: taken, fixed: { ui: 'NHS_UI_ADDRESS' } }, say),
      (error: Error) =>
        error instanceof TemporalUnavailableError &&
        error.message.includes(`127.0.0.1:${taken}, where NHS_UI_ADDRESS wants it: `) &&
        (process.platform === 'win32' || error.message.includes(`(process ${process.pid})`)),
    );
    assert.deepEqual(lines, []);
  });
});
