import { makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';

let installed = false;

/** Sends what the workers say to a file: the screen is for the person. Call it before any worker is made. */
export function quietRuntime(folder: string): void {
  if (installed) return;
  installed = true;
  const log = pino({ level: 'info' }, logFile(folder));
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

/** Written line by line, with nothing kept to be written at the end. A line that the disk does not take is lost. */
function logFile(folder: string): { write: (line: string) => void } {
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, 'worker.log'), 'a');
  return {
    write: (line) => {
      try {
        writeSync(file, line);
      } catch {
        // Whatever else needs the disk says so; the log must not be what breaks a run.
      }
    },
  };
}
