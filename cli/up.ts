/** `up`: server, UI and workers, until somebody says stop. */
import { ExitCode } from './exit-code.ts';
import { onInterrupt } from './interrupt.ts';
import { closeQuietly, openUnlessInterrupted } from './session.ts';

export async function stayUp(dataDir: string): Promise<number> {
  const interrupted = onInterrupt(console.log);
  const session = await openUnlessInterrupted({ dataDir, say: console.log, env: process.env }, interrupted);
  if (!session) return ExitCode.interrupted;
  try {
    console.log(
      `Temporal UI: ${session.uiUrl ?? 'see your Temporal server'}\nWorkers are running. Ctrl-C stops everything; history and data stay.`,
    );
    await Promise.race([interrupted.promise, session.failed]);
    return ExitCode.complete;
  } finally {
    await closeQuietly(session);
    interrupted.stop();
  }
}
