import { describe, expect, it } from 'vitest';
import { areWrongTogether } from '../../src/operators/together.ts';

describe('areWrongTogether', () => {
  const from = { pointer: '/from', from: 'Riga', to: 'Oslo' };

  it('should take changes of two arguments', () => {
    expect(areWrongTogether(from, { pointer: '/day', from: '2026-03-09', to: '2026-03-10' })).toBe(true);
    expect(areWrongTogether(from, { pointer: '/class', from: 'second' })).toBe(true);
  });

  it('should refuse changes of one place, or of one in the other', () => {
    expect(areWrongTogether(from, { ...from, to: 'Bergen' })).toBe(false);
    expect(areWrongTogether({ pointer: '/stops', from: ['a', 'b'], to: ['a'] }, { pointer: '/stops/0', from: 'a', to: 'c' })).toBe(false);
    expect(areWrongTogether({ pointer: '', from: {}, to: { a: 1 } }, from)).toBe(false);
  });

  it('should refuse two that trade their values: the way there is as long as the way back', () => {
    expect(areWrongTogether(from, { pointer: '/to', from: 'Oslo', to: 'Riga' })).toBe(false);
    expect(areWrongTogether(from, { pointer: '/to', from: 'Oslo', to: 'Bergen' })).toBe(true);
  });

  it('should refuse a value together with what it is measured in', () => {
    const hour = { pointer: '/time', from: '09:00', to: '10:00' };
    expect(areWrongTogether(hour, { pointer: '/timeZone', from: 'Europe/London', to: 'Europe/Paris' })).toBe(false);
    expect(areWrongTogether({ pointer: '/length', from: 2, to: 2000 }, { pointer: '/unit', from: 'km', to: 'm' })).toBe(false);
  });
});
