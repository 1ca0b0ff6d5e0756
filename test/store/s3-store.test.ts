/** What is particular to a bucket: parts, races between machines, and what is said when it cannot be used. */
import { HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRawStore } from '../../store/create-raw-store.ts';
import type { KeyedFiles } from '../../store/keyed-files.ts';
import { openFiles } from '../../store/open-files.ts';
import { openS3Files } from '../../store/s3-files.ts';
import { s3Endpoint, storeLocation } from '../../store/store-location.ts';
import { describeWithS3 } from '../s3/describe-with-s3.ts';
import { BUCKET } from '../s3/versitygw.ts';
import { clientOf, withBucket } from './store-benches.ts';

const KEY = 'raw/beds/2020-21Q1/0123456789abcdef-Beds Q1 – é+final.xlsx';

function sha256Of(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A complete file of this machine, ready to be put. */
async function fileOf(files: KeyedFiles, bytes: string | Uint8Array): Promise<string> {
  const path = join(files.at('raw/beds/2020-21Q1'), `.incoming-${Math.random()}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

describe('NHS_STORE', () => {
  it('names a bucket and a folder in it; not set, files are kept in the data folder', () => {
    assert.equal(storeLocation({}), undefined);
    assert.equal(storeLocation({ NHS_STORE: ' ' }), undefined);
    assert.deepEqual(storeLocation({ NHS_STORE: 's3://nhs-data' }), { bucket: 'nhs-data', prefix: '' });
    assert.deepEqual(storeLocation({ NHS_STORE: 's3://nhs-data//trusts/a=b/' }), {
      bucket: 'nhs-data',
      prefix: 'trusts/a=b/',
    });
  });

  it('is refused in one sentence when it is no address of a bucket', () => {
    for (const NHS_STORE of [
      'nhs-data',
      's3:/nhs-data',
      's3://',
      's3://A_B',
      'S3://nhs-data',
      'https://nhs-data.s3.amazonaws.com',
      's3://nhs-data/../x',
      's3://key:secret@nhs-data',
    ])
      assert.throws(
        () => storeLocation({ NHS_STORE }),
        /^RangeError: NHS_STORE is .* Write it like s3:/,
        NHS_STORE,
      );
  });
});

describe('AWS_ENDPOINT_URL', () => {
  it('is the address of the server; the one for S3 alone goes first, and an empty one is none', () => {
    assert.equal(s3Endpoint({ AWS_ENDPOINT_URL: '', AWS_ENDPOINT_URL_S3: '' }), undefined);
    const both = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_S3: 'https://s3.example.org' };
    assert.equal(s3Endpoint(both), 'https://s3.example.org');
  });

  it('is refused in one sentence when it is no web address, without what stands in it', () => {
    for (const AWS_ENDPOINT_URL of ['127.0.0.1:9000', 's3.example.org', 'ftp://x', 'http://key:secret@x'])
      assert.throws(
        () => s3Endpoint({ AWS_ENDPOINT_URL }),
        /^RangeError: AWS_ENDPOINT_URL is no address of a server\. Write it like/,
      );
  });
});

describeWithS3('a bucket', function (server) {
  this.timeout(90_000);
  const open = async (env: Record<string, string>): Promise<unknown> =>
    await openFiles(
      join(tmpdir(), 'nhs-never-created'),
      { ...server().env, NHS_STORE: `s3://${BUCKET}`, ...env },
      () => {},
    );

  it('takes a large file in parts, each checked by the server, and gives it back whole', async () => {
    await withBucket(server(), async ({ files, elsewhere, keys }) => {
      const bytes = Buffer.alloc(20 << 20);
      for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(at, at);
      await files.put(await fileOf(files, bytes), KEY, sha256Of(bytes));
      assert.deepEqual(await keys(), [KEY]);
      const path = await (await elsewhere()).fetch(KEY, sha256Of(bytes));
      assert.equal(sha256Of(await readFile(path)), sha256Of(bytes));
      const client = clientOf(server());
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
      const Key = Contents.find((object) => object.Key?.endsWith(KEY))?.Key ?? '';
      const object = await client.send(
        new HeadObjectCommand({ Bucket: BUCKET, Key, ChecksumMode: 'ENABLED' }),
      );
      assert.match(object.ETag ?? '', /-3"$/);
      assert.match(object.ChecksumSHA256 ?? '', /-3$/);
      client.destroy();
    });
  });

  it('of two machines that bring a file at once one writes, and neither fails, in parts or in one piece', async () => {
    await withBucket(server(), async ({ elsewhere, version }) => {
      for (const bytes of [Buffer.from('small'), Buffer.alloc(9 << 20, 'x')]) {
        const key = `${KEY}.${bytes.length}`;
        const machines = await Promise.all([elsewhere(), elsewhere(), elsewhere()]);
        const put = async (files: KeyedFiles): Promise<void> =>
          await files.put(await fileOf(files, bytes), key, sha256Of(bytes));
        await Promise.all(machines.map(put));
        const before = await version(key);
        await put(machines[0] ?? (await elsewhere()));
        assert.equal(await version(key), before);
      }
    });
  });

  it('machines that change one text at once lose none of the changes', async () => {
    await withBucket(server(), async ({ elsewhere, text }) => {
      const machines = await Promise.all(Array.from({ length: 5 }, elsewhere));
      const add = (name: number) => (before: string | undefined) => `${before ?? ''}${name}`;
      await Promise.all(machines.map(async (files, name) => await files.updateText('a.json', add(name))));
      assert.deepEqual([...(await text('a.json'))].sort().join(''), '01234');
    });
  });

  it('whoever fetches a file first gives it its date, also when two are at it', async () => {
    await withBucket(server(), async ({ elsewhere }) => {
      const url = 'https://www.england.nhs.uk/a.csv';
      const commits = [1, 2, 3].map(async (day) => {
        const store = createRawStore(await elsewhere());
        const draft = await store.openDraft({ dataset: 'beds', period: '2020-21' }, url);
        await draft.append(Buffer.from('a,b'));
        const at = `2025-01-0${day}T00:00:00.000Z`;
        return await draft.commit('a.csv', { url, finalUrl: url, hops: [], status: 200, headers: {}, at });
      });
      const dates = new Set((await Promise.all(commits)).map((file) => file.facts.fetchedAt));
      assert.equal(dates.size, 1);
    });
  });

  it('a copy on this machine is looked at before it is used, and had again when it is not right', async () => {
    await withBucket(server(), async ({ files, elsewhere }) => {
      await files.put(await fileOf(files, 'one'), KEY, sha256Of('one'));
      const reader = await elsewhere();
      const path = await reader.fetch(KEY, sha256Of('one'));
      await writeFile(path, 'two');
      assert.equal(await readFile(await reader.fetch(KEY, sha256Of('one')), 'utf8'), 'one');
      await rm(path);
      assert.equal(await readFile(await reader.fetch(KEY, sha256Of('one')), 'utf8'), 'one');
      assert.equal((await readdir(dirname(path))).length, 1);
    });
  });

  it('an answer that breaks off is an interruption, not a damaged file', async () => {
    await withBucket(server(), async ({ files, keys }) => {
      const bytes = Buffer.alloc(4 << 20, 'x');
      await files.put(await fileOf(files, bytes), KEY, sha256Of(bytes));
      const [prefix = ''] = await prefixesOf(KEY);
      await withBrokenLine(server().port, 1 << 20, async (port, mend) => {
        const env = { ...server().env, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` };
        const reader = await openS3Files({ bucket: BUCKET, prefix }, join(files.at('broken'), 'line'), env);
        await assert.rejects(reader.fetch(KEY, sha256Of(bytes)), { name: 'StoreError' });
        assert.deepEqual(await keys(), [KEY]);
        mend();
        assert.equal((await readFile(await reader.fetch(KEY, sha256Of(bytes)))).length, bytes.length);
      });
    });
  });

  it('that is not there is named, with what to set', async () => {
    await assert.rejects(
      open({ NHS_STORE: 's3://no-such-bucket/x' }),
      /has no bucket "no-such-bucket". Create it, or correct NHS_STORE.*AWS_ENDPOINT_URL.*NHS_STORE is s3:\/\/no-such-bucket\/x\//,
    );
  });

  it('that refuses us says which keys to check, and prints none', async () => {
    for (const wrong of [{ AWS_SECRET_ACCESS_KEY: 'not-this-one' }, { AWS_ACCESS_KEY_ID: 'nobody' }]) {
      await assert.rejects(open(wrong), (error: Error) => {
        assert.match(
          error.message,
          /refuses access .*AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY.*s3:ListBucket/,
        );
        assert.doesNotMatch(error.message, /not-this-one|nobody|made-up/);
        return true;
      });
    }
  });

  it('without any keys says which to set', async () => {
    const nowhere = join(tmpdir(), 'nhs-no-such-file');
    const saved = { ...process.env };
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_SHARED_CREDENTIALS_FILE: nowhere,
      AWS_CONFIG_FILE: nowhere,
    });
    try {
      await assert.rejects(
        open({ AWS_ACCESS_KEY_ID: '' }),
        /no keys for the bucket. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE/,
      );
    } finally {
      for (const name of ['AWS_EC2_METADATA_DISABLED', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) {
        if (saved[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = saved[name];
      }
    }
  });

  it('in another region names the region variable', async () => {
    await assert.rejects(open({ AWS_REGION: 'eu-west-2' }), /another region.*Set AWS_REGION/);
  });

  it('whose server is not there, speaks TLS or is no S3 server: the address is blamed', async () => {
    await assert.rejects(
      open({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }),
      /127\.0\.0\.1:1 does not answer \(ECONNREFUSED\).*AWS_ENDPOINT_URL/,
    );
    await assert.rejects(
      open({ AWS_ENDPOINT_URL: `https://127.0.0.1:${server().port}` }),
      /does not answer \(EPROTO\).*http or https/,
    );
    const website = createServer((_, response) => response.end('<!doctype html><title>Welcome</title>'));
    await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = website.address() as AddressInfo;
      await assert.rejects(
        open({ AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }),
        /does not answer as S3 does.*AWS_ENDPOINT_URL/,
      );
    } finally {
      website.closeAllConnections();
      website.close();
    }
  });

  /** Folders of the bucket that hold this key. */
  async function prefixesOf(key: string): Promise<readonly string[]> {
    const client = clientOf(server());
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
    client.destroy();
    const keys = Contents.map((object) => object.Key ?? '').filter((name) => name.endsWith(`/${key}`));
    return keys.map((name) => name.slice(0, -key.length)).reverse();
  }
});

/** A line to the server that breaks after so many bytes of an answer, until it is mended. */
async function withBrokenLine(
  to: number,
  after: number,
  test: (port: number, mend: () => void) => Promise<void>,
): Promise<void> {
  let broken = true;
  const line = createTcpServer((client) => {
    const server = connect(to, '127.0.0.1');
    let sent = 0;
    client.pipe(server);
    server.on('data', (chunk: Buffer) => {
      sent += chunk.length;
      client.write(chunk);
      if (broken && sent > after) client.destroy();
    });
    server.on('end', () => client.end());
    client.on('close', () => server.destroy());
    for (const end of [client, server]) end.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  try {
    await test((line.address() as AddressInfo).port, () => (broken = false));
  } finally {
    line.close();
  }
}
