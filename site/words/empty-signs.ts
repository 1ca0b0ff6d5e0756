/** What a reader need not see: the sign of a nothing that a sum left over, and the unit of a figure that is not there. */

/** `-0 beds, no figure beds` is `0 beds, no figure`. */
export function withoutEmptySigns(said: string, unit: string): string {
  const signed = said.replace(/(^|[\s(:])-(?=0(?:\.0*)?(?![.,]?\d))/g, '$1');
  return unit === '' ? signed : signed.replaceAll(`no figure ${unit}`, 'no figure');
}
