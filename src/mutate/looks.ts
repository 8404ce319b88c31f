import { remembered } from './remembered.ts';
import { wordsOf } from './words.ts';

/** What a text looks like: two that look unlike do not stand in each other's place. */
export const lookOf = remembered((text) => {
  const words = wordsOf(text.replace(/([a-z])([A-Z])/gu, '$1$2')).length;
  return [
    /[^\p{Script=Latin}\p{Script=Common}]/u.test(text) ? 'x' : '',
    /\d/u.test(text) ? '9' : '',
    /^[A-Z]{2,}$/u.test(text) ? 'C' : '',
    words <= 4 ? '4' : words <= 9 ? '9' : '+',
    text.includes('@') ? '@' : '',
    text.includes('/') ? '/' : '',
    text.includes('_') ? '_' : '',
    /,/u.test(text) ? ',' : '',
    /[{}()=<>;\\]/u.test(text) ? '=' : '',
    /\.[a-z0-9]{2,4}$/u.test(text) ? '.' : '',
  ].join('');
});
