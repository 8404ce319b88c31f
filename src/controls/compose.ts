import type { Control } from '../model/control.ts';
import { sha256Hex } from '../model/hash.ts';
import { type Operator, requestAlone } from '../operators/operator.ts';
import { systemsFor } from '../pairs/case.ts';
import { composePair, type PairSettings } from '../pairs/compose.ts';
import type { Draw } from '../pairs/draw.ts';
import { orderWraps, type Wrap } from '../pairs/wrap.ts';
import { streamOf } from '../random/stream.ts';
import { stepOf } from '../trajectories/decision.ts';
import type { ControlDraw } from './plan.ts';

/** Writes a call otherwise. It stands where an operator does while the conversation is composed, and breaks nothing. */
const respell: Operator = {
  name: 'respell',
  family: 'wrong_value',
  summary: 'Writes the same call otherwise.',
  claim: 'breaks-intent',
  weight: 0,
  targets: () => [],
  mutate: () => [],
};

/** The control at a position: the conversation is composed as that of a pair, in streams of its own. */
export function composeControl(draw: ControlDraw, position: number, settings: PairSettings): Control {
  const { decision, respelt, recorded } = draw;
  const { primitive } = stepOf(decision);
  const own = { ...settings, seed: `${settings.seed} controls` };
  const { group, shape, tools, prompt, chosen, rejected, continuation, meta } = composePair(
    asPairDraw(draw, position, own.seed),
    position,
    own,
  );
  const content = [prompt, chosen, rejected];
  return {
    schema: 'nearmiss/control@1',
    id: sha256Hex(JSON.stringify(content)).slice(0, 16),
    group,
    shape,
    tools,
    prompt,
    original: chosen,
    respelt: rejected,
    respelling: { kind: respelt.kind, pointer: respelt.pointer, from: respelt.from, to: respelt.to },
    evidence: {
      // The order of keys is none of a recording's.
      executed: { original: primitive.id, respelt: respelt.kind === 'key-order' ? primitive.id : (recorded?.id ?? null) },
      sameness: recorded === null ? 'meaning' : 'results',
    },
    continuation: continuation.chosen,
    meta: { seed: settings.seed, index: position, grounds: meta.grounds },
  };
}

function asPairDraw({ decision, respelt, recorded, template }: ControlDraw, position: number, seed: string): Draw {
  const { trajectory } = decision;
  const systems = systemsFor(trajectory);
  const stream = streamOf(seed, 'setting', position);
  const { primitive } = stepOf(decision);
  return {
    drawn: { operator: respell, decision, pointer: '' },
    proved: {
      change: { op: 'replace', pointer: '/arguments', from: primitive.arguments, to: respelt.arguments },
      setting: requestAlone,
      stated: '',
      recorded,
    },
    template,
    system: stream.pick(systems),
    wrap: orderWraps(trajectory.ground.phrases, stream)[0] as Wrap,
  };
}
