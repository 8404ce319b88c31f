import type { Cast } from './cast.ts';
import type { Rates } from './rates.ts';
import { release, type Scribe } from './scribe.ts';

/** December 2025 to April 2026: releases 1.2.0 and 1.3.0, with the branches that were merged on the way. */
export function writeWinter(scribe: Scribe, cast: Cast, rates: { old: Rates; now: Rates }): void {
  const { commit, add, hour } = scribe;
  const { lead, billing, booking, docs, ops } = cast;
  add({ event: 'branch', name: 'feature/waiting-list', from: 'main' });
  commit('feature/waiting-list', booking, '2025-12-09', 'Keep a waiting list', {
    'berthbook/waiting.py': `from dataclasses import dataclass
from datetime import date


@dataclass
class Wish:
    guest: str
    email: str
    boat_length_m: float
    arrives: date
    leaves: date


_line: list[Wish] = []


def join_line(wish: Wish) -> int:
    """Place in the line, from 1."""
    _line.append(wish)
    return len(_line)
`,
  });
  commit('main', ops, '2025-12-11', 'Log to journald', {
    'deploy/berthbook.service': [['Restart=on-failure\n', 'Restart=on-failure\nStandardOutput=journal\nStandardError=journal\n']],
    'docs/deploy.md': [['berthbook`.\n', 'berthbook`.\n4. Read the log with `journalctl -u berthbook`.\n']],
  });
  commit('main', lead, '2025-12-16', 'Move the port to the config', {
    'config/marina.yaml': [['name: Saltmarsh Marina\n', 'name: Saltmarsh Marina\nport: 8040\n']],
    'berthbook/settings.py': [
      [
        `@cache
def marina() -> dict:`,
        `def port() -> int:
    return int(marina().get("port", 8040))


@cache
def marina() -> dict:`,
      ],
    ],
    'README.md': [['berthbook serve --port 8040', 'berthbook serve']],
  });
  commit('feature/waiting-list', booking, '2026-01-06', 'Offer a free berth to the first in line', {
    'berthbook/waiting.py': [
      [
        '    return len(_line)\n',
        `    return len(_line)


def first_for(length_m: float, first: date, last: date) -> Wish | None:
    for wish in _line:
        if wish.boat_length_m <= length_m and first <= wish.arrives and wish.leaves <= last:
            return wish
    return None
`,
      ],
    ],
  });
  commit('main', docs, '2026-01-08', 'Explain the winter prices', {
    'docs/pricing.md': [
      [
        'Every seventh night is free.\n',
        'Every seventh night is free. In winter (November to February) ask the office for a monthly price.\n',
      ],
    ],
  });
  commit('feature/waiting-list', booking, '2026-01-13', 'Test the waiting list', {
    'tests/test_waiting.py': `from datetime import date

from berthbook.waiting import Wish, first_for, join_line


def test_the_first_boat_that_fits_is_offered_the_berth():
    join_line(Wish("M. Roche", "roche@post.example", 13.0, date(2026, 7, 4), date(2026, 7, 6)))
    join_line(Wish("J. Daly", "daly@post.example", 9.5, date(2026, 7, 4), date(2026, 7, 6)))
    wish = first_for(10.0, date(2026, 7, 1), date(2026, 7, 8))
    assert wish is not None and wish.guest == "J. Daly"
`,
  });
  add({ event: 'tag', name: 'boat-show', at: 'main', message: null, date: hour('2026-01-16'), author: lead });
  commit('main', billing, '2026-01-19', 'Ask for a deposit on long stays', {
    'berthbook/pricing.py': [
      [
        'def price_of_stay(',
        `def deposit(price: Decimal, nights: int) -> Decimal:
    """A fifth of the price, from fourteen nights on."""
    if nights < 14:
        return Decimal(0)
    return price / 5


def price_of_stay(`,
      ],
    ],
  });
  commit('main', billing, '2026-01-20', 'Show the deposit on the invoice', {
    'berthbook/invoices.py': [
      ['from .pricing import price_of_stay\n', 'from .pricing import deposit, price_of_stay\n'],
      [
        '    return [(stay, price_of_stay(booking))]\n',
        `    price = price_of_stay(booking)
    lines = [(stay, price)]
    paid = deposit(price, booking.nights)
    if paid:
        lines.append(("Deposit, already paid", -paid))
    return lines
`,
      ],
    ],
  });
  add({
    event: 'merge',
    from: 'feature/waiting-list',
    into: 'main',
    author: lead,
    date: hour('2026-01-22'),
    message: "Merge branch 'feature/waiting-list'",
  });
  commit('main', docs, '2026-01-27', 'Document the waiting list', {
    'docs/waiting-list.md': `# Waiting list

When the marina is full a guest can join the line. A berth that becomes free is
offered to the first guest whose boat fits; the offer stands for 24 hours.
`,
  });
  add({ event: 'branch', name: 'chore/ci', from: 'main' });
  commit('chore/ci', ops, '2026-01-29', 'Run the tests on every push', {
    '.ci/tests.yml': `on: push
steps:
  - pip install -e ".[test]"
  - pytest -q
`,
  });
  commit('chore/ci', ops, '2026-02-03', 'Check the types as well', {
    '.ci/tests.yml': [['  - pytest -q\n', '  - mypy berthbook\n  - pytest -q\n']],
  });
  add({ event: 'merge', from: 'chore/ci', into: 'main', author: lead, date: hour('2026-02-04'), message: "Merge branch 'chore/ci'" });
  release(scribe, cast, '2026-02-06', '1.2.0', '1.1.1', '- Waiting list\n- Deposits on long stays');
  add({ event: 'tag', name: 'v1.2.0', at: 'main', message: 'Waiting list and deposits', date: hour('2026-02-06'), author: lead });

  commit('main', booking, '2026-02-17', 'Mark berths under repair', {
    'berthbook/models.py': [['    depth_m: float\n', '    depth_m: float\n    under_repair: bool = False\n']],
    'berthbook/calendar.py': [['for berth in berths if not any(', 'for berth in berths if not berth.under_repair and not any(']],
  });
  commit('main', billing, '2026-02-24', 'Email invoices as PDF', {
    'berthbook/emails.py': [
      [
        'def confirmation(',
        `def invoice_mail(booking: Booking, pdf: bytes) -> tuple[str, bytes]:
    return (f"Your invoice for berth {booking.berth}", pdf)


def confirmation(`,
      ],
    ],
    'pyproject.toml': [['  "jinja2==3.1.4",\n', '  "jinja2==3.1.4",\n  "weasyprint==62.3",\n']],
  });
  add({ event: 'branch', name: 'docs/glossary', from: 'main' });
  commit('docs/glossary', docs, '2026-02-26', 'Start a glossary', {
    'docs/glossary.md': `# Glossary

- **berth**: a numbered place for one boat
- **draught**: how deep a boat lies in the water
- **finger**: the short jetty between two berths
`,
  });
  commit('docs/glossary', docs, '2026-03-02', 'Add the words of the price list', {
    'docs/glossary.md': [['- **draught**', '- **deposit**: the fifth of the price that is paid in advance\n- **draught**']],
  });
  add({
    event: 'merge',
    from: 'docs/glossary',
    into: 'main',
    author: docs,
    date: hour('2026-03-04'),
    message: "Merge branch 'docs/glossary'",
  });
  commit('main', ops, '2026-03-10', 'Keep backups for thirty days', {
    'deploy/backup.sh': [['gzip "/var', 'find /var/backups -name "berthbook-*.gz" -mtime +30 -delete\ngzip "/var']],
  });
  commit('main', lead, '2026-03-17', 'Check the draught against the berth', {
    'berthbook/models.py': [['    boat_length_m: float\n    guest', '    boat_length_m: float\n    draught_m: float\n    guest']],
    'berthbook/bookings.py': [
      ['from .models import Booking\n', 'from .models import Berth, Booking\n'],
      [
        'def overlaps(',
        `def fits(booking: Booking, berth: Berth) -> bool:
    return booking.boat_length_m <= berth.length_m and booking.draught_m + 0.3 <= berth.depth_m


def overlaps(`,
      ],
    ],
  });
  commit('main', lead, '2026-03-19', 'Test the draught check', {
    'tests/test_bookings.py': `from datetime import date

from berthbook.bookings import fits
from berthbook.models import Berth, Booking


def visit(length: float, draught: float) -> Booking:
    return Booking("A4", "Petrel", length, draught, "S. Roche", "roche@post.example", date(2026, 6, 1), date(2026, 6, 3))


def test_a_boat_keeps_thirty_centimetres_under_the_keel():
    berth = Berth("A4", 12.0, 2.0)
    assert fits(visit(11.0, 1.7), berth)
    assert not fits(visit(11.0, 1.8), berth)
`,
  });
  commit('main', billing, '2026-04-02', 'Raise the daily rates for 2026', {
    'config/rates.yaml': [
      [`under_8m: ${rates.old.short}`, `under_8m: ${rates.now.short}`],
      [`8m_to_12m: ${rates.old.middle}`, `8m_to_12m: ${rates.now.middle}`],
      [`over_12m: ${rates.old.long}`, `over_12m: ${rates.now.long}`],
    ],
    'docs/pricing.md': [
      [`| under 8 m | ${rates.old.short} |`, `| under 8 m | ${rates.now.short} |`],
      [`| 8 to 12 m | ${rates.old.middle} |`, `| 8 to 12 m | ${rates.now.middle} |`],
      [`| over 12 m | ${rates.old.long} |`, `| over 12 m | ${rates.now.long} |`],
    ],
    'tests/test_pricing.py': [
      [rates.old.short, rates.now.short],
      [rates.old.middle, rates.now.middle],
      [rates.old.long, rates.now.long],
    ],
  });
  commit('main', docs, '2026-04-14', 'Rewrite the setup guide', {
    'docs/setup.md': `# Setup

You need Python 3.11 or newer and a list of your berths.

    python -m venv venv
    venv/bin/pip install .
    venv/bin/berthbook import-berths berths.csv
    venv/bin/berthbook serve

Prices are in \`config/rates.yaml\`, everything about the marina in \`config/marina.yaml\`.
`,
  });
  release(scribe, cast, '2026-04-17', '1.3.0', '1.2.0', '- Draught check\n- Invoices by email\n- Rates for 2026');
  add({
    event: 'tag',
    name: 'v1.3.0',
    at: 'main',
    message: 'Draught check, PDF invoices, rates for 2026',
    date: hour('2026-04-17'),
    author: lead,
  });
}
