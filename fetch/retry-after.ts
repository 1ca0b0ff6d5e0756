/** Longest wait a server is granted; a publisher that wants more is asked again by whoever runs the next load. */
const LONGEST_MS = 120_000;

/**
 * Milliseconds to wait, from a `Retry-After` header: seconds or an HTTP date. Undefined when there is none that
 * can be read; never negative, never more than two minutes.
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, LONGEST_MS);
  const date = /[a-z]{3},/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(date - nowMs, 0), LONGEST_MS);
}
