/**
 * Files in trouble for one and the same reason, said once: `beds 2020-21Q2, 2020-21Q3: No file …`. Sentences of the
 * chain begin with the dataset and period already. An empty slot stands for the whole year.
 */
export function groupReasons(
  { dataset, fy }: { readonly dataset: string; readonly fy: string },
  files: readonly { readonly slot: string; readonly reason: string }[],
): readonly string[] {
  const slots = gather(files.map(({ slot, reason }) => [reason, slot || fy]));
  return [...slots].map(([reason, names]) =>
    reason.startsWith(`${dataset} `) ? reason : `${dataset} ${inShort(names)}: ${reason}`,
  );
}

/** Slots that differ only in their period: `2019-05, 2019-06 (all, map, quin-age each)`. */
function inShort(slots: readonly string[]): string {
  const filesOf = gather(
    slots.map((slot) => [slot.split(' ', 1)[0] ?? slot, slot.slice(slot.indexOf(' ') + 1)]),
  );
  const whole = new Set(slots.filter((slot) => !slot.includes(' ')));
  const periodsOf = gather(
    [...filesOf].map(([period, files]) => [whole.has(period) ? '' : files.join(', '), period]),
  );
  return [...periodsOf]
    .map(([files, periods]) => {
      if (files === '') return periods.join(', ');
      if (periods.length === 1)
        return files.includes(',') ? `${periods[0] ?? ''} (${files})` : `${periods[0] ?? ''} ${files}`;
      return `${periods.join(', ')} (${files} each)`;
    })
    .join('; ');
}

/** Values under their key, in the order in which keys and values come. */
function gather(pairs: readonly (readonly [key: string, value: string])[]): Map<string, string[]> {
  const gathered = new Map<string, string[]>();
  for (const [key, value] of pairs) gathered.set(key, [...(gathered.get(key) ?? []), value]);
  return gathered;
}
