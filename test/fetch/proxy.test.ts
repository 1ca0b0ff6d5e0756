/** Fetching through a network's proxy: what a hospital's web looks like. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttp, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proxyFor } from '../../fetch/proxy.ts';

const HOST = 'www.england.nhs.uk';
const PASSWORD = 'p%40ss-word';

/** A command line of one fetch, in a process of its own: certificates and variables are a process's. */
const FETCH = `
  const { createFetchEffects } = await import('./fetch/fetch-effects.ts');
  const { fetchPage } = await import('./fetch/fetch-page.ts');
  const { createRawStore } = await import('./store/create-raw-store.ts');
  const { localFiles } = await import('./store/local-files.ts');
  const store = createRawStore(localFiles(process.argv[1]));
  const effects = createFetchEffects(store, process.env);
  const page = await fetchPage({ url: 'https://${HOST}/page/', dataset: 'beds', hosts: ['${HOST}'] }, effects).catch((error) => error);
  console.log(page instanceof Error ? page.code + ' ' + page.transient + ' ' + page.message : page.html);`;

describe('a proxy', function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'proxy-'));
  const servers: Server[] = [];
  const asked: string[] = [];
  let proxy = '';

  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };

  before(async () => {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
    execFileSync(
      'openssl',
      [
        ...'req -x509 -newkey rsa:2048 -nodes -days 2'.split(' '),
        ...['-keyout', key, '-out', cert, ...subject],
      ],
      { stdio: 'ignore' },
    );
    const publisher = createHttps({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
      response.setHeader('content-type', 'text/html').end('<a href="/x">the publisher</a>');
    });
    const port = await listen(publisher);
    const gate = createHttp();
    gate.on('connect', (request, socket) => {
      const given = request.headers['proxy-authorization'];
      asked.push(`${request.url ?? ''} ${given ?? 'without a password'}`);
      if (given !== `Basic ${Buffer.from('nurse:p@ss-word').toString('base64')}`) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      const through = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
      through.on('error', () => socket.destroy());
      socket.on('error', () => through.destroy());
    });
    proxy = `127.0.0.1:${await listen(gate)}`;
  });
  after(() => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    rmSync(folder, { recursive: true });
  });

  /** All that the process printed. */
  async function fetchWith(env: Readonly<Record<string, string>>): Promise<string> {
    const data = mkdtempSync(join(folder, 'data-'));
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', FETCH, data], {
      env: { PATH: process.env['PATH'], HOME: folder, NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem'), ...env },
      cwd: new URL('../../', import.meta.url),
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    return printed;
  }

  it('that demands a password is gone through, by the variables in either case, and the password is printed nowhere', async () => {
    for (const name of ['https_proxy', 'HTTPS_PROXY', 'all_proxy']) {
      const printed = await fetchWith({ [name]: `http://nurse:${PASSWORD}@${proxy}`, NHS_DEBUG: '1' });
      assert.match(printed, /the publisher/, name);
      assert.doesNotMatch(printed, /ss-word/);
    }
    assert.match(asked.at(-1) ?? '', new RegExp(`^${HOST}:443 Basic`));
  });

  it('that does not accept the password is named, with what to do, at once and without the password', async () => {
    const printed = await fetchWith({ https_proxy: `http://nurse:wrong-one@${proxy}` });
    assert.match(
      printed,
      /^NETWORK_FAILED false The proxy 127\.0\.0\.1:\d+ does not let us through .*HTTP 407.*https_proxy/m,
    );
    assert.doesNotMatch(printed, /wrong-one|the publisher/);
  });

  it('that does not answer is named, and so is a password that cannot be read; neither is printed', async () => {
    const dead = await fetchWith({ https_proxy: 'http://nurse:hidden@127.0.0.1:9' });
    assert.match(dead, /^NETWORK_FAILED true The proxy 127\.0\.0\.1:9 does not answer \(ECONNREFUSED\)/m);
    for (const password of ['hid/den', '12/hidden', 'hidden%'])
      assert.match(
        await fetchWith({ https_proxy: `http://nurse:${password}@${proxy}` }),
        /^NETWORK_FAILED false https_proxy is not the address .*%2F/m,
      );
    assert.doesNotMatch(dead, /hidden/);
  });

  it('may be written without http://', async () => {
    const printed = await fetchWith({ https_proxy: `nurse:${PASSWORD}@${proxy}` });
    assert.match(printed, /the publisher/);
  });

  it('is not asked for a host of no_proxy, nor for this machine', () => {
    const env = { https_proxy: `http://nurse:${PASSWORD}@${proxy}`, HTTP_PROXY: `http://${proxy}` };
    const page = new URL(`https://${HOST}/`);
    assert.equal(proxyFor(page, env)?.shown, proxy);
    assert.equal(proxyFor(new URL(`http://${HOST}/`), env)?.shown, proxy);
    for (const own of ['http://127.0.0.1:9000/x', 'http://localhost:8233/', 'http://[::1]:1/'])
      assert.equal(proxyFor(new URL(own), env), undefined);
    for (const no_proxy of ['.nhs.uk', 'nhs.uk', '*.nhs.uk', `localhost, ${HOST}`, 'NHS.UK:443', '*'])
      assert.equal(proxyFor(page, { ...env, no_proxy }), undefined, no_proxy);
    assert.equal(proxyFor(page, { ...env, no_proxy: 'england.nhs' })?.shown, proxy);
    assert.throws(
      () => proxyFor(page, { https_proxy: 'socks5://nurse:secret@x' }),
      (error: Error) =>
        /https_proxy is not the address/.test(error.message) && !error.message.includes('secret'),
    );
  });
});
