/** File names out of addresses, and made safe for every file system. */

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Control characters, and invisible ones that make a name read as another (right-to-left marks, zero width). */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
/** In bytes: file systems count them, and the fingerprint and `.json` still have to fit into 255. */
const LONGEST = 150;

/** The last part of an address, decoded: the name as published. Empty when the address ends in a slash. */
export function publishedName(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  return decoded(last).split(/[/\\]/).at(-1)?.replace(INVISIBLE, '') ?? '';
}

/**
 * A name that is one path segment everywhere, keeps its ending, and is never hidden. Letters of any script stay.
 * Two published names may become one: the fingerprint before it tells them apart.
 */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(/[/\\:*?"<>|\p{Cs}]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const short = shortened(plain === '' ? 'file' : plain);
  return RESERVED.test(short) ? `_${short}` : short;
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  let stem = '';
  let room = LONGEST - ending.length;
  for (const letter of name.slice(0, name.length - ending.length)) {
    room -= Buffer.byteLength(letter);
    if (room < 0) break;
    stem += letter;
  }
  return (stem + ending).replace(/[.\s]+$/, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
