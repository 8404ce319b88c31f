import { foldText, stemsOf } from './words.ts';

/** Words that people take for each other where a tool offers one of them as a choice. */
const CIRCLES = [
  'metric celsius centigrade c si',
  'imperial fahrenheit f us',
  'kelvin k',
  'asc ascending lowest cheapest smallest oldest first increasing up low a-z alphabetical earliest',
  'desc descending highest dearest largest newest latest last decreasing down high z-a most-expensive recent',
  'high urgent important critical top',
  'low minor trivial',
  'medium normal regular standard moderate average mid',
  'large big l grande',
  'small little s',
  'male man men m boy',
  'female woman women f girl',
  'buy purchase long',
  'sell short',
  'on enable enabled start activate yes true',
  'off disable disabled stop deactivate no false',
  'car drive driving',
  'walk walking foot pedestrian',
  'bike bicycle cycling bicycling',
  'transit bus train public-transport',
  'km kilometer kilometre kilometers kilometres kms',
  'mi mile miles',
  'm meter metre meters metres',
  'cm centimeter centimetre',
  'kg kilogram kilo kilos kilograms',
  'g gram grams',
  'lb pound pounds lbs',
  'l liter litre liters litres',
  'h hour hours hr hrs hourly',
  's second seconds sec',
  'min minute minutes mins',
  'day daily days d',
  'week weekly weeks w',
  'month monthly months',
  'year yearly years annual annually y',
  'shelf stock available',
  'film movie movies films',
  'flat apartment',
  'vegetarian veggie',
  'todo to-do open pending',
  'doing progress in-progress underway',
  'done finished completed closed complete',
  'photo picture image',
  'economy coach',
  'degree degrees deg',
].map((line) => new Set(line.split(' ').flatMap((word) => [foldText(word), ...stemsOf(word)])));

/** Codes that stand for a name in English: countries, languages, currencies. Short ones, as `en` or `CHF`. */
export function namesOfCode(code: string): string[] {
  const bare = code.trim();
  if (!/^[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/u.test(bare)) return [];
  return (['region', 'language', 'currency'] as const).flatMap((type) =>
    nameOf(type, type === 'language' ? bare.replace('_', '-').toLowerCase() : bare.toUpperCase()),
  );
}

const namers = new Map<string, Intl.DisplayNames>();

function nameOf(type: 'region' | 'language' | 'currency', code: string): string[] {
  let namer = namers.get(type);
  if (namer === undefined) {
    namer = new Intl.DisplayNames('en', { type, fallback: 'none' });
    namers.set(type, namer);
  }
  try {
    const name = namer.of(code);
    return name === undefined ? [] : [name];
  } catch {
    // No code at all.
    return [];
  }
}

/** Whether some word of one text and some word of the other mean the same choice. */
export function areAkin(left: string, right: string): boolean {
  const [one, other] = [left, right].map((text) => [...stemsOf(text), ...foldText(text).split(' ')]);
  return CIRCLES.some((circle) => one?.some((word) => circle.has(word)) && other?.some((word) => circle.has(word)));
}

const NATIONS: Readonly<Record<string, string>> = {
  greece: 'greek',
  italy: 'italian',
  spain: 'spanish',
  france: 'french',
  germany: 'german',
  china: 'chinese',
  japan: 'japanese',
  mexico: 'mexican',
  india: 'indian',
  thailand: 'thai',
  turkey: 'turkish',
  portugal: 'portuguese',
  poland: 'polish',
  russia: 'russian',
  sweden: 'swedish',
  finland: 'finnish',
  norway: 'norwegian',
  denmark: 'danish',
  netherlands: 'dutch',
  holland: 'dutch',
  britain: 'british',
  england: 'english',
  scotland: 'scottish',
  ireland: 'irish',
  wales: 'welsh',
  america: 'american',
  usa: 'american',
  switzerland: 'swiss',
  austria: 'austrian',
  belgium: 'belgian',
  korea: 'korean',
  vietnam: 'vietnamese',
  brazil: 'brazilian',
  canada: 'canadian',
  egypt: 'egyptian',
  lebanon: 'lebanese',
  ethiopia: 'ethiopian',
  morocco: 'moroccan',
  peru: 'peruvian',
  hungary: 'hungarian',
  ukraine: 'ukrainian',
};

/** Whether one names a country and the other what comes from it. */
export function areOfOneNation(left: string, right: string): boolean {
  const [one, other] = [foldText(left), foldText(right)];
  return Object.entries(NATIONS).some(
    ([country, adjective]) => (one.includes(country) && other.includes(adjective)) || (one.includes(adjective) && other.includes(country)),
  );
}
