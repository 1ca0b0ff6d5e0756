/** The few requests we make of a bucket, under one prefix; every failure comes as a StoreError. Loaded only where NHS_STORE is set. */
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { isNotThere, isOvertaken, StoreError, storeFailure } from './s3-failure.ts';
import { type Environment, type S3Location, s3Endpoint } from './store-location.ts';

/** An object as the server describes it. */
export interface Described {
  readonly bytes: number;
  readonly etag: string;
  /** As we noted it when it was written; undefined for what others have put there. */
  readonly sha256: string | undefined;
}

/** Write only if there is none, or only over exactly this version. */
export type Condition = { readonly IfNoneMatch: '*' } | { readonly IfMatch: string };

export interface S3Bucket {
  readonly describe: (key: string) => Promise<Described | undefined>;
  /** The body comes whole or throws. */
  readonly get: (
    key: string,
  ) => Promise<{ readonly body: AsyncIterable<Uint8Array>; readonly described: Described } | undefined>;
  readonly getText: (
    key: string,
  ) => Promise<{ readonly text: string; readonly described: Described } | undefined>;
  /** False when the condition does not hold: somebody else has written. */
  readonly putText: (key: string, text: string, condition?: Condition) => Promise<boolean>;
  /** A file of this machine, in parts where it is large; false when there is one by now. */
  readonly putFile: (key: string, path: string, sha256: string) => Promise<boolean>;
  /** Gives exactly this version another key; leaves what another has written meanwhile. */
  readonly rename: (key: string, to: string, etag: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
}

/** Larger files go up in parts of this size, two at a time: ten thousand of them are 80 GB. */
const PART_BYTES = 8 << 20;
const PARTS_AT_ONCE = 2;

/**
 * The bucket, once it has answered.
 * @throws StoreError
 */
export async function openBucket(location: S3Location, env: Environment): Promise<S3Bucket> {
  const endpoint = s3Endpoint(env);
  const client = createS3Client(env, endpoint);
  const at = (key: string): { Bucket: string; Key: string } => ({
    Bucket: location.bucket,
    Key: location.prefix + key,
  });
  const asked = async <T>(request: () => Promise<T>): Promise<T> => {
    try {
      return await request();
    } catch (error) {
      throw storeFailure(error, location, endpoint);
    }
  };
  /** The answer; undefined where the request fails in the way that is expected. */
  const answerUnless = async <T>(
    isExpected: (error: unknown) => boolean,
    request: () => Promise<T>,
  ): Promise<T | undefined> =>
    await asked(() =>
      request().catch((error: unknown) => {
        if (isExpected(error)) return undefined;
        throw error;
      }),
    );

  async function* whole(key: string, body: Readable, bytes: number): AsyncGenerator<Uint8Array> {
    let came = 0;
    try {
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        came += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw storeFailure(error, location, endpoint);
    }
    if (came !== bytes)
      throw new StoreError(`Of ${key} came ${came} of ${bytes} bytes. It is asked for again by itself.`);
  }

  const bucket: S3Bucket = {
    describe: async (key) =>
      await answerUnless(isNotThere, async () =>
        described(await client.send(new HeadObjectCommand(at(key)))),
      ),
    get: async (key) =>
      await answerUnless(isNotThere, async () => {
        const answer = await client.send(new GetObjectCommand(at(key)));
        // In Node the body of an answer is a stream of Node.
        return {
          body: whole(key, answer.Body as Readable, described(answer).bytes),
          described: described(answer),
        };
      }),
    getText: async (key) =>
      await answerUnless(isNotThere, async () => {
        const answer = await client.send(new GetObjectCommand(at(key)));
        return { text: (await answer.Body?.transformToString()) ?? '', described: described(answer) };
      }),
    async putText(key, text, condition) {
      const Metadata = { sha256: sha256Of(text) };
      const command = new PutObjectCommand({ ...at(key), Body: text, Metadata, ...condition });
      const overtaken = condition ? isOvertaken : (): boolean => false;
      return (await answerUnless(overtaken, () => client.send(command))) !== undefined;
    },
    async putFile(key, path, sha256) {
      const upload = (): Promise<unknown> =>
        new Upload({
          client,
          partSize: PART_BYTES,
          queueSize: PARTS_AT_ONCE,
          params: {
            ...at(key),
            Body: createReadStream(path),
            IfNoneMatch: '*',
            // The server refuses what was damaged on the way; the metadata is for whoever reads it.
            ChecksumAlgorithm: 'SHA256',
            Metadata: { sha256 },
          },
        }).done();
      return (await answerUnless(isOvertaken, upload)) !== undefined;
    },
    async rename(key, to, etag) {
      const source = at(key);
      const CopySource = [source.Bucket, ...source.Key.split('/')].map(encodeURIComponent).join('/');
      await answerUnless(isOvertaken, async () => {
        await client.send(new CopyObjectCommand({ ...at(to), CopySource, CopySourceIfMatch: etag }));
        await client.send(new DeleteObjectCommand({ ...source, IfMatch: etag }));
      });
    },
    remove: async (key) => void (await asked(() => client.send(new DeleteObjectCommand(at(key))))),
  };
  const list = new ListObjectsV2Command({ Bucket: location.bucket, Prefix: location.prefix, MaxKeys: 1 });
  await asked(async () => {
    const { Name } = await client.send(list);
    // Any web page passes for an empty list.
    if (Name !== location.bucket) throw new Error('no list of a bucket');
  });
  return bucket;
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function described(answer: {
  readonly ContentLength?: number | undefined;
  readonly ETag?: string | undefined;
  readonly Metadata?: Record<string, string> | undefined;
}): Described {
  const { ContentLength: bytes = 0, ETag: etag = '', Metadata } = answer;
  return { bytes, etag, sha256: Metadata?.['sha256'] };
}

/**
 * The S3 client, set by the variables of every AWS tool.
 * @param endpoint address of the server; undefined for Amazon's own
 */
function createS3Client(env: Environment, endpoint: string | undefined): S3Client {
  // What Node the next SDK will want is no news for whoever runs this one.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // The SDK itself reads AWS_REGION only; servers of one's own mostly call their one region us-east-1.
  const region =
    env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || (endpoint === undefined ? undefined : 'us-east-1');
  const credentials = keysOf(env);
  return new S3Client({
    ...(region !== undefined && { region }),
    ...(credentials && { credentials }),
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
  });
}

/** Keys in the environment; where there are none, the SDK looks where every AWS tool looks (profile, role of the machine). */
function keysOf(
  env: Environment,
): { accessKeyId: string; secretAccessKey: string; sessionToken?: string } | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_PROFILE } = env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY || AWS_PROFILE) return undefined;
  const keys = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  return AWS_SESSION_TOKEN ? { ...keys, sessionToken: AWS_SESSION_TOKEN } : keys;
}
