/** Codes of what can be wrong with this machine rather than with a publisher's file. Known to workflows: no Node here. */
export const FaultCode = {
  diskFull: 'DISK_FULL',
  notWritable: 'NOT_WRITABLE',
  warehouseDamaged: 'WAREHOUSE_DAMAGED',
  warehouseClosed: 'WAREHOUSE_CLOSED',
  historyDamaged: 'HISTORY_DAMAGED',
  serverEnded: 'TEMPORAL_SERVER_ENDED',
} as const;
export type FaultCode = (typeof FaultCode)[keyof typeof FaultCode];

const CODES: ReadonlySet<string> = new Set(Object.values(FaultCode));

/**
 * True for a failure that says nothing about a file: no other candidate is tried, no gap is recorded, nothing is
 * published. The run ends and is begun again on a mended machine.
 */
export function isMachineFault(code: string): boolean {
  return CODES.has(code);
}
