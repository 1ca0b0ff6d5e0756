import type { SiteFile } from '../site-file.ts';

export function panelFiles(): readonly SiteFile[] {
  return [];
}
