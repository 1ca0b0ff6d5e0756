/**
 * One embedded server for all test files of a lane, started by the first that asks, stopped after the last file.
 * Its history is in a folder of its own, its ports are free ones: nothing of the person's is touched.
 */
import type { Client, Connection } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer } from '../../temporal-server/embedded-server.ts';
import { connect, connectWorker } from '../../temporal-server/temporal-connection.ts';
import type { TemporalTarget } from '../../temporal-server/temporal-target.ts';
import { atEndOfLane } from '../lane.ts';

/** Building the server with Go, where it has to be, takes four minutes; a busy machine needed thirteen. */
export const OBTAIN_WITHIN_MS = 30 * 60_000;

export interface TestServer {
  readonly target: TemporalTarget;
  readonly address: string;
  readonly namespace: string;
  readonly connection: Connection;
  readonly client: Client;
  /** For workers. Shut them down in your own `after`; it is closed at the very end. */
  readonly nativeConnection: NativeConnection;
}

interface Running extends TestServer {
  readonly stop: () => Promise<void>;
}

let running: Promise<Running> | undefined;

/** The shared server. Ask for it in a hook with a timeout of {@link OBTAIN_WITHIN_MS}, or use {@link useTestServer}. */
export function testServer(): Promise<TestServer> {
  if (!running) {
    running = start();
    atEndOfLane(async () => await (await running)?.stop());
  }
  return running;
}

/** Call inside a `describe`: adds the hook, and returns how the tests get at the server. */
export function useTestServer(): () => TestServer {
  let server: TestServer | undefined;
  before('a Temporal server', async function () {
    this.timeout(OBTAIN_WITHIN_MS);
    server = await testServer();
  });
  return () => {
    if (!server) throw new Error('Ask for the test server inside a test or a hook.');
    return server;
  };
}

async function start(): Promise<Running> {
  const dataDir = await mkdtemp(join(tmpdir(), 'nhs-test-temporal-'));
  const server = await startEmbeddedServer({
    dataDir,
    say: (line) => console.log(`    ${line}`),
    ports: { server: 0, ui: 0 },
  });
  const { connection, client, close } = await connect(server.target);
  const nativeConnection = await connectWorker(server.target);
  return {
    target: server.target,
    address: server.address,
    namespace: server.namespace,
    connection,
    client,
    nativeConnection,
    stop: async () => {
      await nativeConnection.close();
      await close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
