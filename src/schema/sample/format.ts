import { borrowFaker } from '../../random/faker.ts';
import type { Stream } from '../../random/stream.ts';
import { speakDay, speakTime } from './days.ts';
import { speakText } from './meaning.ts';
import type { Hint } from './place.ts';

type Speak = (hint: Hint, stream: Stream) => string;

/** Texts for the formats that JSON Schema and OpenAPI name; any other is taken as a word about the meaning. */
const formats: Record<string, Speak> = {
  date: (hint, stream) => speakDay(hint, stream),
  time: (_, stream) => `${speakTime(stream)}Z`,
  'date-time': (hint, stream) => `${speakDay(hint, stream)}T${speakTime(stream)}Z`,
  'iso-time': (_, stream) => speakTime(stream),
  'iso-date-time': (hint, stream) => `${speakDay(hint, stream)}T${speakTime(stream)}`,
  duration: (_, stream) => stream.pick(['P1D', 'P3D', 'P2W', 'P1M', 'PT15M', 'PT30M', 'PT1H', 'PT90M', 'P1DT12H', 'P1Y6M']),
  email: (_, stream) => speakMail(stream),
  'idn-email': (_, stream) => speakMail(stream),
  hostname: (_, stream) => speakHost(stream),
  'idn-hostname': (_, stream) => speakHost(stream),
  ipv4: (_, stream) => `192.0.2.${1 + stream.below(254)}`,
  ipv6: (_, stream) => `2001:db8::${(1 + stream.below(0xfffe)).toString(16)}`,
  uri: (hint, stream) => speakAddress(hint, stream),
  url: (hint, stream) => speakAddress(hint, stream),
  iri: (hint, stream) => speakAddress(hint, stream),
  'uri-reference': (hint, stream) => (stream.below(2) === 0 ? speakAddress(hint, stream) : `/${speakSlug(stream)}`),
  'iri-reference': (hint, stream) => (stream.below(2) === 0 ? speakAddress(hint, stream) : `/${speakSlug(stream)}`),
  'uri-template': (_, stream) => `https://api.example.com/${speakSlug(stream)}/{id}`,
  uuid: (_, stream) => borrowFaker(stream).string.uuid(),
  'json-pointer': (_, stream) => `/${speakSlug(stream)}/${stream.below(10)}`,
  'relative-json-pointer': (_, stream) => `${stream.below(3)}/${speakSlug(stream)}`,
  'json-pointer-uri-fragment': (_, stream) => `#/${speakSlug(stream)}`,
  regex: (_, stream) => stream.pick(['^[a-z]+$', '\\d{4}', '^[A-Z][a-z]+$', '[0-9]+', '\\bTODO\\b', '^v\\d+\\.\\d+$']),
  byte: (_, stream) => Buffer.from(speakSlug(stream)).toString('base64'),
};

/** A text of this format; undefined where the format says nothing about the text. */
export function speakFormat(format: string, hint: Hint, stream: Stream): string | undefined {
  if (Object.hasOwn(formats, format)) return (formats[format] as Speak)(hint, stream);
  return undefined;
}

/** Formats whose texts are checked, so that a text of another form would not do. */
export function isStrictFormat(format: string): boolean {
  return Object.hasOwn(formats, format);
}

function speakMail(stream: Stream): string {
  const faker = borrowFaker(stream);
  const [first, last] = [faker.person.firstName(), faker.person.lastName()].map((name) => name.toLowerCase().replace(/[^a-z]/gu, ''));
  return `${first}.${last}@example.${stream.pick(['com', 'org', 'net'])}`;
}

function speakHost(stream: Stream): string {
  return `${stream.pick(['www', 'api', 'mail', 'shop', 'docs', 'db1', 'cdn'])}.example.${stream.pick(['com', 'org', 'net'])}`;
}

function speakAddress(hint: Hint, stream: Stream): string {
  const told = speakText({ ...hint, name: `${hint.name}_url` }, stream);
  return /^https?:\/\//u.test(told) ? told : `https://example.com/${speakSlug(stream)}`;
}

function speakSlug(stream: Stream): string {
  return borrowFaker(stream)
    .word.noun()
    .toLowerCase()
    .replace(/[^a-z]/gu, '');
}
