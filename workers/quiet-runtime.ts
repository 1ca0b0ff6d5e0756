import type { MetricMeter } from '@temporalio/common';
import { makeTelemetryFilterString, Runtime, type RuntimeOptions } from '@temporalio/worker';
import { join } from 'node:path';
import { pino } from 'pino';
import { rotatingLog } from './rotating-log.ts';

let installed: Promise<MetricMeter | undefined> | undefined;

/**
 * Sends what the workers say to a file: the screen is for the person. Call it before any worker is made.
 * @param metrics where Prometheus asks, asked for once in a process; nothing is counted where there is no such address
 * @returns what counts, where anything does
 */
export async function quietRuntime(
  folder: string,
  metrics: () => Promise<string | undefined>,
): Promise<MetricMeter | undefined> {
  return await (installed ??= install(folder, metrics));
}

async function install(
  folder: string,
  metrics: () => Promise<string | undefined>,
): Promise<MetricMeter | undefined> {
  const log = pino({ level: 'info' }, rotatingLog(join(folder, 'worker.log')));
  const levels = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const;
  const write = (level: keyof typeof levels, message: string, meta?: unknown): void =>
    log[levels[level]](meta ?? {}, message);
  const bindAddress = await metrics();
  const options: RuntimeOptions = {
    logger: {
      log: write,
      trace: (message, meta) => write('TRACE', message, meta),
      debug: (message, meta) => write('DEBUG', message, meta),
      info: (message, meta) => write('INFO', message, meta),
      warn: (message, meta) => write('WARN', message, meta),
      error: (message, meta) => write('ERROR', message, meta),
    },
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }), forward: {} },
      ...(bindAddress !== undefined && {
        metrics: { prometheus: { bindAddress, countersTotalSuffix: true, useSecondsForDurations: true } },
      }),
    },
    shutdownSignals: [],
  };
  const runtime = Runtime.install(options);
  return bindAddress === undefined ? undefined : runtime.metricMeter;
}
