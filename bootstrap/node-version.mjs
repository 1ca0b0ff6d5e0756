/** The first thing to be told, in a sentence, by a Node that may be too old for everything else. */
const OLDEST = [20, 19];

/** Ends the process with code 1 when this Node is too old. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(
    `This project needs Node ${OLDEST.join('.')} or newer, and this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Install a newer one from https://nodejs.org, or try one without installing: npx -p node@24 npm start',
  );
  process.exit(1);
}
