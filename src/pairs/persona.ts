import { signatures } from '../model/ways.ts';
import { borrowFaker } from '../random/faker.ts';
import type { Stream } from '../random/stream.ts';
import type { Draw } from './draw.ts';
import { wrongCallOf } from './judge.ts';

/** How often somebody gives their name, where nothing else stands there. */
const SIGNED_SHARE = 0.08;
const MARK = '{persona}';
const MOST_TRIES = 20;

/** The same draw with one person in it: in the system message where that has room for a name, and now and then around the request. */
export function presentUser(draw: Draw, stream: Stream): { draw: Draw; isSigned: boolean } {
  const isNamed = draw.system?.includes(MARK) === true;
  const place = stream.next() < SIGNED_SHARE ? stream.pick(['opener', 'closer'] as const) : null;
  const isSigned = place !== null && draw.wrap[place] === '';
  if (!isNamed && !isSigned) return { draw, isSigned };
  const { first, last } = inventPersona(draw, stream);
  const system = draw.system?.replaceAll(MARK, `${first} ${last}`) ?? null;
  if (!isSigned) return { draw: { ...draw, system }, isSigned };
  const words = stream.pick(place === 'opener' ? signatures.before : signatures.after).replace(MARK, first);
  return { draw: { ...draw, system, wrap: { ...draw.wrap, [place]: words } }, isSigned };
}

/** Somebody whose names stand nowhere else in the pair. */
function inventPersona({ drawn, proved, template, system }: Draw, stream: Stream): { first: string; last: string } {
  const calls = drawn.decision.trajectory.steps.map(({ primitive }) => primitive.arguments);
  const heard = JSON.stringify([calls, wrongCallOf(drawn.decision, proved), template.source, system]).toLowerCase();
  const { person } = borrowFaker(stream);
  let persona = { first: '', last: '' };
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    persona = { first: person.firstName(), last: person.lastName() };
    const isPlain = Object.values(persona).every((name) => /^[A-Z][a-z]{2,}$/u.test(name) && !heard.includes(name.toLowerCase()));
    if (isPlain) return persona;
  }
  throw new Error(`no name is free in ${heard.slice(0, 80)}`);
}
