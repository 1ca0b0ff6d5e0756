/** Puts a text on the clipboard, also where the browser has no clipboard for pages opened from a folder. */

/** Whether it was copied. `near` is in the open dialog: outside of it nothing can be selected. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text, near);
  }
}

function copySelection(text: string, near: HTMLElement): boolean {
  const before = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.readOnly = true;
  area.className = 'copy-area';
  near.append(area);
  area.select();
  let copied = false;
  try {
    // No browser has another way for a page of a folder.

    copied = document.execCommand('copy');
  } catch {
    copied = false;
  }
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
