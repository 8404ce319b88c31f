import type { ChainStep } from '../recipe.ts';
import { each, vary } from '../variation.ts';

/** Numbers with check digits, bases, addresses, colours, versions and links. */
export function* codeCalls(): Iterable<ChainStep> {
  yield* vary('base', { value: '500', from: 10, to: 16 }, { value: ['505', '550', '512'], from: [8], to: [2, 8] });
  yield* vary('base', { value: '1101', from: 2, to: 10 }, { value: ['1011', '1110', '11001'], from: [8, 16], to: [8, 16] });
  yield* each('luhn', 'number', ['79927398713', '79923798713', '79927398731', '97927398713', '49927398716'], { action: 'validate' });
  yield* each('luhn', 'number', ['7992739871', '7992379871', '4992739871', '7992739817'], { action: 'generate' });
  const [office, depot] = ['10.20.4.0/26', '10.20.4.64/26'];
  yield* each('ip', 'ip', ['10.20.4.31', '10.20.4.13', '10.20.14.31', '192.168.4.31', '203.0.113.31'], { action: 'info' });
  yield* vary(
    'ip',
    { action: 'contains', cidr: office, target: '10.20.4.31' },
    { cidr: [depot, '10.20.4.0/24', '10.20.0.0/16'], target: ['10.20.4.13', '10.20.4.91', '10.20.14.31'] },
  );
  yield* each('ip', 'cidr', [office, depot, '10.20.4.0/24', '10.20.14.0/24', '10.20.4.0/28'], { action: 'range' });
  yield* vary('color', { color: '#1f6feb', to: 'rgb' }, { color: ['#1f6fbe', '#1f6eeb', '#f16feb'], to: ['hsl'] });
  yield* vary('color', { color: 'teal', to: 'hex' }, { color: ['navy', 'maroon', 'olive', 'steelblue'], to: ['rgb', 'hsl'] });
  yield* vary(
    'semver',
    { action: 'compare', version: '3.4.1', version2: '3.4.10' },
    { version: ['3.4.9', '3.5.1', '3.41.0'], version2: ['3.4.0', '3.10.4', '4.3.1'] },
  );
  yield* vary(
    'semver',
    { action: 'satisfies', version: '3.4.1', range: '^3.2.0' },
    { version: ['3.1.4', '3.2.0', '4.3.1'], range: ['~3.2.0', '^3.5.0', '>=4.0.0'] },
  );
  yield* each('url_parse', 'url', [
    'https://pennant.example/trips/41?seats=2&date=2026-07-18',
    'https://pennant.example/trips/41?seats=3&date=2026-07-18',
    'https://pennant.example/trips/14?seats=2&date=2026-07-18',
    'https://pennant.example/tours/41?seats=2&date=2026-07-18',
    'https://book.pennant.example/trips/41?seats=2&date=2026-07-18',
  ]);
}
