import { makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';

let installed = false;

/** Sends what the workers say to a file: the screen is for the person. Call it before any worker is made. */
export function quietRuntime(folder: string): void {
  if (installed) return;
  installed = true;
  mkdirSync(folder, { recursive: true });
  const log = pino({ level: 'info' }, pino.destination({ dest: join(folder, 'worker.log'), sync: false }));
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const write = (level: keyof typeof levels, message: string, meta?: unknown): void =>
    log[levels[level]](meta ?? {}, message);
  Runtime.install({
    logger: {
      log: write,
      trace: (message, meta) => write('TRACE', message, meta),
      debug: (message, meta) => write('DEBUG', message, meta),
      info: (message, meta) => write('INFO', message, meta),
      warn: (message, meta) => write('WARN', message, meta),
      error: (message, meta) => write('ERROR', message, meta),
    },
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} } },
    shutdownSignals: [],
  });
}
