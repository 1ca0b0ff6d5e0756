/** The one way to a Temporal server: the one a person has named, else our own. */
import { startEmbeddedServer, findRunningServer, type EmbeddedServerOptions } from './embedded-server.ts';
import { portsOf } from './ports.ts';
import { connect, type TemporalConnection } from './temporal-connection.ts';
import { targetFromEnvironment, type TemporalTarget } from './temporal-target.ts';

/** A client connection and the server behind it. `close` ends the connection, and then our own server. */
export interface OpenTemporal extends TemporalConnection {
  readonly target: TemporalTarget;
  /** True if the server is ours, and stops with its last user. */
  readonly embedded: boolean;
  /** Rejects when a server of ours cannot go on; never resolves. */
  readonly failed: Promise<never>;
}

type Environment = Readonly<Record<string, string | undefined>>;

const NEVER = new Promise<never>(() => {});

/**
 * Connects to the server of TEMPORAL_ADDRESS, or starts the embedded one for the data folder.
 * @throws TemporalUnavailableError
 */
export async function openTemporal(options: EmbeddedServerOptions, env: Environment): Promise<OpenTemporal> {
  const named = targetFromEnvironment(env);
  if (named) {
    options.say(
      `Using the Temporal server at ${named.address} (TEMPORAL_ADDRESS), namespace ${named.namespace}.`,
    );
    return { ...(await connect(named)), target: named, embedded: false, failed: NEVER };
  }
  const server = await startEmbeddedServer({ ports: portsOf(env), ...options });
  try {
    const open = await connect(server.target);
    const close = async (): Promise<void> => {
      await open.close();
      await server.stop();
    };
    return { ...open, target: server.target, embedded: true, failed: server.failed, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Connects to what is running for the data folder; undefined when nothing is. Never starts a server. */
export async function attachTemporal(dataDir: string, env: Environment): Promise<OpenTemporal | undefined> {
  const named = targetFromEnvironment(env);
  const target = named ?? (await findRunningServer(dataDir));
  return target && { ...(await connect(target)), target, embedded: named === undefined, failed: NEVER };
}
