import { argv } from 'node:process';
import { configSchema } from '../src/model/config.ts';
import { allOperators } from '../src/operators/index.ts';
import { planPairs } from '../src/pairs/plan.ts';
import { composeShipped } from './library.ts';
import { ownPeak, startTimer } from './measure.ts';

/** Plans a build of the shipped grounds, some times over under other names, and prints as JSON what that took. */
const [copies, pairs] = argv.slice(2).map(Number) as [number, number];
const stop = startTimer();
const compositions = Array.from({ length: copies }, (_, copy) => [...composeShipped(copy)]).flat();
const tools = compositions.reduce((sum, { ground }) => sum + ground.tools.size, 0);
planPairs(compositions, allOperators, configSchema.parse({ pairs }));
console.log(JSON.stringify({ tools, seconds: stop().processor, megabytes: ownPeak() }));
