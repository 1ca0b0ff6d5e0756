/** The reason of a ratio without a part: which part is missing. */

/** Of `beds is missing: <reason of beds>` the first half, where the row of beds says the rest in the same words. */
export function reasonOfRatio(
  reason: string | null,
  parts: readonly ({ readonly reason: string | null } | undefined)[],
): string | null {
  const end = reason?.indexOf(': ') ?? -1;
  if (reason === null || end <= 0) return reason;
  const said = reason.slice(end + 2);
  return parts.some((part) => part?.reason === said) ? reason.slice(0, end) : reason;
}
