/** Lengths of time as people write them: `30 minutes`, `7 days`. Temporal reads the same. */
const WRITTEN = /^(\d{1,6}) (second|minute|hour|day)s?$/;
const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;

/** Milliseconds; undefined where the text is no length of time. */
export function millisecondsOf(text: string): number | undefined {
  const [, count, unit] = WRITTEN.exec(text) ?? [];
  if (count === undefined || unit === undefined) return undefined;
  return 1000 * Number(count) * SECONDS[unit as keyof typeof SECONDS];
}
