/** What the panel shows whatever is asked: a title, and a way to close it. */
import type { VNode } from 'preact';

/** The cell that is asked about. */
export interface Asked {
  readonly code: string;
  readonly figure: string;
  readonly fy: string;
}

export function Frame({ title, content }: { readonly title: string; readonly content: VNode }): VNode {
  return (
    <div class="panel-inside">
      <form method="dialog">
        <button>Close</button>
      </form>
      <h2 id="panel-title" tabIndex={-1}>
        {title}
      </h2>
      {content}
    </div>
  );
}
