/** Where files are kept: the data folder, or what NHS_STORE names. */

/** A bucket and the folder in it. */
export interface S3Location {
  readonly bucket: string;
  /** Ends in a slash, or is empty: the whole bucket is ours. */
  readonly prefix: string;
}

/** What a process was started with. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The bucket of NHS_STORE; undefined when it is not set, and files are kept in the data folder.
 * @throws RangeError with one sentence when it is no address of a bucket.
 */
export function storeLocation(env: Environment): S3Location | undefined {
  const text = env['NHS_STORE']?.trim();
  if (!text) return undefined;
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? [];
  const folders = prefix.split('/').filter((part) => part !== '');
  if (
    bucket === undefined ||
    folders.some((part) => part === '.' || part === '..' || /[\\?#\p{Cc}]/u.test(part))
  )
    throw new RangeError(
      `NHS_STORE is "${text}", which is no place for files. Write it like s3://bucket/folder; unset it to keep files in the data folder.`,
    );
  return { bucket, prefix: folders.map((part) => `${part}/`).join('') };
}

/**
 * Address of the S3 server, as AWS tools name it; undefined for Amazon's own.
 * @throws RangeError with one sentence when it is no web address.
 */
export function s3Endpoint(env: Environment): string | undefined {
  const text = (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'])?.trim();
  if (!text) return undefined;
  if (/^https?:\/\/[^/@]+\/*$/i.test(text) && URL.canParse(text)) return text;
  throw new RangeError(
    'AWS_ENDPOINT_URL is no address of a server. Write it like http://127.0.0.1:9000 or https://s3.example.org; unset it to use Amazon S3.',
  );
}
