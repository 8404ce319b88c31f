import type { Json, JsonObject } from '../../model/json.ts';
import { streamOf } from '../../random/stream.ts';
import { prepareSampler, type Sampler } from '../../schema/sample.ts';
import type { ListedTool } from '../tools.ts';
import type { Sample } from './candidates.ts';
import type { Slot } from './slots.ts';

/** Samples values that fit the schemas of these tools and look like what the arguments are called; the same seed gives the same. */
export function sampleWith(seed: string, tools: readonly ListedTool[]): Sample {
  const samplers = new Map<string, Sampler | null>();
  const known = new Map<string, readonly Json[]>();
  const schemas = new Map(tools.map((tool) => [tool.name, tool]));
  const samplerOf = (name: string): Sampler | null => {
    let sampler = samplers.get(name);
    if (sampler === undefined) {
      const prepared = prepareSampler(schemas.get(name)?.inputSchema ?? {});
      sampler = 'refused' in prepared ? null : prepared;
      samplers.set(name, sampler);
    }
    return sampler;
  };
  return (tool, slot, count) => {
    const key = `${tool}\n${slot.pointer}\n${count}`;
    let values = known.get(key);
    if (values === undefined) {
      const description = schemas.get(tool)?.description ?? '';
      const drawn = samplerOf(tool)?.distinct(slot.pointer, count, {
        stream: streamOf(seed, 'sample', tool, slot.pointer),
        style: 'required',
        hint: { description },
      });
      const sampled = drawn === undefined || 'refused' in drawn ? [] : drawn.values;
      values = [...smallNumbers(slot), ...sampled];
      known.set(key, values);
    }
    return values;
  };
}

/** Whole numbers that most things are counted by come before others. */
function smallNumbers({ schema, isList }: Slot): Json[] {
  if (isList || ![schema.type].flat().includes('integer')) return [];
  const number = (value: JsonObject[string] | undefined, otherwise: number) => (typeof value === 'number' ? value : otherwise);
  const [low, high] = [number(schema.minimum, 1), number(schema.maximum, Number.POSITIVE_INFINITY)];
  const step = number(schema.multipleOf, 1);
  return [1, 2, 3, 5, 10, 20].map((count) => count * step).filter((count) => count >= low && count <= high);
}
