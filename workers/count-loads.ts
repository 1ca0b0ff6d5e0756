/** Gauges of the loads that are under way and those that wait for somebody, asked of Temporal now and then. */
import type { Client } from '@temporalio/client';
import type { MetricMeter } from '@temporalio/common';
import { Stage, stageAttribute } from '../workflows/messages.ts';

const EVERY_MS = 30_000;
const RUNNING = `WorkflowType = 'loadDataset' AND ExecutionStatus = 'Running'`;

/** Starts asking; returns how to stop. A server that does not answer leaves the gauges as they were. */
export function countLoads(client: Client, meter: MetricMeter): () => void {
  const underWay = meter.createGauge('nhs_loads_under_way', 'int', undefined, 'Loads that have not ended');
  const waiting = meter.createGauge('nhs_loads_waiting', 'int', undefined, 'Loads that wait for somebody');
  const look = async (): Promise<void> => {
    const waits = `${RUNNING} AND ${stageAttribute.name} = '${Stage.needsAttention}'`;
    const [all, parked] = await Promise.all([client.workflow.count(RUNNING), client.workflow.count(waits)]);
    underWay.set(all.count);
    waiting.set(parked.count);
  };
  const quietly = (): void => void look().catch(() => undefined);
  quietly();
  const timer = setInterval(quietly, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
