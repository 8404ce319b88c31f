import { callOf, stepOf } from '../trajectories/decision.ts';
import { type Operator, requestAlone } from './operator.ts';

/** Ways in which a call that is written out goes wrong: cut short, unbalanced, in another language's notation, a comma too many. */
const SLIPS: readonly ((name: string, values: string) => string)[] = [
  (name, values) => `{"name": "${name}", "arguments": ${values}`,
  (name, values) => `<tool_call>\n{"name": "${name}", "arguments": ${values.slice(0, -1)}}\n</tool_call>`,
  (name, values) => `{"name": "${name}", "arguments": ${values.slice(0, -1)},}}`,
  (name, values) => `{name: "${name}", arguments: ${values}}`,
  (name, values) => `<tool_call>\n{'name': '${name}', 'arguments': ${values}}\n</tool_call>`,
  (name, values) => `{"name": "${name}", "arguments": "${values}"}`,
];

export const unparseableCall: Operator = {
  name: 'unparseable-call',
  family: 'broken_call',
  summary: 'Writes the call out so that no reader takes it for one: a bracket missing, a comma too many, the wrong quotes.',
  claim: 'breaks-schema',
  weight: 1,
  targets: (decision) => (decision.due === 'call' ? [{ pointer: '' }] : []),
  *mutate(decision, _target, stream) {
    const { name, arguments: values } = callOf(stepOf(decision).primitive);
    for (const slip of stream.shuffle(SLIPS)) {
      const text = slip(name, JSON.stringify(values));
      if (!isReadable(text)) yield { change: { op: 'say', words: [text], reports: null }, setting: requestAlone, stated: '' };
    }
  },
};

/** Whether the text, from its first brace to its last, is JSON after all. */
function isReadable(text: string): boolean {
  try {
    JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
    return true;
  } catch {
    return false;
  }
}
