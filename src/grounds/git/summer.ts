import type { Cast } from './cast.ts';
import { replacePassages, type Scribe } from './scribe.ts';

/** Mid to end of June 2026: what is open, what was put away, and what is not committed yet. */
export function writeSummer(scribe: Scribe, cast: Cast): void {
  const { commit, add, hour, read } = scribe;
  const { lead, billing, booking, docs } = cast;
  const putAway = (day: string, message: string, path: string, from: string, to: string) => {
    add({ event: 'switch', branch: 'main' });
    const changes = { [path]: replacePassages(read('main', path), [[from, to]], path) };
    add({ event: 'stash', message, author: lead, date: hour(day), changes });
  };
  putAway('2026-06-12', 'pontoon in the glossary', 'docs/glossary.md', '- **finger**', '- **pontoon**: a floating jetty\n- **finger**');
  add({ event: 'branch', name: 'feature/sms-reminders', from: 'main' });
  commit('feature/sms-reminders', lead, '2026-06-16', 'Send reminders by SMS', {
    'berthbook/sms.py': `from .models import Booking

REMINDER = "Berth {berth} is ready for {boat} on {arrives:%d %B}. Saltmarsh Marina"


def reminder(booking: Booking) -> str | None:
    if not booking.phone:
        return None
    return REMINDER.format(**vars(booking))
`,
  });
  commit('main', booking, '2026-06-18', 'Speed up the free-berth search', {
    'berthbook/calendar.py': [
      [
        '    return [berth for berth in berths if not berth.under_repair and not any(b.berth == berth.code for b in bookings_on(day, bookings))]\n',
        '    taken = {b.berth for b in bookings_on(day, bookings)}\n    return [berth for berth in berths if not berth.under_repair and berth.code not in taken]\n',
      ],
    ],
  });
  putAway('2026-06-18', 'shorter error table', 'docs/api.md', '| 404 | no such berth |\n', '');
  add({ event: 'branch', name: 'docs/faq', from: 'main' });
  commit('docs/faq', docs, '2026-06-22', 'Start an FAQ', {
    'docs/faq.md': `# Questions guests ask

**Can I stay one more night?** Yes, when the berth is free. Call the office before noon.
`,
  });
  commit('feature/sms-reminders', lead, '2026-06-23', 'Let guests opt out of SMS', {
    'berthbook/sms.py': [
      ['    if not booking.phone:\n', '    if not booking.phone or booking.email in opted_out:\n'],
      ['def reminder(', 'opted_out: set[str] = set()\n\n\ndef reminder('],
    ],
  });
  putAway('2026-06-24', 'colours for the office screen', 'berthbook/calendar.py', 'return "sand"', 'return "amber"');
  commit('main', billing, '2026-06-25', 'List unpaid invoices first', {
    'berthbook/invoices.py': [
      [
        'def footer(',
        `def unpaid_first(invoices: list[dict]) -> list[dict]:
    return sorted(invoices, key=lambda i: (i["paid"], i["number"]))


def footer(`,
      ],
    ],
  });
  commit('docs/faq', docs, '2026-06-26', 'Answer the question about refunds', {
    'docs/faq.md': [['before noon.\n', 'before noon.\n\n**Do I get my deposit back?** Yes, up to seven days before you arrive.\n']],
  });
  putAway(
    '2026-06-26',
    'alarms in the ICS export',
    'berthbook/ics.py',
    '            "END:VEVENT",\n',
    '            "BEGIN:VALARM",\n            "TRIGGER:-PT12H",\n            "END:VALARM",\n            "END:VEVENT",\n',
  );
}

/** The last two commits, which nobody has pushed. */
export function writeUnpushed({ commit }: Scribe, cast: Cast): void {
  commit('main', cast.docs, '2026-06-29', 'Correct the deposit example', {
    'docs/pricing.md': [
      [
        '\nAll prices are',
        '\nStays of fourteen nights or more need a deposit: a fifth of the price, so 84 euros of 420.\n\nAll prices are',
      ],
    ],
  });
  commit('main', cast.lead, '2026-06-29', 'Name the harbour office in the README', {
    'README.md': [['invoices by email.\n', 'invoices by email.\nQuestions go to the harbour office at Saltmarsh Marina.\n']],
  });
}

/** What lies uncommitted in the working tree: changed, new and ignored files. No open branch changes the same files. */
export function leaveWork({ add, read }: Scribe): void {
  const leave = (path: string, content: string) => add({ event: 'edit', path, content, staged: false });
  const change = (path: string, from: string, to: string) => leave(path, replacePassages(read('main', path), [[from, to]], path));
  change('config/marina.yaml', 'berths: 64\n', 'berths: 66\n');
  change('berthbook/settings.py', 'marina().get("port", 8040)', 'marina().get("port", 8050)');
  change('deploy/berthbook.service', 'Restart=on-failure\n', 'Restart=on-failure\nRestartSec=5\n');
  change('docs/deploy.md', 'Run `systemctl enable', 'Run `systemctl daemon-reload` and `systemctl enable');
  leave('docs/refunds.md', '# Refunds\n\nDeposits are paid back up to seven days before the arrival.\n');
  leave('berths.csv', 'code,length_m,depth_m\nA1,8.0,1.8\nA2,8.0,1.8\nB1,12.0,2.4\n');
  leave('notes/kinsale-call.md', '- 22 berths on the quay\n- they want invoices in two languages\n');
  leave('notes/todo.md', '- ask about the fuel dock\n- order new signs\n');
  leave(
    'scripts/import_berths.py',
    'import csv\nimport sys\n\nfor row in csv.DictReader(open(sys.argv[1])):\n    print(row["code"], row["length_m"])\n',
  );
  leave('berthbook.log', '2026-06-30 08:14:02 INFO 64 berths loaded\n');
  leave('.env', 'SMTP_PASSWORD=change-me\n');
  leave('build/manifest.txt', 'berthbook-1.4.0-py3-none-any.whl\n');
}
