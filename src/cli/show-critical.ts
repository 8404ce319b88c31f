import { settleConfig } from './config.ts';
import { tableOf } from './table.ts';

/** Which arguments of a ground are critical, each with its evidence. Ends in a line feed. */
export async function describeCritical(
  ground: string,
  { primitives, overrides }: { primitives?: string; overrides?: string },
): Promise<string> {
  const { readParameters } = await import('../pipeline.ts');
  const config = await settleConfig(undefined, { primitives, overrides });
  const rows = readParameters(ground, config).map((found) => [
    found.tool,
    found.pointer,
    found.critical === 0 ? 'no' : found.critical === found.calls ? 'yes' : `in ${found.critical} of ${found.calls}`,
    found.origins.join(', '),
    found.kinds.join(', '),
    String(found.values),
    found.siblings === 0 ? '-' : `${found.differing} of ${found.siblings}`,
    found.templates === 0 ? '-' : `${found.stating} of ${found.templates}`,
  ]);
  return `${tableOf(['tool', 'argument', 'critical', 'comes from', 'kind', 'values', 'change matters', 'templates state it'], rows)}
  values: different ones that held. change matters: of the pairs of calls that differ there alone, those that came to other things.
  docs/critical.md has the rules; --overrides overrules them.
`;
}
