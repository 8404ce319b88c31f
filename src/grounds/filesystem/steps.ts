import type { JsonObject } from '../../model/json.ts';
import type { Chain, ChainStep } from '../recipe.ts';

/** Where the records say the shared drive lies. */
export const ROOT = '/srv/brightwater';

/** A path of the drive as a call names it; the empty path is the drive itself. */
export function at(path: string): string {
  return path === '' ? ROOT : `${ROOT}/${path}`;
}

/** A chain of one call. */
export function alone(tool: string, args: JsonObject, scenario: string): Chain {
  return [step(tool, args, scenario)];
}

/** A call whose arguments are known beforehand; `upstream` names those that an earlier reply holds. */
export function step(tool: string, args: JsonObject, scenario: string, upstream?: ChainStep['upstream']): ChainStep {
  return { tool, arguments: args, scenario, ...(upstream === undefined ? {} : { upstream }) };
}
