import type { Role } from '../../model/primitive.ts';
import type { ChainStep, EarlierReplies, JsonObject } from '../recipe.ts';
import { addressOf, type Page } from './pages.ts';

/** An element as a snapshot shows it. */
export interface Element {
  role: 'link' | 'button' | 'textbox' | 'combobox' | 'checkbox' | 'radio' | 'region' | 'generic';
  name: string;
}

export const link = (name: string): Element => ({ role: 'link', name });
export const button = (name: string): Element => ({ role: 'button', name });
export const textbox = (name: string): Element => ({ role: 'textbox', name });
export const combobox = (name: string): Element => ({ role: 'combobox', name });
/** A piece of text that is no control of its own. */
export const generic = (name: string): Element => ({ role: 'generic', name });
export const region = (name: string): Element => ({ role: 'region', name });

/** Opens a page. */
export function open(page: Page, scenario = 'required-only'): ChainStep {
  return { tool: 'browser_navigate', arguments: { url: addressOf(page) }, scenario };
}

/** Looks at the page that is open. */
export const LOOK: ChainStep = { tool: 'browser_snapshot', arguments: {}, scenario: 'required-only' };

/** A call on elements of the snapshot just taken: arguments by name, each the reference of an element or a value. */
export function act(
  tool: string,
  elements: Readonly<Record<string, Element>>,
  rest: JsonObject,
  scenario: string,
  roles?: Readonly<Record<string, Role>>,
): ChainStep {
  return {
    tool,
    arguments: (earlier) => {
      const found: JsonObject = {};
      for (const [name, element] of Object.entries(elements)) {
        const reference = findReference(earlier, element);
        if (reference === null) return null;
        found[name] = reference;
      }
      return { ...found, ...rest } as JsonObject;
    },
    scenario,
    upstream: Object.fromEntries(Object.entries(elements).map(([name, { name: label }]) => [`/${name}`, { label }])),
    ...(roles === undefined ? {} : { roles }),
  };
}

/** The reference of an element in the latest snapshot, as `e12`; null when it is not there. */
export function findReference(earlier: EarlierReplies, { role, name }: Element): string | null {
  const lines = String(earlier.at(-1)?.content[0]?.text).split('\n');
  const isIt = (line: string) =>
    role === 'generic' ? line.trimStart().startsWith('- generic') && line.endsWith(`: ${name}`) : line.includes(`- ${role} "${name}"`);
  return /\[ref=(e\d+)\]/u.exec(lines.find(isIt) ?? '')?.[1] ?? null;
}
