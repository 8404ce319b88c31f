import { inSomeOrder } from '../../random/quick.ts';
import type { Stream } from '../../random/stream.ts';
import { speakText, valuesIn } from '../../schema/sample/meaning.ts';
import { isClearlyOther, isUnheard, mayBeSameQuantity, mayLieIn } from '../acceptable.ts';
import { daysIn } from '../find/day.ts';
import { states } from '../find/find-number.ts';
import type { GivenSlot, Saying } from '../given.ts';
import type { ValuePool } from '../pool.ts';
import { isNamedForPlaces } from '../sorts.ts';
import type { Talk } from '../talk.ts';
import { type Traits, traitsOf } from '../traits.ts';
import { usCities, worldCities } from '../vocabulary/places.ts';
import { type Thing, thingsNamed, thingsOf } from '../vocabulary/vocabulary.ts';
import { exactly, type Wording } from '../wording.ts';
import { nameWords, wordsOf } from '../words.ts';
import { nearNumbers } from './number.ts';

/** Other things of the kind that a text names, by the same sort of name. */
export function* thingsLike(slot: GivenSlot, talk: Talk, stream: Stream): Generator<string> {
  const text = slot.value as string;
  const named = thingsNamed(text);
  const hint = nameWords(`${slot.path.join('_')} ${slot.description}`);
  // A word of several kinds is of the one that its place speaks of, else of none that is sure.
  const fitting = named.length > 1 ? named.filter(({ thing }) => hint.some((word) => thing.kind.split('-').includes(word))) : named;
  const [first] = fitting.length === 1 ? fitting : [];
  if (first === undefined) return;
  const { thing, form } = first;
  for (const other of inSomeOrder(thingsOf(thing.kind), stream)) {
    if (other === thing) continue;
    const name = nameLike(other, thing, form, text);
    if (name !== null && !other.names.some((known) => talk.says(wordsOf(known)))) yield name;
  }
}

/** The other thing's name of the same sort: a code for a code. */
function nameLike(other: Thing, thing: Thing, form: number, text: string): string | null {
  if (form === 0 || !/^\p{L}{1,5}$/u.test(text) || text.length > 5) return likeCase(other.names[0] as string, text);
  // Codes come in one order within a kind; what has no code of that length has another.
  const { length } = thing.names[form] as string;
  const isCode = (name: string | undefined) =>
    name !== undefined && name.length === length && (name === name.toUpperCase()) === (text === text.toUpperCase());
  const code =
    [other.names[form], ...other.names.slice(1)].find(isCode) ??
    (text === text.toUpperCase() ? other.names.find((name) => /^[A-Z]{2,5}$/u.test(name)) : other.names[0]);
  return code ?? null;
}

const stateOf = new Map(thingsOf('us-state').map(({ names }) => [names[1] as string, names[0] as string]));
const stateNames = new Set(stateOf.values());
const usNames = Object.keys(usCities);
const usPairs = Object.entries(usCities);
const worldPairs = Object.entries(worldCities);
const worldNames = Object.keys(worldCities);
const allNames = [...usNames, ...worldNames];

/** Other places written the same way: city alone, city and state, city and country. */
export function* placesLike(slot: GivenSlot, stream: Stream): Generator<string> {
  const text = slot.value as string;
  const comma = text.indexOf(',');
  const [head, tail] = comma < 0 ? [text, ''] : [text.slice(0, comma).trim(), text.slice(comma + 1).trim()];
  const isPlace = isNamedForPlaces(slot);
  const isUs = usCities[head] !== undefined;
  const isWorld = worldCities[head] !== undefined;
  if (tail === '') {
    if (!isUs && !isWorld && !(isPlace && /^\p{Lu}/u.test(text) && !/\d/u.test(text) && wordsOf(text).length <= 3)) return;
    if (thingsNamed(text).some(({ thing }) => thing.kind === 'country' || thing.kind === 'us-state')) return;
    for (const city of inSomeOrder(isUs ? usNames : isWorld ? worldNames : allNames, stream)) yield likeCase(city, text);
  } else if (stateOf.has(tail)) for (const [city, state] of inSomeOrder(usPairs, stream)) yield `${city}, ${state}`;
  else if (stateNames.has(tail)) for (const [city, state] of inSomeOrder(usPairs, stream)) yield `${city}, ${stateOf.get(state)}`;
  else {
    const country = thingsNamed(tail).find(({ thing }) => thing.kind === 'country');
    if (country === undefined) return;
    if (country.thing.names[0] === 'United States') for (const city of inSomeOrder(usNames, stream)) yield `${city}, ${tail}`;
    else for (const [city, land] of inSomeOrder(worldPairs, stream)) yield `${city}, ${land}`;
  }
}

/** Values that other calls of the tool take in that place, and those that its description gives. */
export function* valuesOfPlace(slot: GivenSlot, tool: string, pool: ValuePool, stream: Stream): Generator<string> {
  yield* alike(slot.value as string, inSomeOrder(pool.ofTool(tool, slot.path), stream));
  yield* alike(slot.value as string, inSomeOrder(valuesIn(slot.description).values.map(traitsOf), stream));
}

