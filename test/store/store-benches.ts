/** The two places files can be kept in, each as a test sees it: a folder, and a bucket of a real S3 server. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { KeyedFiles } from '../../store/keyed-files.ts';
import { localFiles } from '../../store/local-files.ts';
import { openS3Files } from '../../store/s3-files.ts';
import { describeWithS3 } from '../s3/describe-with-s3.ts';
import { type S3Server, BUCKET } from '../s3/versitygw.ts';

export interface Bench {
  readonly files: KeyedFiles;
  /** The same store as another worker sees it, on another machine where there can be one. */
  readonly elsewhere: () => Promise<KeyedFiles>;
  /** A folder of the test's own. */
  readonly folder: string;
  /** Keys of everything that is in the store, sorted; what is on its way in is not. */
  readonly keys: () => Promise<readonly string[]>;
  /** Goes behind the store's back. */
  readonly text: (key: string) => Promise<string>;
  readonly overwrite: (key: string, text: string) => Promise<void>;
  readonly takeAway: (key: string) => Promise<void>;
  /** Changes when the object is written again, even with the same bytes. */
  readonly version: (key: string) => Promise<string>;
}

export type WithBench = (test: (bench: Bench) => Promise<void>) => Promise<void>;

/** Registers the same tests for both. */
export function describeBothStores(
  title: string,
  body: (withBench: WithBench, kind: 'folder' | 's3') => void,
): void {
  describe(`${title} in a folder`, () => body(withFolder, 'folder'));
  describeWithS3(`${title} on S3`, function (server) {
    this.timeout(90_000);
    body((test) => withBucket(server(), test), 's3');
  });
}

async function withFolder(test: (bench: Bench) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const dataDir = join(folder, 'data');
    const at = (key: string): string => join(dataDir, key);
    await test({
      files: localFiles(dataDir),
      elsewhere: () => Promise.resolve(localFiles(dataDir)),
      folder,
      keys: async () => {
        const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
        return entries
          .filter((entry) => entry.isFile() && !/^\.(incoming|partial|unfinished)-/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name).slice(dataDir.length + 1))
          .sort();
      },
      text: async (key) => await readFile(at(key), 'utf8'),
      overwrite: async (key, text) => {
        await mkdir(dirname(at(key)), { recursive: true });
        await writeFile(at(key), text);
      },
      takeAway: async (key) => await rm(at(key)),
      version: async (key) => {
        const { ino, mtimeMs } = await stat(at(key));
        return `${ino} ${mtimeMs}`;
      },
    });
  });
}

let prefixes = 0;

/** A folder of its own in the bucket; its name has what has to be encoded in an address. */
export async function withBucket(server: S3Server, test: (bench: Bench) => Promise<void>): Promise<void> {
  prefixes += 1;
  const prefix = `test ${prefixes}/snapshot_year=2019+é/`;
  const location = { bucket: BUCKET, prefix };
  const at = (key: string): { Bucket: string; Key: string } => ({ Bucket: BUCKET, Key: prefix + key });
  await withTemporaryFolder(async (folder) => {
    let machines = 0;
    const elsewhere = async (): Promise<KeyedFiles> => {
      machines += 1;
      return await openS3Files(location, join(folder, `machine-${machines}`), server.env);
    };
    const files = await elsewhere();
    const client = clientOf(server);
    await test({
      files,
      elsewhere,
      folder,
      keys: async () => {
        const answer = await client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: prefix }));
        return (answer.Contents ?? []).map(({ Key = '' }) => Key.slice(prefix.length)).sort();
      },
      text: async (key) =>
        (await (await client.send(new GetObjectCommand(at(key)))).Body?.transformToString()) ?? '',
      overwrite: async (key, text) =>
        void (await client.send(new PutObjectCommand({ ...at(key), Body: Buffer.from(text) }))),
      takeAway: async (key) => void (await client.send(new DeleteObjectCommand(at(key)))),
      version: async (key) => {
        const { ETag, LastModified, Metadata } = await client.send(new GetObjectCommand(at(key)));
        return `${ETag} ${LastModified?.toISOString()} ${JSON.stringify(Metadata)}`;
      },
    });
    client.destroy();
  });
}

/** A client of the test's own, beside the store's. */
export function clientOf({ env }: S3Server): S3Client {
  return new S3Client({
    endpoint: env['AWS_ENDPOINT_URL'] ?? '',
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: {
      accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
}

async function withTemporaryFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nhs-store-'));
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
