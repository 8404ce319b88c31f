import type { Cast } from './cast.ts';
import { release, type Scribe } from './scribe.ts';

/** End of April to mid June 2026: release 1.4.0, the fixes of 1.3.1, and the branches that are still open. `afterFixes` is called at 1.3.1. */
export function writeSpring(scribe: Scribe, cast: Cast, afterFixes: () => void): void {
  const { commit, add, hour } = scribe;
  const { lead, billing, booking, docs, ops } = cast;
  add({ event: 'branch', name: 'release/1.3', from: 'v1.3.0' });
  commit('release/1.3', ops, '2026-04-28', 'Pin the mail library', {
    'pyproject.toml': [['  "weasyprint==62.3",\n', '  "weasyprint==62.3",\n  "aiosmtplib==3.0.2",\n']],
  });
  commit('main', booking, '2026-05-05', 'Colour the calendar by boat length', {
    'berthbook/calendar.py': [
      [
        'def bookings_on(',
        `def colour(booking: Booking) -> str:
    if booking.boat_length_m < 8:
        return "sand"
    return "teal" if booking.boat_length_m <= 12 else "navy"


def bookings_on(`,
      ],
    ],
  });
  commit('release/1.3', billing, '2026-05-06', 'Round the deposit to cents', {
    'berthbook/pricing.py': [['    return price / 5\n', '    return round(price / 5, 2)\n']],
  });
  release(scribe, cast, '2026-05-07', '1.3.1', '1.3.0', '- The deposit is rounded to cents', 'release/1.3');
  add({ event: 'tag', name: 'v1.3.1', at: 'release/1.3', message: 'Deposit rounding', date: hour('2026-05-07'), author: lead });

  afterFixes();

  add({ event: 'branch', name: 'feature/seasonal-rates', from: 'main' });
  commit('feature/seasonal-rates', billing, '2026-05-12', 'Read the seasons from the config', {
    'berthbook/seasons.py': `from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml


def surcharge(day: date) -> Decimal:
    for season in yaml.safe_load(Path("config/seasons.yaml").read_text()):
        if season["from"] <= day <= season["to"]:
            return Decimal(season["surcharge"])
    return Decimal(0)
`,
    'config/seasons.yaml': `- name: summer
  from: 2026-06-15
  to: 2026-09-15
  surcharge: "0.20"
`,
  });
  commit('main', ops, '2026-05-14', 'Add a health check', {
    'berthbook/health.py': `from .bookings import all_bookings


def health() -> dict:
    return {"status": "ok", "bookings": len(all_bookings())}
`,
  });
  commit('feature/seasonal-rates', billing, '2026-05-19', 'Charge the summer surcharge', {
    'berthbook/pricing.py': [
      ['from .models import Booking\n', 'from .models import Booking\nfrom .seasons import surcharge\n'],
      [
        '    rate = daily_rate(booking.boat_length_m)\n',
        '    rate = daily_rate(booking.boat_length_m) * (1 + surcharge(booking.arrives))\n',
      ],
    ],
  });
  commit('main', docs, '2026-05-21', 'Add API examples', {
    'docs/api.md': [
      [
        '# API\n',
        `# API

    curl localhost:8040/berths/free?day=2026-06-01
    curl localhost:8040/bookings -d @booking.json
`,
      ],
    ],
  });
  add({ event: 'branch', name: 'fix/overlap-check', from: 'main' });
  commit('fix/overlap-check', booking, '2026-05-26', 'Allow a new arrival on the day of departure', {
    'berthbook/bookings.py': [
      ['return one.arrives <= two.leaves and two.arrives <= one.leaves', 'return one.arrives < two.leaves and two.arrives < one.leaves'],
    ],
  });
  commit('main', lead, '2026-05-28', "Keep the guest's phone number", {
    'berthbook/models.py': [['    email: str\n', '    email: str\n    phone: str = ""\n']],
  });
  commit('feature/seasonal-rates', billing, '2026-06-02', 'Test the summer surcharge', {
    'tests/test_seasons.py': `from datetime import date
from decimal import Decimal

from berthbook.seasons import surcharge


def test_july_costs_a_fifth_more():
    assert surcharge(date(2026, 7, 1)) == Decimal("0.20")


def test_may_costs_nothing_more():
    assert surcharge(date(2026, 5, 1)) == 0
`,
  });
  commit('main', billing, '2026-06-04', 'Fix the invoice footer', {
    'berthbook/invoices.py': [
      [
        'def total(',
        `def footer(year: int, serial: int) -> str:
    return f"Invoice {invoice_number(year, serial)}, payable within 14 days"


def total(`,
      ],
    ],
  });
  commit('fix/overlap-check', booking, '2026-06-09', 'Test arrivals on the day of departure', {
    'tests/test_bookings.py': [
      ['import fits\n', 'import fits, overlaps\n'],
      [
        'def test_a_boat_keeps',
        `def test_leaving_and_arriving_on_one_day_is_no_overlap():
    early, late = visit(9.0, 1.2), visit(10.0, 1.4)
    late.arrives, late.leaves = early.leaves, date(2026, 6, 5)
    assert not overlaps(early, late)


def test_a_boat_keeps`,
      ],
    ],
  });
  commit('main', ops, '2026-06-10', 'Warn when a backup is missing', {
    'deploy/backup.sh': [
      ['find /var/backups', 'test -s "/var/backups/berthbook-$day.db" || logger -p user.err "no backup on $day"\nfind /var/backups'],
    ],
  });
  release(scribe, cast, '2026-06-12', '1.4.0', '1.3.0', '- Health check\n- API examples\n- Phone numbers of guests');
  add({ event: 'tag', name: 'v1.4.0', at: 'main', message: 'Health check and API examples', date: hour('2026-06-12'), author: lead });
}
