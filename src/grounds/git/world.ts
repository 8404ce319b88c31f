import { streamOf } from '../../random/stream.ts';
import type { RepositoryEvent, World } from '../recipe.ts';
import { writeAutumn } from './autumn.ts';
import { drawCast } from './cast.ts';
import { writeAlerts, writeMaps, writeSite } from './neighbours.ts';
import { drawRates } from './rates.ts';
import { copyOffSite, deployToStaging, forkForKinsale, pushToOrigin } from './remotes.ts';
import { openScribe } from './scribe.ts';
import { writeSpring } from './spring.ts';
import { leaveWork, writeSummer, writeUnpushed } from './summer.ts';
import { writeWinter } from './winter.ts';

export const SEED = 'saltmarsh';

/** The booking service of a marina over one year, its remotes, and three small repositories beside it. */
export function buildWorld(): World {
  return [
    { kind: 'repository', path: 'berthbook', history: writeBerthbook(SEED) },
    { kind: 'repository', path: 'harbour-site', history: writeSite(SEED, drawCast(SEED)) },
    { kind: 'repository', path: 'tide-alerts', history: writeAlerts(SEED, drawCast(SEED)) },
    { kind: 'repository', path: 'berth-maps', history: writeMaps(SEED, drawCast(SEED)) },
  ];
}

/** The history of the booking service. */
export function writeBerthbook(seed: string): readonly RepositoryEvent[] {
  const cast = drawCast(seed);
  const rates = drawRates(streamOf(seed, 'rates'));
  const scribe = openScribe(seed, 'berthbook');
  writeAutumn(scribe, cast, rates.old);
  writeWinter(scribe, cast, rates);
  forkForKinsale(scribe);
  writeSpring(scribe, cast, () => copyOffSite(scribe));
  deployToStaging(scribe, cast);
  writeSummer(scribe, cast);
  pushToOrigin(scribe, cast);
  writeUnpushed(scribe, cast);
  leaveWork(scribe);
  return scribe.events;
}
