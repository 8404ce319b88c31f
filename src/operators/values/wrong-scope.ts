import type { Json } from '../../model/json.ts';
import type { Mistake } from './mistake.ts';

export const wrongScope: Mistake = {
  name: 'wrong-scope',
  summary: 'Takes the folder above or one below: all clients for one.',
  weight: 0.8,
  kinds: ['path', 'pattern'],
  is: (from, to) => isWithin(from, to) || isWithin(to, from),
  slips: (from) => {
    const parts = partsOf(from);
    if (typeof from !== 'string' || parts === null || parts.length < 2 || /\.[a-z0-9]{1,5}$/iu.test(from)) return [];
    return [from.slice(0, from.replace(/\/+$/u, '').lastIndexOf('/'))].filter((parent) => parent !== '');
  },
};

function isWithin(inner: Json, outer: Json): boolean {
  const [ours, theirs] = [partsOf(inner), partsOf(outer)];
  return ours !== null && theirs !== null && theirs.length < ours.length && theirs.every((part, index) => part === ours[index]);
}

function partsOf(value: Json): string[] | null {
  return typeof value === 'string' && value.includes('/') ? value.split('/').filter((part) => part !== '' && part !== '.') : null;
}
