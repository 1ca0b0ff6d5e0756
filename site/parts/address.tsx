/** A publisher's address as a link; anything but https is printed and not linked. */
import type { VNode } from 'preact';

export function Address({ url, words }: { url: string; words: string }): VNode {
  return url.startsWith('https://') ? (
    <a href={url} rel="noreferrer">
      {words}
    </a>
  ) : (
    <>{words}</>
  );
}
