import { choices } from './choices.ts';
import { dates } from './dates.ts';
import type { Case } from './kit.ts';
import { names } from './names.ts';
import { nested } from './nested.ts';
import { numbers } from './numbers.ts';
import { optional } from './optional.ts';
import { spelt } from './spelt.ts';
import { times } from './times.ts';
import { tools } from './tools.ts';
import { turns } from './turns.ts';
import { units } from './units.ts';

/** More than a hundred conversations with everything that is right in them. */
export const cases: readonly Case[] = [
  ...dates,
  ...times,
  ...units,
  ...numbers,
  ...names,
  ...choices,
  ...optional,
  ...turns,
  ...nested,
  ...tools,
  ...spelt,
];
