/** The embedded Temporal server cannot be had; the message is all a person needs to read. */
export class TemporalUnavailableError extends Error {
  override readonly name = 'TemporalUnavailableError';
}

/** The three ways out, for the end of every message. */
export const WAYS_OUT = [
  'There are three ways to go on:',
  '  1. install the Temporal CLI (https://docs.temporal.io/cli), or set TEMPORAL_CLI to the program if it is not on the PATH;',
  '  2. set TEMPORAL_ADDRESS (host:port) to use a Temporal server that is running already;',
  '  3. install Go (https://go.dev/dl): the server is then built once, in about four minutes, and kept.',
].join('\n');
