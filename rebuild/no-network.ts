/** While a rebuild runs, this process opens no connection: an attempt is an error, not a request. */
import { Socket } from 'node:net';

/**
 * Closes the way to every other machine, and to this one, for all code of the process (http, https, fetch and tls all begin
 * with a socket).
 * @returns opens it again
 */
export function closeNetwork(): () => void {
  const before = Object.getOwnPropertyDescriptor(Socket.prototype, 'connect');
  Socket.prototype.connect = function refuse(): never {
    throw new Error('A rebuild asks nobody: something tried to open a network connection.');
  };
  return () => {
    if (before) Object.defineProperty(Socket.prototype, 'connect', before);
  };
}
