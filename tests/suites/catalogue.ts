import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { streamOf } from '../../src/random/stream.ts';
import { prepareSampler } from '../../src/schema/sample.ts';
import { judgesOf } from '../schema/two-judges.ts';
import { type Report, share } from './report.ts';

/** Values drawn of each schema. */
const VALUES = 100;

export interface Tool {
  name: string;
  description?: string;
  inputSchema: unknown;
}

/** How sampling fares on the parameters of all tools that a folder's JSON files list. */
export function measureCatalogue(folder: string): Report {
  const tools = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => toolsIn(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
  let [solved, unread, values, unsound, slowest, unsteady] = [0, 0, 0, 0, 0, 0];
  const misses: string[] = [];
  const started = performance.now();
  for (const [number, tool] of tools.entries()) {
    const before = performance.now();
    const sampler = prepareSampler(tool.inputSchema);
    if ('refused' in sampler) {
      misses.push(`${tool.name}: ${sampler.refused}`);
      unread += 1;
      continue;
    }
    const judges = judgesOf(tool.inputSchema);
    let refused: string | undefined;
    for (let index = 0; index < VALUES && refused === undefined; index += 1) {
      const style = (['some', 'required', 'all'] as const)[index % 3] ?? 'some';
      const stream = streamOf('catalogue', number, index);
      const sampled = sampler.sample({ stream, style });
      if ('refused' in sampled) {
        refused = sampled.refused;
        continue;
      }
      values += 1;
      const { compiled, interpreted } = judges(sampled.value);
      if (!compiled || !interpreted) {
        unsound += 1;
        misses.push(`${tool.name}: ${JSON.stringify(sampled.value)} is refused (${compiled ? 'interpreted' : 'compiled'})`);
      }
      if (index < 3 && JSON.stringify(sampler.sample({ stream: streamOf('catalogue', number, index), style })) !== JSON.stringify(sampled))
        unsteady += 1;
    }
    if (refused === undefined) solved += 1;
    else misses.push(`${tool.name}: ${refused}`);
    slowest = Math.max(slowest, performance.now() - before);
  }
  const seconds = (performance.now() - started) / 1000;
  return {
    title: `${basename(folder)}: the parameters of ${tools.length} tools`,
    figures: [
      [`sampled (every one of ${VALUES} values)`, share(solved, tools.length)],
      ['refused as unreadable', String(unread)],
      ['values given', `${values}, ${(values / seconds).toFixed(0)} a second`],
      ['values given that a validator refuses', String(unsound)],
      ['values that differ when drawn again', String(unsteady)],
      ['slowest schema, ms', slowest.toFixed(0)],
    ],
    misses,
    unsound,
  };
}

/** The tools of a list, in any of the forms that catalogues have. */
export function toolsIn(document: unknown): Tool[] {
  const listed = Array.isArray(document) ? document : ((document as { tools?: unknown[] }).tools ?? []);
  return listed.flatMap((entry) => {
    const { tools } = entry as { tools?: Tool[] };
    return Array.isArray(tools) ? tools : [entry as Tool];
  });
}
