/**
 * Files in trouble for one and the same reason, said once: `beds 2020-21Q2, 2020-21Q3: No file …`. Sentences of the
 * chain begin with the dataset and period already. An empty slot stands for the whole year.
 */
export function groupReasons(
  { dataset, fy }: { readonly dataset: string; readonly fy: string },
  files: readonly { readonly slot: string; readonly reason: string }[],
): readonly string[] {
  const slots = new Map<string, string[]>();
  for (const { slot, reason } of files) slots.set(reason, [...(slots.get(reason) ?? []), slot || fy]);
  return [...slots].map(([reason, names]) =>
    reason.startsWith(`${dataset} `) ? reason : `${dataset} ${names.join(', ')}: ${reason}`,
  );
}
