/**
 * Whether a person's text may be the address of a published file. The publisher's hosts are known to the download, which
 * refuses all others; here is what no publisher's address is.
 */
const LONGEST = 2000;
const SHOWN = 120;
const THIS_MACHINE = /(^|\.)(localhost|local|internal|localdomain)\.?$/i;

/** What is wrong with it, as a sentence without secrets; undefined when nothing is. */
export function whyNotAFileAddress(text: string): string | undefined {
  if (text === '') return 'The address is empty.';
  if (text.length > LONGEST) return `The address has ${text.length} characters; ${LONGEST} is the most.`;
  if (!URL.canParse(text)) return `"${shown(text)}" is not the https address of a file.`;
  const url = new URL(text);
  // Before anything that shows the address.
  if (url.username !== '' || url.password !== '') {
    return 'The address carries a user name or a password; send it without them.';
  }
  if (url.protocol !== 'https:') return `"${shown(text)}" is not the https address of a file.`;
  if (/\s/.test(text))
    return `"${shown(text)}" is not the https address of a file: it holds a blank; write %20.`;
  if (!/^https:\/\/[^/?#\\]+\/\S/i.test(text)) {
    return `"${shown(text)}" is the address of a site, not of a file.`;
  }
  if (isBareNumber(url.hostname) || THIS_MACHINE.test(url.hostname)) {
    return `"${shown(text)}" is on this machine or a private network, not at a publisher.`;
  }
  if (url.port !== '') return `"${shown(text)}" is on port ${url.port}; the publishers' sites are on 443.`;
  return undefined;
}

/** URL has written every form of an IPv4 address (`0x7f.1`, `2130706433`) as four numbers by now. */
function isBareNumber(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+(\.\d+){3}\.?$/.test(hostname);
}

/** Without the query, where secrets stand. */
function shown(text: string): string {
  const plain = text.replace(/[?#].*$/s, '').replace(/\s+/g, ' ');
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain;
}
