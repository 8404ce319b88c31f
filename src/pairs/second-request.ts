import { joints } from '../model/ways.ts';
import type { Stream } from '../random/stream.ts';
import { stepOf } from '../trajectories/decision.ts';
import { type ChooseForm, ELSEWHERE, endsSentence, type Request, realiseRequest } from '../trajectories/request.ts';
import type { Told } from '../trajectories/told.ts';
import type { Trajectory } from '../trajectories/trajectory.ts';
import type { Draw } from './draw.ts';
import { canTell } from './earlier-turn.ts';
import { wrongCallOf } from './judge.ts';

/** How often a lone request comes after another in the same message. */
const SHARE = 0.07;

/** Something else that is asked for in the same message, first. */
export interface FirstRequest {
  turn: Trajectory;
  /** the whole message */
  request: Request;
}

/** Draws whether the message asks for something else first, and says both; null where it does not. */
export function askTwice(draw: Draw, turns: readonly Trajectory[], told: Told, choose: ChooseForm, stream: Stream): FirstRequest | null {
  const { decision } = draw.drawn;
  const { setting, change } = draw.proved;
  const { trajectory } = decision;
  const isLone = decision.due === 'call' && trajectory.steps.length === 1 && trajectory.slip === undefined && setting.needs === 'request';
  if (!isLone || (change.op !== 'replace' && change.op !== 'remove') || turns.length === 0 || stream.next() >= SHARE) return null;
  const turn = stream.pick(turns);
  const before = stepOf({ ...decision, trajectory: turn, step: 0 }).primitive;
  const due = stepOf(decision).primitive;
  const tools = [due.tool, wrongCallOf(decision, draw.proved)?.name];
  const chains = trajectory.ground.phrases.chains.map((chain) => chain.tools.join());
  const hangTogether = due.upstream.some(({ call }) => call === before.id) || chains.includes([before.tool, due.tool].join());
  if (!canTell(turn, draw.system) || tools.includes(before.tool) || hangTogether || before.after.join() !== due.after.join()) return null;
  const { opener, closer } = draw.wrap;
  // Nobody counts twice, nor signs a list with one more item.
  const fitting = joints.filter(({ before, between }) => (opener === '' || before === '') && !closer.startsWith(between.slice(0, 3)));
  const { before: begin, between } = stream.pick(fitting);
  const template = stream.pick(turn.templates);
  const first = realiseRequest(template, turn.asked, told, choose, `${opener}${begin}`);
  if (!endsSentence(first.text)) return null;
  const both = realiseRequest(draw.template, trajectory.asked, told, choose, `${first.text}${between}`);
  return {
    turn,
    request: {
      text: `${both.text}${closer}`,
      spans: [...first.spans.map((span) => ({ ...span, step: ELSEWHERE })), ...both.spans],
    },
  };
}