/** What says that it may be anything. */
const ANYTHING = /^(?:all|any|both|none|null|n\/a|don'?t ?care|unknown|others?|auto|anything|everything)$/iu;

function* alike(text: string, others: Iterable<Pick<Traits, 'text' | 'look'>>): Generator<string> {
  const { look } = traitsOf(text);
  for (const other of others) if (other.look === look && !ANYTHING.test(other.text)) yield likeCase(other.text, text);
}

/** Values that calls of other tools take under the same name, and those that the name means. */
export function* valuesOfName(slot: GivenSlot, tool: string, pool: ValuePool, stream: Stream): Generator<string> {
  const text = slot.value as string;
  const { look } = traitsOf(text);
  yield* alike(text, inSomeOrder(pool.ofName(tool, slot.path), stream));
  const name = isPersonsName(slot, tool) ? 'full_name' : slot.name;
  if (!SPEAKABLE.test(`_${nameWords(name).join('_')}_`)) return;
  const hint = { name, title: '', description: slot.description, above: slot.path.slice(0, -1) };
  for (let draw = 0; draw < 4; draw++) {
    const other = speakText(hint, stream.child(`meaning/${draw}`));
    // Made-up firms such as "Harris - Wyman" are none that people name.
    if (traitsOf(other).look === look && !other.includes(' - ')) yield other;
  }
}

/** Whether a plain "name" is somebody's: its tool is about people, and it looks like one. */
function isPersonsName({ name, value, description }: GivenSlot, tool: string): boolean {
  if (nameWords(name).join(' ') !== 'name' || !/^\p{Lu}[\p{Ll}'’-]+(?: \p{Lu}\.)? \p{Lu}[\p{Ll}'’-]+$/u.test(String(value))) return false;
  return /\b(?:person|client|customer|user|interviewer|contact|patient|student|employee|candidate|player|actor|author|athlete|individual)s?\b/u.test(
    `${description.toLowerCase()} ${nameWords(tool).join(' ')}`,
  );
}

/** Names whose values anybody can make up. */
const SPEAKABLE =
  /_(?:e?mail|email_address|url|link|website|phone|phone_number|mobile|first_name|last_name|full_name|user_?name|user|customer_name|customer|author|artist|player|player_name|person|contact|recipient|sender|patient|student|guest|host|employee|candidate|director|actor|directed_by|starring|cast|lawyer|company|company_name|business|vendor|brand|country|currency|language|city|timezone|time_zone|ip|ip_address|domain|host|zip|zip_code|postal_code|artist_name|author_name|employee_name|patient_name|plaintiff|defendant|owner|path|file|file_path|filepath|file_name|filename|dir|directory|folder|img_path|image_path|dataset_path|hostname)_$/u;

/** Whether a text drawn from elsewhere surely is no answer to this conversation. */
export function isSafeText(own: Traits, other: Traits, talk: Talk): boolean {
  const written = own.text.includes(',') && other.text.includes(',');
  const [head, otherHead] = written ? [headOf(own), headOf(other)] : [own, other];
  return (
    isClearlyOther(head, otherHead, talk) && isUnheard(otherHead, talk) && !mayLieIn(head, otherHead, written) && !readsAsSame(own, other)
  );
}

/** What stands before the comma of "city, state". */
function headOf({ text }: Traits): Traits {
  return traitsOf(text.slice(0, text.indexOf(',')));
}

/** Two texts of numbers that say one quantity. */
function readsAsSame({ numbers: ours }: Traits, { numbers: theirs }: Traits): boolean {
  return ours.some(({ value }) => theirs.some((number) => mayBeSameQuantity(value, number.value)));
}

/** The text with one number in it slipped, for numbers that the conversation says. */
export function* numbersWithin(slot: GivenSlot, saying: Saying, talk: Talk): Generator<string> {
  const text = slot.value as string;
  if (!/\d/u.test(text) || daysIn(text).length > 0) return;
  const said = talk.said(saying.message);
  const own = said.numbers.filter(({ start, end }) => saying.whole && start >= saying.start && end <= saying.end);
  const address = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.)(\d{1,3})$/u.exec(text);
  if (address !== null && saying.whole) {
    for (const other of [Number(address[2]) + 1, Number(address[2]) + 5]) if (other < 255) yield `${address[1]}${other}`;
    return;
  }
  const within = traitsOf(text).numbers.filter(({ start, end }) => /^\d+(?:\.\d+)?$/u.test(text.slice(start, end)));
  for (const spot of within) {
    if (!own.some((heard) => states(heard, spot.value))) continue;
    const written = text.slice(spot.start, spot.end);
    const wording: Wording = exactly;
    for (const other of nearNumbers(spot.value, Number.isInteger(spot.value), wording, null)) {
      if (within.some(({ value }) => value === other) || talk.people().some(({ numbers }) => numbers.some(({ value }) => value === other)))
        continue;
      if (mayBeSameQuantity(spot.value, other)) continue;
      yield `${text.slice(0, spot.start)}${String(other).padStart(written.startsWith('0') ? written.length : 1, '0')}${text.slice(spot.end)}`;
    }
  }
}

function likeCase(name: string, like: string): string {
  if (like === like.toUpperCase() && like !== like.toLowerCase() && like.length > 1) return name.toUpperCase();
  if (like === like.toLowerCase()) return name === name.toUpperCase() ? name : name.toLowerCase();
  const first = name.charAt(0).toUpperCase();
  return like.charAt(0) !== like.charAt(0).toUpperCase() || name.startsWith(first) ? name : first + name.slice(1);
}
