/** How a request may come, beside one message that says all at once; by name -> what a row with it has. */
export const ways = {
  correction: 'a value is said and taken back in the same message',
  follow_up: 'the last message says only what differs from the turn before',
  second_thought: 'the last message asks for another than the turn before',
  two_requests: 'one message asks for two things that have nothing to do with each other',
  remark_before: 'a remark before the request mentions another value of the same sort',
  remark_after: 'a remark after it does',
  relative_date: 'a date is said as seen from the day that the system message tells',
  local_date: 'a date is written in the order that the system message tells',
  persona: 'somebody gives their name',
  typos: 'plain words are mistyped',
} as const;
export type Way = keyof typeof ways;
export const wayNames = Object.keys(ways) as [Way, ...Way[]];

/**
 * Words around a value, and around the one it takes the place of. Those that name only the new one are for requests that have a single value
 * of its sort. `amount`: numbers and counts; `thing`: anything else but dates, which always need both.
 */
export interface Turn {
  words: string;
  of: 'thing' | 'amount' | 'any';
}

/** Takes a value back at the end of a message, after a whole sentence. */
export const corrections: readonly Turn[] = [
  { words: ' No wait, {value}.', of: 'thing' },
  { words: ' Sorry, I mean {value}.', of: 'thing' },
  { words: ' Correction: {value}.', of: 'thing' },
  { words: ' Hang on, it is {value}.', of: 'thing' },
  { words: ' No wait, {value}.', of: 'amount' },
  { words: ' Sorry, make that {value}.', of: 'amount' },
  { words: ' Sorry, {value}, not {other}.', of: 'any' },
  { words: ' I said {other}, but I mean {value}.', of: 'any' },
  { words: ' No, {value} instead of {other}.', of: 'any' },
  { words: ' Correction: {value} rather than {other}.', of: 'any' },
];

/** Says what differs from the turn before. */
export const followUps: readonly Turn[] = [
  { words: 'Same for {value}, please.', of: 'thing' },
  { words: 'And for {value}?', of: 'thing' },
  { words: 'Now the same for {value}.', of: 'thing' },
  { words: 'Do that for {value} as well.', of: 'thing' },
  { words: 'same for {value}', of: 'thing' },
  { words: 'And with {value}?', of: 'amount' },
  { words: 'Now the same with {value}.', of: 'amount' },
  { words: 'Same again, but with {value} instead of {other}.', of: 'any' },
  { words: 'Once more, with {value} in place of {other}.', of: 'any' },
];

/** Asks for another than the turn before. */
export const secondThoughts: readonly Turn[] = [
  { words: 'No, I meant {value}.', of: 'thing' },
  { words: 'No, the other one: {value}.', of: 'thing' },
  { words: 'Sorry, wrong one. I need it for {value}.', of: 'thing' },
  { words: 'Oh, I should have said {value}.', of: 'thing' },
  { words: 'Oh, I should have said {value}.', of: 'amount' },
  { words: 'No, I meant {value}, not {other}.', of: 'any' },
  { words: 'That should have been {value} instead of {other}.', of: 'any' },
  { words: 'sorry, {value}, not {other}', of: 'any' },
];

/** What stands before and between two requests in one message. Sentences stand on both sides of `between`. */
export const joints: readonly { before: string; between: string }[] = [
  { before: 'Two things. ', between: ' And second: ' },
  { before: '', between: ' After that: ' },
  { before: '', between: '\n\nAnd another thing. ' },
  { before: 'Two things at once. ', between: ' Also: ' },
  { before: '1. ', between: '\n2. ' },
  { before: 'Two things:\n- ', between: '\n- ' },
];

/** How somebody gives their name, before a request and after it. */
export const signatures = {
  before: ['{persona} here. ', 'Hi, this is {persona}. ', 'Hello, {persona} again. ', "It's {persona}. "],
  after: [' Thanks, {persona}', '\n\n{persona}', ' Best, {persona}', '\n- {persona}'],
} as const;
