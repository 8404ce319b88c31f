/**
 * What the words of an answer may be, as a definition: those that state nothing, those that decide what is stated, and which are one word in
 * several forms. All in small letters, with plain apostrophes.
 */

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u).filter((word) => word !== ''));

/** Said anywhere in an answer. No number, no negation, no order, no restriction, nothing that can be true of one thing and false of another. */
export const tellingWords: ReadonlySet<string> = setOf(`a an the and is are was were be been being it its it's this that that's these those
  there there's here here's they they're them their he she his her which who whose what where such in on at of for with as
  have has had you your you're i i've i'm me my we us
  found find see show shows come comes came give gives gave say says said read reads tell tells told stand stands
  result results value values figure figures answer reply following follows listed list so also too now well right sure okay ok
  please sorry thanks called named namely`);

/** Said anywhere in an answer, as a whole. */
export const tellingPhrases: readonly string[] = [
  'as requested',
  'as you asked',
  'came to',
  'come to',
  'comes to',
  'good to go',
  'had a look',
  'happy to help',
  'hope that helps',
  'hope this helps',
  'here you are',
  'here you go',
  'i checked',
  "i've checked",
  'i looked it up',
  'if you need anything else',
  'just let me know',
  'let me know',
  'let me know if you need anything else',
  'of course',
  'you asked for',
  'you wanted',
];

/** Turn what is said into its opposite. */
export const negations: ReadonlySet<string> = setOf(
  `no not none nothing nobody never neither nor without cannot empty unable failed fails`,
);

/** Decide how much, which one, in which direction or how surely. Our own answer has to have them: that a request has them licenses none. */
export const weighingWords: ReadonlySet<string> =
  setOf(`more less fewer than least most about around roughly approximately almost nearly over
  under up down below above before after until till since between from to by into onto out off through per via
  all every everything each any some several many few only just merely exactly first last next previous other another except but or if unless
  maybe perhaps probably possibly likely might may should would will could must can yes both half own same different
  one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty
  forty fifty sixty seventy eighty ninety hundred thousand million billion dozen couple pair single double twice once
  second third fourth fifth sixth seventh eighth ninth tenth
  total sum average largest smallest highest lowest biggest newest oldest latest earliest best worst`);

/** Say that something was done to the world. */
export const doneWords: ReadonlySet<string> =
  setOf(`done added created deleted removed moved renamed updated changed written saved sent merged
  pushed booked cancelled canceled closed assigned copied inserted replaced edited restored archived attached paid posted published uploaded
  recorded committed marked finished completed cleared applied fixed`);

/** Say of something that it is so. */
export const beingWords: ReadonlySet<string> = setOf("is are was were has have it's that's there's here's they're i've");

/** The root of a word, roughly: forms of one word have the same. */
export function rootOf(word: string): string {
  let root = word.toLowerCase().replace(/'s?$/u, '');
  if (root.length > 4 && /ie[sd]$/u.test(root)) root = `${root.slice(0, -3)}y`;
  else if (root.length > 4 && /(?:s|x|z|ch|sh)es$/u.test(root)) root = root.slice(0, -2);
  else if (root.length > 3 && /[^su]s$/u.test(root)) root = root.slice(0, -1);
  else if (root.length > 4 && root.endsWith('ed')) root = root.slice(0, -2).replace(/([bdgmnprt])\1$/u, '$1');
  else if (root.length > 5 && root.endsWith('ing')) root = root.slice(0, -3).replace(/([bdgmnprt])\1$/u, '$1');
  return root.length > 3 ? root.replace(/e$/u, '') : root;
}
