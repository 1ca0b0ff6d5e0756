/** Serves the practice web until Ctrl-C, for trying the product by hand; prints the value for NHS_MIRROR_URL. */
import { startMirror } from './mirror-server.ts';
import { practiceRoutes, practiceWebDir } from './practice-web.ts';

if (practiceWebDir === undefined) throw new Error('Set NHS_FILES_DIR; the practice web lies beside it.');
const mirror = await startMirror(practiceRoutes(practiceWebDir));
console.log(mirror.url);
