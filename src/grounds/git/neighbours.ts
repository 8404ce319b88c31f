import type { RepositoryEvent } from '../recipe.ts';
import type { Cast } from './cast.ts';
import { reach, SERVER } from './remotes.ts';
import { openScribe } from './scribe.ts';

/** The website of the marina: a small repository beside the booking service. */
export function writeSite(seed: string, { lead, docs }: Cast): readonly RepositoryEvent[] {
  const { commit, add, hour, events } = openScribe(seed, 'harbour-site');
  commit('main', docs, '2025-09-16', 'Start the website', {
    'index.html': '<!doctype html>\n<title>Saltmarsh Marina</title>\n<h1>Saltmarsh Marina</h1>\n<p>64 berths, open all year.</p>\n',
    'style.css': 'body { font-family: serif; margin: 3rem; }\n',
  });
  commit('main', docs, '2025-11-18', 'Add the price list', {
    'prices.html': '<!doctype html>\n<title>Prices</title>\n<h1>Prices</h1>\n<p>See the price list in the booking service.</p>\n',
  });
  add({ event: 'tag', name: 'winter-2025', at: 'main', message: null, date: hour('2025-11-18'), author: docs });
  commit('main', lead, '2026-03-05', 'Link to the booking page', {
    'index.html': [['open all year.</p>\n', 'open all year.</p>\n<p><a href="https://book.saltmarsh.example">Book a berth</a></p>\n']],
  });
  add({ event: 'branch', name: 'new-photos', from: 'main' });
  commit('new-photos', docs, '2026-06-08', 'Leave room for photos', {
    'style.css': [['margin: 3rem;', 'margin: 3rem; max-width: 60rem;']],
  });
  add({ event: 'switch', branch: 'main' });
  add({ event: 'remote', name: 'origin', ...reach('git', SERVER, 'harbour-site') });
  add({ event: 'push', remote: 'origin', branches: ['main', 'new-photos'], tags: ['winter-2025'], track: true });
  return events;
}

/** A script that warns of high water: another small repository. */
export function writeAlerts(seed: string, { ops, booking }: Cast): readonly RepositoryEvent[] {
  const { commit, add, hour, events } = openScribe(seed, 'tide-alerts');
  commit('main', ops, '2025-10-02', 'Read the tide table', {
    'alerts.py': 'import csv\n\n\ndef tides(path):\n    with open(path) as file:\n        return list(csv.DictReader(file))\n',
    'README.md': '# Tide alerts\n\nWarns the office when the water will be higher than the piers like.\n',
  });
  commit('main', ops, '2025-12-03', 'Warn above four metres', {
    'alerts.py': [
      [
        '        return list(csv.DictReader(file))\n',
        '        return list(csv.DictReader(file))\n\n\ndef high(tides, limit=4.0):\n    return [t for t in tides if float(t["metres"]) > limit]\n',
      ],
    ],
  });
  add({ event: 'tag', name: 'v0.1', at: 'main', message: 'First alerts', date: hour('2025-12-03'), author: ops });
  commit('main', booking, '2026-02-12', 'Warn above 4.2 metres', { 'alerts.py': [['limit=4.0', 'limit=4.2']] });
  add({ event: 'tag', name: 'v0.2', at: 'main', message: 'Fewer alerts', date: hour('2026-02-12'), author: ops });
  add({ event: 'remote', name: 'origin', ...reach('git', SERVER, 'tide-alerts') });
  add({ event: 'push', remote: 'origin', branches: ['main'], tags: ['v0.1', 'v0.2'], track: true });
  add({ event: 'edit', path: 'tides-2026.csv', content: 'day,metres\n2026-07-02,4.3\n2026-07-03,4.1\n', staged: false });
  return events;
}

/** Drawings of the piers: the smallest repository beside it. */
export function writeMaps(seed: string, { booking, docs }: Cast): readonly RepositoryEvent[] {
  const { commit, add, events } = openScribe(seed, 'berth-maps');
  commit('main', booking, '2026-02-19', 'Draw the east pier', { 'east-pier.txt': 'A1 A2 A3 A4\n  B1  B2\n' });
  commit('main', docs, '2026-04-21', 'Draw the west pier', { 'west-pier.txt': 'C1 C2 C3\n' });
  add({ event: 'remote', name: 'origin', ...reach('git', SERVER, 'berth-maps') });
  add({ event: 'push', remote: 'origin', branches: ['main'], tags: [], track: true });
  add({ event: 'edit', path: 'west-pier.txt', content: 'C1 C2 C3 C4\n', staged: true });
  return events;
}
