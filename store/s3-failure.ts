/** What went wrong between us and a bucket, in a sentence that names what to set. */
import type { S3Location } from './store-location.ts';

/** The store cannot be used. Tried again like a full disk: somebody may mend it meanwhile. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** What an S3 client throws, as far as it is looked at. */
interface Failure {
  readonly name: string;
  /** Of S3, or of the system. */
  readonly code: string;
  readonly status: number | undefined;
}

/** True when there is no such object; a missing bucket is another matter. */
export function isNotThere(error: unknown): boolean {
  const { status, name } = failureOf(error);
  return status === 404 && (name === 'NotFound' || name === 'NoSuchKey');
}

/** True when the condition of a write does not hold any more: somebody else has written, or taken away. Look again. */
export function isOvertaken(error: unknown): boolean {
  const { status } = failureOf(error);
  return status === 412 || status === 409 || isNotThere(error);
}

/** @param endpoint address of the server; undefined for Amazon's own. */
export function storeFailure(
  error: unknown,
  { bucket, prefix }: S3Location,
  endpoint: string | undefined,
): StoreError {
  const failure = failureOf(error);
  const place = `s3://${bucket}/${prefix}`;
  const server = endpoint === undefined ? 'Amazon S3' : `The S3 server at ${endpoint}`;
  return new StoreError(`${sentence(failure, server, bucket, place, endpoint)} (NHS_STORE is ${place})`, {
    cause: error,
  });
}

const UNREACHABLE =
  /^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ETIMEDOUT|EPROTO|ERR_SSL|ERR_TLS|CERT_|DEPTH_|SELF_|UNABLE_|TimeoutError)/;
const KEYS =
  /AccessDenied|AccessKey|Signature|Token|UserNotFound|Forbidden|RequestTimeTooSkewed|AllAccessDisabled/;
const REGION = /^(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint|RegionMissing)/;

function sentence(
  { name, code, status }: Failure,
  server: string,
  bucket: string,
  place: string,
  endpoint: string | undefined,
): string {
  const other =
    endpoint === undefined
      ? 'If the bucket is on another server, set AWS_ENDPOINT_URL.'
      : 'If it is on another server, correct AWS_ENDPOINT_URL.';
  if (name === 'NoSuchBucket')
    return `${server} has no bucket "${bucket}". Create it, or correct NHS_STORE. ${other}`;
  if (/CredentialsProvider/.test(name))
    return 'There are no keys for the bucket. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.';
  if (REGION.test(code) || status === 301)
    return `${server} keeps this bucket in another region (${code}). Set AWS_REGION to it.`;
  if (KEYS.test(code) || status === 401 || status === 403)
    return `${server} refuses access to ${place} (${code}). Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and, where it belongs to them, AWS_SESSION_TOKEN; they must allow s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject there.`;
  if (UNREACHABLE.test(code))
    return `${server} does not answer (${code}). Start it, or correct AWS_ENDPOINT_URL (http or https, host and port); unset it to use Amazon S3.`;
  if (status === undefined || status === 404 || status < 400)
    return `${server} does not answer as S3 does (${code}${status === undefined ? '' : `, HTTP ${status}`}). Correct AWS_ENDPOINT_URL.`;
  return `${server} failed (${code}, HTTP ${status}). It is asked again by itself; if this stays, look at the server.`;
}

function failureOf(error: unknown): Failure {
  const at = (of: unknown, property: string): unknown =>
    typeof of === 'object' && of !== null ? Reflect.get(of, property) : undefined;
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value : undefined;
  const name = text(at(error, 'name')) ?? 'Error';
  const said = text(at(error, 'message')) ?? '';
  const status = at(at(error, '$metadata'), 'httpStatusCode') ?? at(at(error, '$response'), 'statusCode');
  const code = /region is missing/i.test(said)
    ? 'RegionMissing'
    : (text(at(error, 'Code')) ?? text(at(error, 'code')) ?? name);
  return { name, code, status: typeof status === 'number' ? status : undefined };
}
