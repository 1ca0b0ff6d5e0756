import type { SitePage } from '../site-file.ts';

export function changesPage(): Promise<readonly SitePage[]> {
  return Promise.resolve([]);
}
