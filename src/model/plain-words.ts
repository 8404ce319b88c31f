/**
 * Words that state nothing: they may be said or left unsaid, and the same thing is asked for. No number, no time, no place, no order, no
 * restriction, no negation, no verb that a tool could stand for. Prepositions stand in whole phrases only, since "from" and "to" decide
 * what is what. All in small letters, with plain apostrophes and without marks.
 */

/** Said anywhere in a request. */
export const lightWords: ReadonlySet<string> = new Set(
  `a an the and i i'd i'm i am me my we we're we'd us our you you'd your it its it's this that that's
  please pls kindly thanks thank thx cheers hi hello hey hiya dear sorry
  could can would need want like love appreciate grateful glad great nice good kind lovely wonderful perfect awesome fantastic brilliant
  be is are do does just simply really very so well ok okay quick quickly real asap urgently possible
  help hand favour favor wondering hoping greetings welcome bye`
    .split(/\s+/u)
    .filter((word) => word !== ''),
);

/** Said anywhere in a request, as a whole. */
export const lightPhrases: readonly string[] = [
  'able to',
  'a moment',
  'a second',
  'all the best',
  'as soon as possible',
  'as soon as you can',
  'as to',
  'at your convenience',
  'be so kind as to',
  'best regards',
  'by any chance',
  'for me',
  'for us',
  'for your help',
  'good afternoon',
  'good evening',
  'good morning',
  'have a second',
  'have a minute',
  'have a moment',
  'hope you are well',
  "hope you're well",
  "hope you're doing well",
  'hoping you could',
  'how are you',
  'i have to',
  "i'd like to know",
  'i need to',
  'i want to',
  'if possible',
  'if you can',
  'if you could',
  'if you would',
  "if you don't mind",
  "if it's not too much trouble",
  'in advance',
  'in a hurry',
  'in a rush',
  'kind regards',
  'like to',
  'like you to',
  'many thanks',
  'much appreciated',
  'need you to',
  'no rush',
  'of course',
  'of you',
  'quick one',
  'quick question',
  'right now',
  'right away',
  'take care',
  'thanks a lot',
  'thanks a million',
  'thanks so much',
  'thank you very much',
  'to know',
  'want you to',
  "when you've got a moment",
  'when you can',
  'when you get a chance',
  'when you have a moment',
  'when you have a minute',
  "whenever you're ready",
  'would you mind',
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
