import type { ChainStep } from '../recipe.ts';
import { each, vary } from '../variation.ts';

const NOTICES = [
  'The 08:15 coach leaves from Pier Road, stand 4.',
  'The 08:50 coach leaves from Pier Road, stand 4.',
  'The 08:15 coach leaves from Park Road, stand 14.',
  'Bring a packed lunch; the tea room shuts at 15:45.',
  'Bring a packed lunch; the tea rooms shut at 16:45.',
  'Seats 11 and 12 are kept for wheelchair users.',
] as const;

/** Bookings in one sentence each. */
const BOOKINGS = [
  'Bookings PC4471, PC4482 and PX1190 are paid.',
  'Bookings PC4471, PC4428 and PX1190 are paid.',
  'Bookings PC4417 and PX1109 are paid, PC4482 is not.',
  'Please move PC4482 to the 14:20 coach and PX1190 to the 16:20.',
] as const;

/** Notices, voucher codes, booking texts and their spellings. */
export function* textCalls(): Iterable<ChainStep> {
  yield* each('count', 'text', NOTICES);
  yield* vary(
    'hash',
    { input: 'SUMMER-4471', algorithm: 'sha256' },
    { input: ['SUMMER-4417', 'SUMMER-4771', 'WINTER-4471', 'SUMMER-1447'], algorithm: ['md5', 'sha1', 'crc32', 'sha512'] },
  );
  yield* vary(
    'hash',
    { input: 'WINTER-2026', algorithm: 'crc32' },
    { input: ['WINTER-2025', 'WINTER-2062'], algorithm: ['md5', 'sha256'] },
  );
  const encode = { action: 'encode' };
  const decode = { action: 'decode' };
  yield* each('base64', 'input', ['Pier Road', 'Park Road', 'Pier Row', 'stand 4', 'stand 14', 'desk:4471'], encode);
  const coded = ['UGllciBSb2Fk', 'UGFyayBSb2Fk', 'c3RhbmQgNA==', 'c3RhbmQgMTQ='];
  const linked = ['https://pennant.example/trips/41', 'https://pennant.example/trips/14', 'https://pennant.example/tours/41'];
  yield* each('base64', 'input', [...coded, ...linked.map((url) => btoa(url))], decode);
  for (const input of coded) yield { tool: 'base64', arguments: { input, ...encode }, scenario: 'slip:encode-what-is-encoded' };
  yield* vary(
    'encode',
    { input: 'Fish & chips at Sète', action: 'encode', type: 'url' },
    { input: ['Fish & chips at Deal', 'Fish & chips, Sète', 'Fish & chips at 8'], type: ['html', 'unicode'] },
  );
  yield* vary(
    'encode',
    { input: 'Tea < £5 & cake', action: 'encode', type: 'html' },
    { input: ['Tea < £8 & cake', 'Tea > £5 & cake', 'Tea < £5 & pie'], type: ['url', 'unicode'] },
  );
  const wired = [
    'Pier%20Road%20%26%20Park%20Road',
    'Pier%20Row%20%26%20Park%20Road',
    'Pier%20Road%20%26%20Park%20Row',
    'Pier%20Road%2C%20stand%204',
  ];
  yield* each('encode', 'input', wired, { ...decode, type: 'url' });
  for (const input of wired)
    yield { tool: 'encode', arguments: { input, ...encode, type: 'url' }, scenario: 'slip:encode-what-is-encoded' };
  yield* each('char_info', 'char', ['½', '¼', 'é', 'è', '–', '—', '€', '£']);
  yield* patternCalls();
  yield* vary(
    'diff',
    { text1: 'Brightwater Rovers', text2: 'Brigthwater Rover', action: 'distance' },
    {
      text1: ['Bridgewater Rovers', 'Brightwater Ravens', 'Brightwater Rangers'],
      text2: ['Brightwater Rover', 'Britewater Rovers', 'Brigthwater Ravers'],
    },
  );
  const [eight, ten, park] = NOTICES;
  yield* vary('diff', { text1: eight, text2: ten }, { text1: [NOTICES[3], NOTICES[4], NOTICES[5]], text2: [park, NOTICES[4], NOTICES[5]] });
  yield* formatCalls();
}

function* patternCalls(): Iterable<ChainStep> {
  const codes = ['PC\\d{4}', 'PX\\d{4}', 'P[CX]\\d{4}', '\\d{4}'];
  const [base, ...others] = BOOKINGS;
  yield* vary('regex', { pattern: codes[0] as string, text: base, action: 'match' }, { pattern: codes.slice(1), text: others });
  yield* vary(
    'regex',
    { pattern: codes[0] as string, text: base, action: 'replace', replacement: '(hidden)' },
    { pattern: codes.slice(1), text: others, replacement: ['(code)', 'XX', '******'] },
  );
}

function* formatCalls(): Iterable<ChainStep> {
  const inputs = [
    '{"seats": 49, "driver": "Ines"}',
    '{"seats": 49, "driver": "Ines",}',
    '{"seats": 49, "guide": "Ines"}',
    '{"seats": 49 "driver": "Ines"}',
  ];
  yield* vary('format_validate', { input: inputs[0] as string, format: 'json' }, { input: inputs.slice(1), format: ['csv', 'xml'] });
  yield* vary(
    'format_validate',
    { input: '<trip id="41"><seats>49</seats></trip>', format: 'xml' },
    {
      input: ['<trip id="41"><seats>49</trip>', '<trip id=41><seats>49</seats></trip>', '<trip id="41"><seats>49</seats>'],
      format: ['json', 'csv'],
    },
  );
}
