import type { SitePage } from '../site-file.ts';

export function measurePages(): Promise<readonly SitePage[]> {
  return Promise.resolve([]);
}
