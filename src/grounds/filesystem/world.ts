import { streamOf } from '../../random/stream.ts';
import type { WorldFile } from '../recipe.ts';
import { serveClients } from './clients.ts';
import { keepFinance } from './finance.ts';
import { foundFirm } from './firm.ts';
import { holdMeetings } from './meetings.ts';
import { keepOffice } from './office.ts';
import { keepPeople } from './people.ts';
import { runProduction } from './production.ts';
import { runProjects } from './projects.ts';

/** The shared drive of Brightwater Coffee Roasters, a firm of fourteen, at the end of June 2026. Sorted by path. */
export function fillDrive(seed: string): WorldFile[] {
  const stream = streamOf('filesystem', seed);
  const firm = foundFirm(stream.child('firm'));
  return [
    ...keepFinance(firm, stream.child('finance')),
    ...runProjects(firm, stream.child('projects')),
    ...keepPeople(firm, stream.child('hr')),
    ...serveClients(firm),
    ...holdMeetings(firm, stream.child('meetings')),
    ...runProduction(firm, stream.child('production')),
    ...keepOffice(firm, stream.child('office')),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
