import { type Operator, requestAlone } from './operator.ts';

export const guessedValue: Operator = {
  name: 'guessed-value',
  family: 'wrong_number',
  summary: 'Calls with a value that nobody gave, where the request leaves it open and asking is due.',
  claim: 'breaks-intent',
  weight: 0.8,
  targets: ({ trajectory: { open } }) => (open === undefined ? [] : [{ pointer: open.pointer }]),
  *mutate({ trajectory: { open } }, { pointer }) {
    for (const again of open?.guesses ?? []) yield { change: { op: 'call', again }, setting: requestAlone, stated: pointer };
  },
};
