import type { SiteFile } from '../site-file.ts';

export function measureTables(): readonly SiteFile[] {
  return [];
}
