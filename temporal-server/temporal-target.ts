/** Which Temporal server to talk to, and how. */
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';

/** Everything needed to connect: serves clients and workers alike. */
export interface TemporalTarget {
  /** `host:port`. */
  readonly address: string;
  readonly namespace: string;
  /** Of the embedded server; unknown for another. */
  readonly uiUrl?: string;
  /** TLS, API key and headers; without secrets for the embedded server. */
  readonly connection: NativeConnectionOptions;
}

/**
 * The server a person has named with TEMPORAL_ADDRESS (or TEMPORAL_PROFILE), or undefined. Namespace, TLS, API key
 * and profile are read as every Temporal SDK reads them: https://docs.temporal.io/develop/environment-configuration.
 */
export function targetFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): TemporalTarget | undefined {
  if (!env['TEMPORAL_ADDRESS'] && !env['TEMPORAL_PROFILE']) return undefined;
  const set = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const { connectionOptions, namespace } = loadClientConnectConfig({
    overrideEnvVars: Object.fromEntries(set),
  });
  const address = connectionOptions.address ?? 'localhost:7233';
  return { address, namespace: namespace ?? 'default', connection: { ...connectionOptions, address } };
}

/** Our own server on this machine. */
export function localTarget(address: string, uiUrl: string): TemporalTarget {
  return { address, namespace: 'default', uiUrl, connection: { address } };
}
