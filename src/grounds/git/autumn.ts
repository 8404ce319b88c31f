import type { Cast } from './cast.ts';
import type { Rates } from './rates.ts';
import { release, type Scribe } from './scribe.ts';

/** July to November 2025: the service from its first file to release 1.1.1. */
export function writeAutumn(scribe: Scribe, cast: Cast, rates: Rates): void {
  const { commit, add, hour } = scribe;
  const { lead, billing, booking, docs, ops } = cast;
  commit('main', lead, '2025-07-07', 'Start the project', {
    'README.md': `# Berthbook

Berth bookings for small marinas: a calendar, prices by boat length, invoices by email.

## Run it

    pip install -e .
    berthbook serve --port 8040
`,
    '.gitignore': `__pycache__/
*.log
.env
build/
dist/
`,
    'pyproject.toml': `[project]
name = "berthbook"
version = "0.1.0"
description = "Berth bookings for small marinas"
requires-python = ">=3.11"

[project.scripts]
berthbook = "berthbook.cli:main"

[project.optional-dependencies]
test = ["pytest==8.3.4"]

[tool.pytest.ini_options]
testpaths = ["tests"]

[tool.berthbook]
requires = [
  "pyyaml==6.0.2",
  "jinja2==3.1.4",
]
`,
    'berthbook/__init__.py': `__version__ = "0.1.0"
`,
  });
  commit('main', lead, '2025-07-09', 'Add the berth and booking models', {
    'berthbook/models.py': `from dataclasses import dataclass
from datetime import date


@dataclass
class Berth:
    code: str
    length_m: float
    depth_m: float


@dataclass
class Booking:
    berth: str
    boat: str
    boat_length_m: float
    guest: str
    email: str
    arrives: date
    leaves: date

    @property
    def nights(self) -> int:
        return (self.leaves - self.arrives).days
`,
  });
  commit('main', booking, '2025-07-11', 'Add the booking calendar', {
    'berthbook/calendar.py': `from datetime import date, timedelta

from .models import Booking


def nights_between(first: date, last: date):
    while first < last:
        yield first
        first += timedelta(days=1)


def bookings_on(day: date, bookings: list[Booking]) -> list[Booking]:
    return [b for b in bookings if b.arrives <= day < b.leaves]
`,
  });
  commit('main', billing, '2025-07-16', 'Price a stay by boat length', {
    'berthbook/pricing.py': `from decimal import Decimal

from .models import Booking
from .settings import rates


def daily_rate(boat_length_m: float) -> Decimal:
    table = rates()["daily"]
    if boat_length_m < 8:
        return table["under_8m"]
    if boat_length_m <= 12:
        return table["8m_to_12m"]
    return table["over_12m"]


def price_of_stay(booking: Booking) -> Decimal:
    rate = daily_rate(booking.boat_length_m)
    return rate * Decimal(booking.boat_length_m) * booking.nights
`,
    'config/rates.yaml': `# euros per metre and night
daily:
  under_8m: ${rates.short}
  8m_to_12m: ${rates.middle}
  over_12m: ${rates.long}
`,
  });
  commit('main', booking, '2025-07-18', 'Test the calendar', {
    'tests/test_calendar.py': `from datetime import date

from berthbook.calendar import nights_between


def test_the_last_day_is_no_night():
    nights = list(nights_between(date(2025, 8, 1), date(2025, 8, 4)))
    assert len(nights) == 3
    assert nights[-1] == date(2025, 8, 3)
`,
  });
  commit('main', lead, '2025-07-24', 'Store bookings', {
    'berthbook/bookings.py': `from .models import Booking

_bookings: list[Booking] = []


def add_booking(booking: Booking) -> Booking:
    _bookings.append(booking)
    return booking


def all_bookings() -> list[Booking]:
    return sorted(_bookings, key=lambda b: (b.arrives, b.berth))
`,
  });
  commit('main', billing, '2025-07-29', 'Test prices for short and long boats', {
    'tests/test_pricing.py': `from decimal import Decimal

from berthbook.pricing import daily_rate


def test_short_boats_pay_the_lowest_rate():
    assert daily_rate(7.5) == Decimal("${rates.short}")


def test_twelve_metres_still_pay_the_middle_rate():
    assert daily_rate(12) == Decimal("${rates.middle}")


def test_long_boats_pay_the_highest_rate():
    assert daily_rate(14.2) == Decimal("${rates.long}")
`,
  });
  commit('main', ops, '2025-08-05', 'Add the config loader', {
    'berthbook/settings.py': `from functools import cache
from pathlib import Path

import yaml

CONFIG = Path("config")


@cache
def rates() -> dict:
    return yaml.safe_load((CONFIG / "rates.yaml").read_text())


@cache
def marina() -> dict:
    return yaml.safe_load((CONFIG / "marina.yaml").read_text())
`,
    'config/marina.yaml': `name: Saltmarsh Marina
berths: 64
office: harbour office, east pier
phone: "021 555 0140"
`,
  });
  commit('main', billing, '2025-08-12', 'Write invoices', {
    'berthbook/invoices.py': `from decimal import Decimal

from .models import Booking
from .pricing import price_of_stay


def invoice_lines(booking: Booking) -> list[tuple[str, Decimal]]:
    stay = f"Berth {booking.berth}, {booking.nights} nights"
    return [(stay, price_of_stay(booking))]


def total(lines: list[tuple[str, Decimal]]) -> Decimal:
    return sum((amount for _, amount in lines), Decimal(0))
`,
  });
  commit('main', docs, '2025-08-19', 'Describe the setup', {
    'docs/setup.md': `# Setup

1. Install Python 3.11 or newer.
2. Run \`pip install -e .\` in the project folder.
3. Copy your berths into \`config/marina.yaml\`.
4. Start the service with \`berthbook serve\`.
`,
  });
  commit('main', billing, '2025-08-21', 'Add VAT to invoices', {
    'berthbook/invoices.py': [
      ['from .pricing import price_of_stay\n', 'from .pricing import price_of_stay\n\nVAT_RATE = Decimal("0.135")\n'],
      [
        '    return sum((amount for _, amount in lines), Decimal(0))\n',
        '    net = sum((amount for _, amount in lines), Decimal(0))\n    return round(net * (1 + VAT_RATE), 2)\n',
      ],
    ],
  });
  commit('main', booking, '2025-08-28', 'Refuse overlapping bookings', {
    'berthbook/bookings.py': [
      ['_bookings: list[Booking] = []\n', '_bookings: list[Booking] = []\n\n\nclass BerthTaken(Exception):\n    pass\n'],
      [
        '    _bookings.append(booking)\n',
        `    for other in _bookings:
        if other.berth == booking.berth and overlaps(other, booking):
            raise BerthTaken(booking.berth)
    _bookings.append(booking)
`,
      ],
      [
        'def all_bookings()',
        `def overlaps(one: Booking, two: Booking) -> bool:
    return one.arrives <= two.leaves and two.arrives <= one.leaves


def all_bookings()`,
      ],
    ],
  });
  commit('main', lead, '2025-09-03', 'Send a confirmation email', {
    'berthbook/emails.py': `from .models import Booking
from .settings import marina

CONFIRMATION = """Dear {guest},

berth {berth} is yours from {arrives} to {leaves}.
Please call the harbour office on {phone} when you are an hour out.
"""


def confirmation(booking: Booking) -> str:
    return CONFIRMATION.format(phone=marina()["phone"], **vars(booking))
`,
  });
  commit('main', docs, '2025-09-09', 'Describe the prices', {
    'docs/pricing.md': `# Prices

A stay costs the daily rate times the length of the boat times the nights.

| boat | euros per metre and night |
|---|---|
| under 8 m | ${rates.short} |
| 8 to 12 m | ${rates.middle} |
| over 12 m | ${rates.long} |

All prices are without VAT.
`,
  });
  commit('main', ops, '2025-09-11', 'Deploy with systemd', {
    'deploy/berthbook.service': `[Unit]
Description=Berthbook
After=network.target

[Service]
User=berthbook
WorkingDirectory=/opt/berthbook
ExecStart=/opt/berthbook/venv/bin/berthbook serve --port 8040
Restart=on-failure

[Install]
WantedBy=multi-user.target
`,
    'docs/deploy.md': `# Deploy

1. Copy the wheel to the server and install it into \`/opt/berthbook/venv\`.
2. Copy \`deploy/berthbook.service\` to \`/etc/systemd/system\`.
3. Run \`systemctl enable --now berthbook\`.
`,
  });
  commit('main', lead, '2025-09-12', 'Release 1.0.0', {
    'CHANGELOG.md': `# Changelog

## 1.0.0 - 2025-09-12

- Bookings, a calendar, prices by boat length
- Invoices with VAT
- Confirmation emails
`,
    'pyproject.toml': [['version = "0.1.0"', 'version = "1.0.0"']],
    'berthbook/__init__.py': [['0.1.0', '1.0.0']],
  });
  add({
    event: 'tag',
    name: 'v1.0.0',
    at: 'main',
    message: 'First release: bookings, prices, invoices',
    date: hour('2025-09-12'),
    author: lead,
  });

  add({ event: 'branch', name: 'feature/ics-export', from: 'main' });
  commit('feature/ics-export', booking, '2025-09-23', 'Export bookings as ICS', {
    'berthbook/ics.py': `from .models import Booking

HEAD = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Saltmarsh//Berthbook//EN"]


def to_ics(bookings: list[Booking]) -> str:
    lines = list(HEAD)
    for booking in bookings:
        lines += [
            "BEGIN:VEVENT",
            f"DTSTART;VALUE=DATE:{booking.arrives:%Y%m%d}",
            f"DTEND;VALUE=DATE:{booking.leaves:%Y%m%d}",
            f"SUMMARY:{booking.boat} on {booking.berth}",
            "END:VEVENT",
        ]
    return "\\r\\n".join([*lines, "END:VCALENDAR", ""])
`,
  });
  commit('main', billing, '2025-09-25', 'Number invoices by year', {
    'berthbook/invoices.py': [
      [
        'def invoice_lines(',
        `def invoice_number(year: int, serial: int) -> str:
    return f"{year}-{serial:04d}"


def invoice_lines(`,
      ],
    ],
  });
  commit('feature/ics-export', booking, '2025-10-01', 'Test the ICS export', {
    'tests/test_ics.py': `from berthbook.ics import to_ics


def test_an_empty_calendar_is_still_a_calendar():
    assert to_ics([]).startswith("BEGIN:VCALENDAR\\r\\n")
    assert to_ics([]).endswith("END:VCALENDAR\\r\\n")
`,
  });
  add({
    event: 'merge',
    from: 'feature/ics-export',
    into: 'main',
    author: lead,
    date: hour('2025-10-07'),
    message: "Merge branch 'feature/ics-export'",
  });
  commit('main', ops, '2025-10-14', 'Back up the database every night', {
    'deploy/backup.sh': `#!/bin/sh
set -eu
day=$(date +%F)
sqlite3 /opt/berthbook/data.db ".backup /var/backups/berthbook-$day.db"
gzip "/var/backups/berthbook-$day.db"
`,
  });
  commit('main', docs, '2025-10-21', 'List the error codes', {
    'docs/api.md': `# API

| code | meaning |
|---|---|
| 201 | the booking is made |
| 404 | no such berth |
| 409 | the berth is taken |
| 422 | the boat does not fit |
`,
  });
  commit('main', booking, '2025-10-28', 'Show free berths by day', {
    'berthbook/calendar.py': [
      ['from .models import Booking\n', 'from .models import Berth, Booking\n'],
      [
        'def bookings_on(',
        `def free_berths(day: date, berths: list[Berth], bookings: list[Booking]) -> list[Berth]:
    return [berth for berth in berths if not any(b.berth == berth.code for b in bookings_on(day, bookings))]


def bookings_on(`,
      ],
    ],
  });
  commit('main', billing, '2025-11-05', 'Offer a weekly rate', {
    'berthbook/pricing.py': [
      [
        `def price_of_stay(booking: Booking) -> Decimal:
    rate = daily_rate(booking.boat_length_m)
    return rate * Decimal(booking.boat_length_m) * booking.nights
`,
        `def paid_nights(nights: int) -> int:
    """Seven nights for the price of six."""
    weeks, rest = divmod(nights, 7)
    return weeks * 6 + rest


def price_of_stay(booking: Booking) -> Decimal:
    rate = daily_rate(booking.boat_length_m)
    return rate * Decimal(booking.boat_length_m) * paid_nights(booking.nights)
`,
      ],
    ],
    'docs/pricing.md': [['All prices are', 'Every seventh night is free.\n\nAll prices are']],
  });
  commit('main', billing, '2025-11-11', 'Test the weekly rate', {
    'tests/test_pricing.py': [
      ['import daily_rate\n', 'import daily_rate, paid_nights\n'],
      [
        'def test_short_boats_pay',
        `def test_every_seventh_night_is_free():
    assert paid_nights(6) == 6
    assert paid_nights(7) == 6
    assert paid_nights(15) == 13


def test_short_boats_pay`,
      ],
    ],
  });
  release(scribe, cast, '2025-11-14', '1.1.0', '1.0.0', '- ICS export\n- Free berths by day\n- A weekly rate');
  add({ event: 'tag', name: 'v1.1.0', at: 'main', message: 'ICS export and weekly rates', date: hour('2025-11-14'), author: lead });

  add({ event: 'branch', name: 'fix/vat-rounding', from: 'main' });
  commit('fix/vat-rounding', billing, '2025-11-20', 'Round VAT per invoice line', {
    'berthbook/invoices.py': [
      [
        `    net = sum((amount for _, amount in lines), Decimal(0))
    return round(net * (1 + VAT_RATE), 2)
`,
        `    return sum((with_vat(amount) for _, amount in lines), Decimal(0))


def with_vat(net: Decimal) -> Decimal:
    return round(net * (1 + VAT_RATE), 2)
`,
      ],
    ],
  });
  commit('fix/vat-rounding', billing, '2025-11-25', 'Test VAT rounding', {
    'tests/test_invoices.py': `from decimal import Decimal

from berthbook.invoices import total


def test_vat_is_rounded_line_by_line():
    lines = [("Berth A4", Decimal("10.10")), ("Power", Decimal("3.30"))]
    assert total(lines) == Decimal("15.21")
`,
  });
  add({
    event: 'merge',
    from: 'fix/vat-rounding',
    into: 'main',
    author: lead,
    date: hour('2025-11-26'),
    message: "Merge branch 'fix/vat-rounding'",
  });
  release(scribe, cast, '2025-11-27', '1.1.1', '1.1.0', '- VAT is rounded per invoice line');
  add({ event: 'tag', name: 'v1.1.1', at: 'main', message: 'VAT rounding', date: hour('2025-11-27'), author: lead });
}
