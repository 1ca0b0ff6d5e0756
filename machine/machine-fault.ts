/** A fault of this machine, with the sentence a person reads: what it is, where, and what to do. */
import { access, constants } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FaultCode } from './fault-code.ts';
import { faultCodeOf, pathOf } from './recognise-fault.ts';
import { isFull, megabytes, nearestFolder, roomAt } from './room.ts';

/** Nothing can be done in this process until a person has mended the machine. */
export class MachineFault extends Error {
  override readonly name = 'MachineFault';
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
  }
}

const GO_ON =
  'run the same command again: it goes on where this one stopped. What was published before is untouched.';

/** The fault behind an error; undefined when it is none of the machine's. */
export async function machineFault(error: unknown, dataDir: string): Promise<MachineFault | undefined> {
  if (error instanceof MachineFault) return error;
  const code = faultCodeOf(error, dataDir);
  return code && new MachineFault(code, await sentence(code, error, dataDir), { cause: error });
}

/** The fault behind an error, or the error itself. Whatever happens on a disk without any room happens for want of it. */
export async function asMachineFault(error: unknown, dataDir: string): Promise<Error> {
  const fault = await machineFault(error, dataDir);
  if (fault) return fault;
  if (await isFull(dataDir)) return await diskFullFault(dataDir, dataDir, error);
  return error instanceof Error ? error : new Error(String(error));
}

/** Temporal's history and an empty warehouse take this much before anything is fetched. */
const TO_BEGIN = 16e6;

/** @throws MachineFault when a run could not even begin: the disk is read-only, or has too little room. */
export async function requireDisk(dataDir: string): Promise<void> {
  const folder = await nearestFolder(dataDir);
  await access(folder, constants.W_OK).catch(async (error: unknown) => {
    throw await asMachineFault(error, folder);
  });
  const room = await roomAt(dataDir);
  if (room === undefined || room.free >= TO_BEGIN) return;
  const little = `has too little room: ${megabytes(room.free)} of its ${megabytes(room.size)} are free, and ${megabytes(TO_BEGIN)} are needed to begin`;
  throw new MachineFault(FaultCode.diskFull, fullSentence(dataDir, little, dataDir));
}

/** Sentence of a full disk, with what is free and what is needed. */
export async function diskFullFault(dataDir: string, path = dataDir, cause?: unknown): Promise<MachineFault> {
  const room = await roomAt(path);
  const state =
    room === undefined
      ? 'is full'
      : room.moreFiles
        ? `is full: ${megabytes(room.free)} of its ${megabytes(room.size)} are free, less than the next step needs`
        : `is full: it cannot hold one more file, though ${megabytes(room.free)} are free`;
  return new MachineFault(FaultCode.diskFull, fullSentence(path, state, dataDir), { cause });
}

function fullSentence(path: string, state: string, dataDir: string): string {
  const other = path.startsWith(dataDir) ? ', or choose a folder on another disk with --data-dir' : '';
  return (
    `The disk that holds ${path} ${state}. The sample needs ${SAMPLE_NEEDS}, seven years of everything several GB. ` +
    `Free some room${other}, and ${GO_ON}`
  );
}

const SAMPLE_NEEDS = '150 MB';

async function sentence(code: FaultCode, error: unknown, dataDir: string): Promise<string> {
  switch (code) {
    case FaultCode.diskFull: {
      const path = pathOf(error);
      const place = path === undefined || path.startsWith(dataDir) ? dataDir : dirname(path);
      return (await diskFullFault(dataDir, place)).message;
    }
    case FaultCode.notWritable:
      return (
        `${pathOf(error) ?? dataDir} cannot be written: its disk or folder is read-only, or belongs to somebody else. ` +
        `Give yourself the right to write there, or choose another folder with --data-dir, and run the same command again.`
      );
    case FaultCode.warehouseDamaged:
      return warehouseDamaged(join(dataDir, 'warehouse.duckdb'), error);
    case FaultCode.warehouseClosed:
      return `DuckDB has closed ${join(dataDir, 'warehouse.duckdb')} after an error of its own (${firstLine(error)}). Nothing half-written stays in it; ${GO_ON}`;
    case FaultCode.historyDamaged:
      return historyDamaged(join(dataDir, 'temporal', 'history.sqlite'), firstLine(error));
    case FaultCode.serverEnded:
      return `The Temporal server of ${dataDir} has ended. Please ${GO_ON}`;
  }
}

/** Sentence of a warehouse that DuckDB cannot read. */
export function warehouseDamaged(path: string, error: unknown): string {
  return (
    `${path} is damaged: DuckDB cannot read it (${firstLine(error)}). Move it away, with ${path}.wal where there is one, ` +
    'and run again with all the years and datasets you want: it is rebuilt from the raw files, nothing is fetched twice. ' +
    'What was published before is untouched.'
  );
}

/** Sentence of a history that SQLite cannot read. */
export function historyDamaged(path: string, what: string): string {
  return (
    `${path}, where Temporal keeps the history of the runs, is damaged (${what}). Move it away, with ${path}-wal and ` +
    `${path}-shm where there are any, and run the same command again. Only the history of earlier runs is lost: raw files, ` +
    'warehouse and what was published stay as they are, and nothing is fetched twice.'
  );
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split('\n')[0] ?? '').trim().slice(0, 300);
}
