import assert from 'node:assert/strict';
import type { LookupFunction } from 'node:net';
import fc from 'fast-check';
import { createRawStore } from '../../store/create-raw-store.ts';
import { localFiles } from '../../store/local-files.ts';
import { createFetchEffects } from '../../fetch/fetch-effects.ts';
import { fetchFile } from '../../fetch/fetch-file.ts';
import { isPrivateAddress, publicLookup } from '../../fetch/private-address.ts';
import { directRoute } from '../../fetch/route.ts';
import { allowedAddress, shownAddress } from '../../fetch/web-address.ts';
import { answer, CSV, HOST, HOSTS, redirect, withPublisher } from './publisher.ts';
import { failure, file } from './wanted.ts';

describe('which addresses are asked', () => {
  it('only the publisher’s hosts over https; http links are upgraded', () => {
    assert.equal(allowedAddress(`http://${HOST}/a b.csv#x`, HOSTS).href, `https://${HOST}/a%20b.csv`);
    assert.equal(allowedAddress(`https://${HOST}:443/a`, HOSTS).href, `https://${HOST}/a`);
    for (const address of [
      'https://evil.example/a.csv',
      `https://${HOST}.evil.example/a.csv`,
      `https://${HOST}@evil.example/a.csv`,
      `https://user:secret@${HOST}/a.csv`,
      `https://${HOST}:8443/a.csv`,
      'https://127.0.0.1/a.csv',
      'https://2130706433/a.csv',
      'https://[::1]/a.csv',
      'https://localhost/a.csv',
      'file:///etc/passwd',
      'ftp://www.england.nhs.uk/a.csv',
      'javascript:alert(1)',
      'a.csv',
      '',
    ]) {
      assert.throws(() => allowedAddress(address, HOSTS), { code: 'FORBIDDEN_ADDRESS' }, address);
    }
  });

  it('a bare number is refused even where somebody put it among the hosts', () => {
    assert.throws(() => allowedAddress('https://10.0.0.1/', ['10.0.0.1']), { code: 'FORBIDDEN_ADDRESS' });
  });

  it('no user, password or secret of an address is shown', () => {
    assert.equal(
      shownAddress('https://me:pw@files.digital.nhs.uk/a?token=1&y=2'),
      'https://files.digital.nhs.uk/a?token=...&y=2',
    );
  });

  it('redirects: relative, without a scheme, to http and in raw UTF-8 lead on', async () => {
    const pages = {
      [`/${HOST}/1`]: redirect('2?x=1'),
      [`/${HOST}/2?x=1`]: redirect('//files.digital.nhs.uk/3', 307),
      '/files.digital.nhs.uk/3': redirect(`http://${HOST}/4`, 308),
      [`/${HOST}/4`]: redirect(Buffer.from('/Beds-–-Q1.csv').toString('latin1'), 303),
      [`/${HOST}/Beds-%E2%80%93-Q1.csv`]: answer(CSV),
    };
    await withPublisher(pages, async ({ mirrored }) => {
      const kept = await fetchFile(file('/1'), mirrored);
      assert.equal(kept.facts.finalUrl, `https://${HOST}/Beds-%E2%80%93-Q1.csv`);
      assert.deepEqual(
        kept.facts.hops.map(({ status }) => status),
        [302, 307, 308, 303, 200],
      );
      assert.equal(kept.fileName, 'Beds-–-Q1.csv');
    });
  });

  it('redirects anywhere else are refused without a request', async () => {
    const targets = [
      'https://127.0.0.1/',
      'http://169.254.169.254/latest/meta-data/',
      'https://evil.example/a.csv',
      'https://[::ffff:127.0.0.1]/',
      'http://localhost:8080/',
      `https://${HOST}:8443/a.csv`,
      'file:///etc/passwd',
      'MIRROR/evil.example/a.csv',
      'http://',
    ];
    for (const target of targets) {
      const pages: Parameters<typeof withPublisher>[0] = {
        [`/${HOST}/a.csv`]: (request, response) => {
          const location = target.replace('MIRROR', `http://${request.headers.host}`);
          response.writeHead(302, { location }).end();
        },
      };
      await withPublisher(pages, async ({ mirrored, seen }) => {
        const error = await failure(fetchFile(file('/a.csv'), mirrored));
        assert.equal(error.code, 'FORBIDDEN_ADDRESS', target);
        assert.match(error.message, /leads to/);
        assert.equal(seen.length, 1);
      });
    }
  });

  it('redirects in a circle, and more than six of them, are refused', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 9 }, (_, step) => [`/${HOST}/c${step}`, redirect(`/c${step + 1}`)]),
    );
    const pages = {
      ...chain,
      [`/${HOST}/a`]: redirect('/b'),
      [`/${HOST}/b`]: redirect(`http://${HOST}/a`),
      [`/${HOST}/last`]: answer(CSV),
      [`/${HOST}/c9`]: redirect('/last'),
    };
    await withPublisher(pages, async ({ mirrored, seen }) => {
      assert.match((await failure(fetchFile(file('/a'), mirrored))).message, /circle/);
      assert.equal(seen.length, 2);
      const error = await failure(fetchFile(file('/c0'), mirrored));
      assert.equal(error.code, 'NOT_FOUND');
      assert.equal(seen.length, 2 + 7);
      assert.equal((await fetchFile(file('/c4'), mirrored)).facts.hops.length, 7);
    });
  });

  it('a publisher’s name that resolves to a private address is not connected to', async () => {
    await withPublisher({}, async ({ mirrored, seen }) => {
      const poisoned: LookupFunction = (_name, options, callback) => {
        if (options.all)
          callback(null, [
            { address: '51.11.51.11', family: 4 },
            { address: '127.0.0.1', family: 4 },
          ]);
        else callback(null, '127.0.0.1', 4);
      };
      const route = { ...directRoute, lookup: publicLookup(poisoned) };
      const error = await failure(fetchFile(file('/a.csv'), { ...mirrored, route }));
      assert.equal(error.code, 'FORBIDDEN_ADDRESS');
      assert.match(error.message, /resolves to 127\.0\.0\.1/);
      assert.equal(seen.length, 0);
    });
  });
});

