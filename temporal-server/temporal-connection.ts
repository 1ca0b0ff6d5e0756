/** Connections to a Temporal server, and what it must know before a workflow of ours starts. */
import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { isLoopback } from '../fetch/proxy.ts';
import { datasetAttribute, financialYearAttribute, stageAttribute } from '../workflows/messages.ts';
import { TemporalUnavailableError } from './temporal-cli.ts';
import type { TemporalTarget } from './temporal-target.ts';

/** The search attributes of our workflows; all are Keyword. */
export const SEARCH_ATTRIBUTES: readonly string[] = [
  datasetAttribute.name,
  financialYearAttribute.name,
  stageAttribute.name,
];

/** INDEXED_VALUE_TYPE_KEYWORD of the wire protocol. */
const KEYWORD = 2;

/** gRPC's own name for "never through a proxy". */
const STRAIGHT = { 'grpc.enable_http_proxy': 0 } as const;

interface Connecting {
  readonly address?: string;
  readonly channelArgs?: Readonly<Record<string, unknown>>;
}

/**
 * How a client connects to a Temporal server. One on this machine is reached straight: a network's proxy variables are
 * about the world outside, and a proxy would look for the server on its own machine.
 */
export function clientConnection<T extends Connecting>(options: T): T {
  const host = (options.address ?? 'localhost').replace(/:\d+$/, '');
  if (!isLoopback(host)) return options;
  return { ...options, channelArgs: { ...STRAIGHT, ...options.channelArgs } };
}

/** A client connection. Close it. */
export interface TemporalConnection {
  readonly connection: Connection;
  readonly client: Client;
  readonly close: () => Promise<void>;
}

/**
 * Connects a client and sees to it that the search attributes are there.
 * @throws TemporalUnavailableError when the server cannot be reached or lacks the attributes; says what to do
 */
export async function connect(target: TemporalTarget): Promise<TemporalConnection> {
  const connection = await Connection.connect(
    clientConnection({ ...target.connection, connectTimeout: '5s' as const }),
  ).catch((error: unknown) => {
    throw new TemporalUnavailableError(
      `The Temporal server at ${target.address} does not answer: ${messageOf(error)}. ` +
        'Start it, or correct TEMPORAL_ADDRESS; unset it to use the embedded server.',
      { cause: error },
    );
  });
  try {
    await registerSearchAttributes(connection, target);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    connection,
    client: new Client({ connection, namespace: target.namespace }),
    close: () => connection.close(),
  };
}

/** Connects a worker. Close it after the worker has stopped. */
export async function connectWorker(target: TemporalTarget): Promise<NativeConnection> {
  return await NativeConnection.connect(target.connection);
}

async function registerSearchAttributes(connection: Connection, target: TemporalTarget): Promise<void> {
  const { namespace } = target;
  const missing = await missingAttributes(connection, namespace);
  if (missing.length === 0) return;
  try {
    const searchAttributes = Object.fromEntries(missing.map((name) => [name, KEYWORD]));
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes });
  } catch (error) {
    // Another process may have registered them in the meantime.
    if ((await missingAttributes(connection, namespace)).length === 0) return;
    throw new TemporalUnavailableError(
      [
        `The Temporal server at ${target.address} lacks the search attributes ${missing.join(', ')}, and does not let us ` +
          `add them (${messageOf(error)}). Ask whoever runs it to run this, once:`,
        `  temporal operator search-attribute create --namespace ${namespace} ` +
          missing.map((name) => `--name ${name} --type Keyword`).join(' '),
      ].join('\n'),
      { cause: error },
    );
  }
}

async function missingAttributes(connection: Connection, namespace: string): Promise<readonly string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return SEARCH_ATTRIBUTES.filter((name) => customAttributes[name] === undefined);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
