import { streamOf } from '../../random/stream.ts';
import type { World } from '../recipe.ts';
import { type Firm, firmOf } from './firm.ts';
import { ORIGIN, writePages } from './pages.ts';

/** The firm of a seed. */
export function portalFirm(seed: string): Firm {
  return firmOf(streamOf(seed, 'portal'));
}

/** The pages of the portal, and the script that hands them to the browser in the place of a server. */
export function portalWorld(seed: string): World {
  const pages = Object.entries(writePages(portalFirm(seed)));
  return [
    ...pages.map(([path, content]) => ({ kind: 'file' as const, path: `pages/${path}`, content })),
    { kind: 'file', path: 'site.mjs', content: SITE },
  ];
}

/** What the script reads files with. It is a text here: the browser's process runs it, beside the recorded world. */
const READER = ['node', 'fs'].join(':');

/** Answers every request of the browser from the files; nothing reaches a network. */
const SITE = `import { readFileSync } from '${READER}';

export default async ({ page }) => {
  await page.context().route('**/*', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== '${ORIGIN}') return route.abort();
    let body;
    try {
      body = readFileSync(new URL('pages' + pathname, import.meta.url));
    } catch {
      return route.fulfill({ status: 404, contentType: 'text/html', body: '<title>Not found</title>' });
    }
    const contentType = pathname.endsWith('.json') ? 'application/json' : 'text/html';
    return route.fulfill({ status: 200, contentType, body });
  });
};
`;
