/** Who decides at a terminal: NHS_OPERATOR where it is set, else the user of the system. */
import { plainSentence } from './plain-text.ts';

/** Who decides by an Update that says no name. */
export const TEMPORAL_UI = 'Temporal UI';

/** @param userName name of the system's user, where there is one */
export function whoDecides(
  env: Readonly<Record<string, string | undefined>>,
  userName: () => string | undefined,
): string {
  return (
    plainSentence(env['NHS_OPERATOR'] ?? '') || plainSentence(userName() ?? '') || 'somebody at the terminal'
  );
}
