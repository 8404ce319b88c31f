import { quote } from './claims.ts';
import { lookUp } from './json.ts';
import type { Reasons, Row, Side } from './row.ts';
import { hearSmall } from './templates.ts';

/** The words by which an open argument may be asked for, and by which a person leaves it open. */
interface Openness {
  questions: readonly string[];
  unsaid: readonly string[];
}

/** Whether the assistant rightly asks back on one side: it makes no call, and no reply is what it reports. */
export function asksBack(row: Row, side: 'chosen' | 'rejected'): boolean {
  return row.pair.deviation.family === 'wrong_number' && row[side].call === null && row.pair.evidence.reported[side] === null;
}

/** Whether what is asked back is asked for the argument that the evidence names, in the place of the call that needs it. */
export function judgeQuestions(row: Row): Reasons {
  if (asksBack(row, 'rejected')) return judgeQuestion(row, row.rejected, row.chosen);
  return asksBack(row, 'chosen') ? judgeQuestion(row, row.chosen, row.rejected) : null;
}

/** What is wrong with a question as one for the argument that the evidence names; `carrier` makes the call that it stands in the place of. */
function judgeQuestion(row: Row, asking: Side, carrier: Side): string[] {
  const { pointer } = row.pair.evidence.stated;
  const text = asking.message.content;
  const { questions } = opennessOf(carrier, pointer);
  return questions.includes(text) ? [] : [`${quote(text)} is no question for ${quote(pointer)} of ${carrier.call?.name}`];
}

/** What is wrong with saying that the request leaves the argument open, and that nobody gave the value which the call guesses. */
export function judgeOpen(row: Row, guessing: Side): string[] {
  const { stated } = row.pair.evidence;
  const guess = lookUp(guessing.call?.arguments, stated.pointer);
  if (guess === undefined) return [`the call has no argument ${stated.pointer}`];
  const faults: string[] = [];
  if (stated.value !== null)
    faults.push(`${quote(stated.text)} leaves the argument open, and the evidence says that it states ${quote(stated.value)}`);
  if (stated.label) faults.push('the words name no element of an earlier reply');
  if (!opennessOf(guessing, stated.pointer).unsaid.some((words) => hearSmall(words) === hearSmall(stated.text)))
    faults.push(`${quote(stated.text)} does not leave ${stated.pointer} open`);
  const name = String(guess).replace(/\/+$/u, '').split('/').at(-1) as string;
  if (row.pair.prompt.some(({ content }) => content.toLowerCase().includes(name.toLowerCase())))
    faults.push(`the prompt says ${quote(name)}`);
  return faults;
}

/** The words of an argument of the tool that a side calls. */
export function opennessOf(side: Side, pointer: string): Openness {
  const recorded = side.executed;
  const tool = side.call === null ? undefined : recorded?.ground.phrases.tools[side.call.name];
  return { questions: tool?.questions?.[pointer] ?? [], unsaid: tool?.unsaid?.[pointer] ?? [] };
}
