import { distractorValue } from './distractor-value.ts';
import { droppedConstraint } from './dropped-constraint.ts';
import type { Operator } from './operator.ts';
import { prematureAnswer } from './premature-answer.ts';
import { prematureStop } from './premature-stop.ts';
import { readForWrite } from './read-for-write.ts';
import { repeatedCall } from './repeated-call.ts';
import { siblingTool } from './sibling-tool.ts';
import { skippedCall } from './skipped-call.ts';
import { staleValue } from './stale-value.ts';
import { swappedArguments } from './swapped-arguments.ts';
import { mistakes } from './values/index.ts';
import { operatorOf } from './values/operator.ts';
import { writeForRead } from './write-for-read.ts';
import { wrongElement } from './wrong-element.ts';

/** Every operator, by family. A new one is one file and one line here. */
export const allOperators: readonly Operator[] = [
  // wrong value
  ...mistakes.map(operatorOf),
  distractorValue,
  staleValue,
  wrongElement,
  swappedArguments,
  // wrong function
  siblingTool,
  readForWrite,
  writeForRead,
  // wrong number of calls
  repeatedCall,
  prematureAnswer,
  prematureStop,
  skippedCall,
  // missing optional
  droppedConstraint,
];