describe('private addresses', () => {
  it('loopback, private, link-local, shared and multicast ones are, in every way of writing them', () => {
    for (const address of [
      '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255',
      '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:10.0.0.1',
      '::ffff:7f00:1', '::7f00:1', '64:ff9b::a00:1', '2002:a00:1::', 'fc00::1', 'fd12::1', 'fe80::1%eth0',
      'ff02::1', '2001:db8::1', 'not an address', '',
    ]) assert.equal(isPrivateAddress(address), true, address); // prettier-ignore
  });

  it('public ones are not', () => {
    for (const address of ['8.8.8.8', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '64:ff9b::808:808'])
      assert.equal(isPrivateAddress(address), false, address);
  });

  it('an IPv4 address is judged the same inside an IPv6 one', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        assert.equal(isPrivateAddress(`::ffff:${address}`), isPrivateAddress(address));
        assert.equal(isPrivateAddress(`64:ff9b::${address}`), isPrivateAddress(address));
      }),
    );
  });
});

describe('the environment', () => {
  const store = createRawStore(localFiles('data'));

  it('a mirror address that cannot be used is refused in one sentence', () => {
    for (const text of ['127.0.0.1:9000', 'ftp://mirror', 'http://me:pw@mirror', 'http://mirror/?x=1'])
      assert.throws(() => createFetchEffects(store, { NHS_MIRROR_URL: text }), RangeError, text);
  });

  it('an empty setting is none; a contact goes into the User-Agent', () => {
    assert.equal(createFetchEffects(store, { NHS_MIRROR_URL: ' ' }).route.mirrored, false);
    const { userAgent } = createFetchEffects(store, { NHS_CONTACT: 'data@trust.example' });
    assert.match(userAgent, /complaints: data@trust\.example/);
    assert.throws(() => createFetchEffects(store, { NHS_CONTACT: 'a\r\nX-Header: b' }), RangeError);
  });
});
