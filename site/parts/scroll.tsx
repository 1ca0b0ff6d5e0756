/** A wide table in a region of its own that scrolls, so that the page never scrolls sideways. */
import type { ComponentChildren, VNode } from 'preact';

/** `label` names the region for readers by ear; the keyboard can reach and scroll it. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }): VNode {
  return (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
