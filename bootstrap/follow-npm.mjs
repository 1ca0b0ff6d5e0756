/**
 * `npm start` runs us through a shell. Told to end, npm ends that shell and not us: without this, a server would run
 * on with nobody left to stop it.
 */
const LOOK_EVERY_MS = 500;
const SIGNALS = { SIGINT: 2, SIGTERM: 15 };

/** Raises SIGTERM in this process when the shell that npm started it with is gone, unless it was told to end already. */
export function followNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return;
  const shell = process.ppid;
  let told = false;
  const look = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(look);
    if (!told) process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS);
  look.unref();
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      told = true;
      // Listening has switched off what the signal does by itself; if nobody else listens, do that.
      if (process.listenerCount(signal) === 1) process.exit(128 + number);
    });
  }
}
