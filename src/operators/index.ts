import { addedRestriction } from './added-restriction.ts';
import { claimsAction } from './claims-action.ts';
import { claimsFailedAction } from './claims-failed-action.ts';
import { contradictsResult } from './contradicts-result.ts';
import { distractorValue } from './distractor-value.ts';
import { droppedConstraint } from './dropped-constraint.ts';
import { givesUp } from './gives-up.ts';
import { guessedValue } from './guessed-value.ts';
import { ignoresError } from './ignores-error.ts';
import { inventsError } from './invents-error.ts';
import { leavesPartOut } from './leaves-part-out.ts';
import { missingParameter } from './missing-parameter.ts';
import { mistypedParameter } from './mistyped-parameter.ts';
import { needlessQuestion } from './needless-question.ts';
import type { Operator } from './operator.ts';
import { overriddenDefault } from './overridden-default.ts';
import { prematureAnswer } from './premature-answer.ts';
import { prematureStop } from './premature-stop.ts';
import { readForWrite } from './read-for-write.ts';
import { reorderedList } from './reordered-list.ts';
import { repeatedCall } from './repeated-call.ts';
import { retriedFailure } from './retried-failure.ts';
import { siblingTool } from './sibling-tool.ts';
import { skippedCall } from './skipped-call.ts';
import { staleValue } from './stale-value.ts';
import { swappedArguments } from './swapped-arguments.ts';
import { unfilledPlaceholder } from './unfilled-placeholder.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownTool } from './unknown-tool.ts';
import { unneededCall } from './unneeded-call.ts';
import { unparseableCall } from './unparseable-call.ts';
import { valueOutsideSchema } from './value-outside-schema.ts';
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
  reorderedList,
  // wrong function
  siblingTool,
  readForWrite,
  writeForRead,
  // wrong number of calls
  repeatedCall,
  prematureAnswer,
  prematureStop,
  skippedCall,
  unneededCall,
  needlessQuestion,
  guessedValue,
  retriedFailure,
  givesUp,
  // optional arguments
  droppedConstraint,
  addedRestriction,
  overriddenDefault,
  // wrong answer
  contradictsResult,
  claimsAction,
  leavesPartOut,
  ignoresError,
  claimsFailedAction,
  inventsError,
  // broken call
  unparseableCall,
  unknownTool,
  unknownParameter,
  missingParameter,
  mistypedParameter,
  valueOutsideSchema,
  unfilledPlaceholder,
];
