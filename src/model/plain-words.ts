/**
 * Words that state nothing: they may be said or left unsaid, and the same thing is asked for. No number, no time, no place, no order, no
 * restriction, no negation, nothing that tells which of several is meant, no verb that a tool could stand for. Prepositions, adjectives and
 * "like" stand in whole phrases only: "from" and "to" decide what is what, "good customers" are not all customers, and "files like this
 * one" are not this one. All in small letters, with plain apostrophes and without marks.
 */

/** Said anywhere in a request. */
export const lightWords: ReadonlySet<string> = new Set(
  `a an the and i i'd i'm i am me we we're we'd us you you'd
  please pls kindly thanks thank thx cheers hi hello hey hiya sorry
  could can would need want be is are do does so well ok okay really quickly asap urgently greetings welcome bye`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);

const praises = ['great', 'nice', 'good', 'lovely', 'wonderful', 'perfect', 'awesome', 'fantastic', 'brilliant', 'helpful'];

/** Said anywhere in a request, as a whole. */
export const lightPhrases: readonly string[] = [
  ...praises.flatMap((praise) => [
    `that would be ${praise}`,
    `that'd be ${praise}`,
    `it would be ${praise} if you could`,
    `${praise} thanks`,
  ]),
  'all the best',
  'appreciate it if you could',
  'appreciate it',
  'as soon as possible',
  'as soon as you can',
  'at your convenience',
  'be able to',
  'be grateful if you could',
  'be happy if you could',
  'be so kind as to',
  'be so kind and',
  'best regards',
  'by any chance',
  'do me a favor',
  'do me a favour',
  'for me',
  'for us',
  'for your help',
  'give me a hand',
  'good afternoon',
  'good day',
  'good evening',
  'good morning',
  'have to',
  'help me',
  'help us',
  'hello there',
  'hi there',
  'hope all is well',
  'hope you are well',
  "hope you're doing well",
  "hope you're well",
  'how are you',
  'i was hoping you could',
  'i was wondering if you could',
  'i wonder if you could',
  "i'd appreciate it if you could",
  "i'd like to know",
  'if possible',
  'if you can',
  'if you could',
  "if you don't mind",
  "if it's not too much trouble",
  'if you would',
  'in a hurry',
  'in a rush',
  'in advance',
  'kind regards',
  'like to',
  'like you to',
  'love to',
  'many thanks',
  'much appreciated',
  'need to',
  'need to know',
  'need you to',
  'no rush',
  'of course',
  'quick one',
  'quick question',
  'real quick',
  'right away',
  'right now',
  'take care',
  'thank you so much',
  'thank you very much',
  'thanks a lot',
  'thanks a million',
  'thanks so much',
  'want to',
  'want to know',
  'want you to',
  'when you can',
  'when you get a chance',
  'when you have a minute',
  'when you have a moment',
  "when you've got a moment",
  "whenever you're ready",
];

/** Said in statements of their own, beside the request: why somebody asks, and how they are. Nothing that can be asked for. */
export const asideWords: ReadonlySet<string> = new Set(
  `am are is be been being was were have has having got getting had
  i we they he she it me us them him her my our their his
  a an the this that these those some someone something thing things bit lot little
  to of in on at for from with about into up out off over as by before after during around
  and but because while when if so too very really quite pretty just still already soon now today
  busy stuck late early behind tired swamped stressed rushed ready nearly almost back here there away
  meeting meetings call deadline boss manager colleague colleagues team client clients customer customers office desk
  lunch coffee break train bus phone day morning afternoon evening week weekend moment minute minutes time door
  working preparing catching finishing sorting heading running trying going waiting asking asked asks needs needed planning
  wrapping tidying forward looking happy glad sorry thanks appreciated helping helpful useful handy
  great good nice fine kind lovely so much again always everyone everybody somebody
  would could can will i'm i've i'd i'll we're we've it's that's they're important urgent quick quickly hurry rush`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);

/** How such a statement begins, after a greeting: so that it is one, and asks for nothing. */
export const asideSubjects: ReadonlySet<string> = new Set(
  "i i'm i've we we're we've my our the it it's that's this he she they they're someone somebody everyone everybody busy".split(' '),
);
export const greetings: ReadonlySet<string> = new Set('hi hello hey hiya so well ok okay sorry thanks'.split(' '));
