import type { Cast } from './cast.ts';
import type { Scribe } from './scribe.ts';

/** The folder whose folders are the hosts that the remotes name; each holds bare repositories. */
export const HOSTING = '.hosting';

export const SERVER = 'git.saltmarsh.example';
export const FORK_SERVER = 'git.kinsale-marina.example';
const STAGING_SERVER = 'staging.saltmarsh.example';
const OFFSITE_SERVER = 'nas.saltmarsh.example';

/** A repository on a host: its address, and its place in the world. */
export function reach(user: string, host: string, repository: string): { url: string; hosted: string } {
  return { url: `${user}@${host}:${repository}.git`, hosted: `${HOSTING}/${host}/${repository}.git` };
}

/** A customer's fork of 1.3.0, which has gone on by itself. To be called when 1.3.0 is the latest. */
export function forkForKinsale({ add, commit }: Scribe): void {
  const niamh = { name: 'Niamh Corcoran', email: 'niamh@kinsale-marina.example' };
  add({ event: 'remote', name: 'kinsale', ...reach('git', FORK_SERVER, 'berthbook') });
  add({ event: 'push', remote: 'kinsale', branches: ['main'], tags: ['v1.3.0'], track: false });
  add({ event: 'branch', name: 'quay', from: 'main', on: 'kinsale' });
  commit(
    'main',
    niamh,
    '2026-05-20',
    'Add the opening hours of Kinsale',
    { 'config/kinsale.yaml': 'name: Kinsale Marina\nopen_until: "20:00"\n' },
    'kinsale',
  );
  commit(
    'quay',
    niamh,
    '2026-06-17',
    'List the berths of the town quay',
    { 'config/quay.csv': 'code,length_m\nQ1,10.0\nQ2,10.0\n' },
    'kinsale',
  );
}

/** The copy off site, as of 1.3.1. */
export function copyOffSite({ add }: Scribe): void {
  add({ event: 'remote', name: 'offsite', ...reach('backup', OFFSITE_SERVER, 'berthbook') });
  add({ event: 'push', remote: 'offsite', branches: ['main', 'release/1.3'], tags: ['v1.2.0', 'v1.3.0', 'v1.3.1'], track: false });
}

/** The machine for trials, as of 1.4.0 with one commit of its own. */
export function deployToStaging({ add, commit }: Scribe, { ops }: Cast): void {
  add({ event: 'remote', name: 'staging', ...reach('deploy', STAGING_SERVER, 'berthbook') });
  add({ event: 'push', remote: 'staging', branches: ['main', 'feature/seasonal-rates'], tags: ['v1.4.0'], track: false });
  commit('main', ops, '2026-06-15', 'Try another place for the backups', { 'deploy/staging.env': 'BACKUPS=/srv/backups\n' }, 'staging');
}

/** The firm's own server: nearly everything, one branch that is gone there, and what colleagues pushed since. */
export function pushToOrigin({ add, commit }: Scribe, { booking, ops }: Cast): void {
  add({ event: 'remote', name: 'origin', ...reach('git', SERVER, 'berthbook') });
  add({
    event: 'push',
    remote: 'origin',
    branches: ['main', 'release/1.3', 'feature/seasonal-rates', 'fix/overlap-check'],
    tags: ['v1.0.0', 'v1.1.0', 'v1.1.1', 'v1.2.0', 'v1.3.0', 'v1.3.1', 'v1.4.0'],
    track: true,
  });
  add({ event: 'push', remote: 'origin', branches: ['feature/ics-export'], tags: [], track: false });
  add({ event: 'drop', remote: 'origin', branch: 'feature/ics-export' });
  commit('release/1.3', ops, '2026-06-23', 'Raise the mail timeout', { 'deploy/mail.env': 'SMTP_TIMEOUT=30\n' }, 'origin');
  commit(
    'fix/overlap-check',
    booking,
    '2026-06-26',
    'Cover the night the clocks change',
    {
      'tests/test_clock_change.py': `from datetime import date

from berthbook.calendar import nights_between


def test_the_night_the_clocks_change_is_one_night():
    assert len(list(nights_between(date(2026, 10, 24), date(2026, 10, 26)))) == 2
`,
    },
    'origin',
  );
  add({ event: 'branch', name: 'feature/fuel-dock', from: 'main', on: 'origin' });
  commit(
    'feature/fuel-dock',
    booking,
    '2026-06-29',
    'Book the fuel dock by the half hour',
    {
      'berthbook/fuel.py': `from datetime import datetime, timedelta

SLOT = timedelta(minutes=30)


def slot_of(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute % 30, seconds=moment.second)
`,
    },
    'origin',
  );
}
