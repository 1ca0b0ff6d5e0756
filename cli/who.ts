/** Who types: NHS_OPERATOR, or the user of the system. Decisions are kept with the name. */
import { userInfo } from 'node:os';
import { whoDecides } from '../decisions/who-decides.ts';
import type { Environment } from './session.ts';

export function who(env: Environment): string {
  return whoDecides(env, () => {
    try {
      return userInfo().username;
    } catch {
      return undefined;
    }
  });
}
