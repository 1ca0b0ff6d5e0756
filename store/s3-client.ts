/** The S3 client, set by the variables of every AWS tool. */
import { S3Client } from '@aws-sdk/client-s3';
import type { Environment } from './store-location.ts';

/** @param endpoint address of the server; undefined for Amazon's own */
export function createS3Client(env: Environment, endpoint: string | undefined): S3Client {
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
