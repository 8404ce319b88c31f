import { keyOf } from '../words.ts';
import { classes } from './classes.ts';
import { usCities, worldCities } from './places.ts';

/** One thing of a kind, with its names. */
export interface Thing {
  kind: string;
  names: readonly string[];
}

const things: Thing[] = [
  ...Object.entries(classes).flatMap(([kind, text]) => text.split(/,\s+/u).map((entry) => ({ kind, names: entry.trim().split('|') }))),
  ...Object.keys(usCities).map((city) => ({
    kind: 'us-city',
    names: city === 'New York' ? ['New York', 'NYC', 'New York City', 'Manhattan', 'Brooklyn', 'Queens'] : otherNames(city),
  })),
  ...Object.keys(worldCities).map((city) => ({ kind: 'world-city', names: otherNames(city) })),
];

function otherNames(city: string): string[] {
  const known: Record<string, string[]> = {
    'Los Angeles': ['LA', 'L.A.', 'Hollywood'],
    'San Francisco': ['SF', 'Frisco', 'San Fran'],
    'Las Vegas': ['Vegas'],
    Philadelphia: ['Philly'],
    'New Orleans': ['NOLA'],
    Bangalore: ['Bengaluru'],
    Mumbai: ['Bombay'],
    Chennai: ['Madras'],
    Delhi: ['New Delhi'],
    Kyiv: ['Kiev'],
    Munich: ['München'],
    'Sao Paulo': ['São Paulo'],
    'Rio de Janeiro': ['Rio'],
    Beijing: ['Peking'],
  };
  return [city, ...(known[city] ?? [])];
}

const byKey = Map.groupBy(
  things.flatMap((thing) => thing.names.map((name, form) => ({ key: keyOf(name) || name, thing, form }))),
  ({ key }) => key,
);

/** What a text names, and by which of its names. A word may name things of several kinds. */
export function thingsNamed(text: string): readonly { thing: Thing; form: number }[] {
  return thingsOfKey(keyOf(text) || text);
}

/** The same by a text's key. */
export function thingsOfKey(key: string): readonly { thing: Thing; form: number }[] {
  return byKey.get(key) ?? NOTHING;
}

const NOTHING: readonly never[] = [];

const byKind = Map.groupBy(things, ({ kind }) => kind);

/** All things of a kind. */
export function thingsOf(kind: string): readonly Thing[] {
  return byKind.get(kind) ?? [];
}

/** Names of one and the same thing, or of a thing and what it belongs to, as people mix them up: never one for the other. */
const SAME =
  `movie|film|picture|cinema, car|automobile|auto|vehicle, doctor|physician|gp|general practitioner|doc, lawyer|attorney, apartment|flat|condo, photo|picture|image|photograph, cheap|inexpensive|budget|affordable|low cost,
  expensive|pricey|luxury|high end, quick|fast|fastest|rapid|quickest, big|large|huge, small|little|tiny, begin|start|starting, end|finish|stop, buy|purchase|acquire, sell|sale, error|failure|fault|bug, email|mail|e mail, phone|telephone|mobile|cell|cellphone,
  shop|store, hotel|lodging|accommodation, trip|travel|journey|vacation|holiday, meeting|appointment|event, salary|wage|pay|income, revenue|sales|turnover, profit|earnings|net income, stock|share|equity, bank transfer|wire|transfer,
  sick|ill, kid|child|children|kids, spouse|partner|husband|wife, happy|glad|joyful, sad|unhappy, rain|rainfall|precipitation, snow|snowfall, shortest|fastest|quickest, medicine|medication|drug, illness|disease|condition,
  salt|sodium chloride|nacl, water|h2o|ice|steam, carbon dioxide|co2, glucose|c6h12o6, new york|ny|nyc|new york city|new york state, washington|dc|washington dc|washington d c, english|en us|en gb|british english|american english,
  residential|home|house, commercial|business|office, personal|private, work|job|office|business, standard|normal|regular|default|basic, premium|plus|deluxe, all|any|every|both, none|no|null|nothing, true|yes|on|enabled|active, false|no|off|disabled|inactive,
  completed|complete|done|finished|closed|resolved, pending|open|in progress|waiting|todo, canceled|cancelled|aborted, delete|remove|erase, create|add|new|make|insert, update|edit|modify|change, get|fetch|retrieve|read, latest|newest|most recent|recent|last,
  oldest|earliest|first, highest|top|maximum|max|best|most, lowest|bottom|minimum|min|worst|least, technology|tech|it|science, sports|sport|football|soccer, business|finance|economy|financial|economics, politics|political|government, health|medical|medicine,
  entertainment|movies|celebrity|showbiz, vegetarian|vegan|veggie|plant based|dairy free|egg free, dessert|sweet|sweets|cake, seafood|fish, beef|meat|steak, halal|muslim, spicy|hot, fun|funny|comedy, thriller|suspense|mystery|crime, romance|love|romantic, sci fi|science fiction|futuristic,
  adult|grown up, senior|elderly, female|woman|women|lady|girl, male|man|men|guy|boy, round trip|return|two way, one way|single, economy|coach|standard, business|business class, first|first class, wifi|wi fi|wireless|internet, pool|swimming pool, gym|fitness|fitness center,
  gas|petrol|gasoline|fuel, electric|ev|electricity, bike|bicycle|cycling|bicycling, subway|metro|underground|train|transit, plane|flight|air|airplane, sedan|car, truck|lorry|pickup, usa|us|united states|america|american, uk|united kingdom|britain|great britain|gb|england|english|british,
  football|american football|nfl|soccer, hip hop|rap, electronic|edm|techno|dance|house, rock|metal|punk, classical|orchestral|opera, summary|abstract|overview|brief, detailed|full|complete|long|verbose, concise|short|brief, formal|professional|business, casual|informal|friendly,
  bearish|short|down|sell, bullish|long|up|buy, forest|wood|woods|jungle, ocean|sea, mountain|hill, river|stream, street|road, city|town, country|nation|state, university|college|school, teacher|professor|instructor|tutor, company|firm|business|corporation|organization,
  price|cost|rate|fee, size|volume, speed|velocity, mass|weight, height|altitude|elevation, area|surface, revenue|income, population|people|inhabitants, average|mean, sum|total, therapist|psychologist|counselor|psychiatrist, stylist|hair stylist|hairdresser|barber|salon, dentist|dental,
  headache|migraine, cold|flu|influenza, heart attack|myocardial infarction|cardiac arrest, high blood pressure|hypertension, sugar|glucose, metric|celsius|si|c, imperial|fahrenheit|f|us customary, kelvin|k`
    .split(/,\s+/u)
    .map((entry) => entry.trim().split('|').map(keyOf));

const groupsOf = new Map<string, number[]>();
for (const [group, names] of [...SAME, ...things.map(({ names }) => names.map((name) => keyOf(name) || name))].entries()) {
  for (const name of names) groupsOf.set(name, [...(groupsOf.get(name) ?? []), group]);
}
const allGroups = [...SAME, ...things.map(({ names }) => names.map((name) => keyOf(name) || name))];

/** All names, as keys, of what one of them may name. */
export function namesBeside(key: string): readonly string[] {
  return groupsOf.get(key)?.flatMap((group) => allGroups[group] as string[]) ?? NOTHING;
}
