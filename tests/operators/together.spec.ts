import { describe, expect, it } from 'vitest';
import { areWrongTogether } from '../../src/operators/together.ts';

describe('areWrongTogether', () => {
  const from = { op: 'replace' as const, pointer: '/from', from: 'Riga', to: 'Oslo' };

  it('should take changes of two arguments', () => {
    expect(areWrongTogether(from, { op: 'replace', pointer: '/day', from: '2026-03-09', to: '2026-03-10' })).toBe(true);
    expect(areWrongTogether(from, { op: 'remove', pointer: '/class', from: 'first' })).toBe(true);
  });

  it('should refuse changes of one place, or of one in the other', () => {
    expect(areWrongTogether(from, { ...from, to: 'Bergen' })).toBe(false);
    expect(
      areWrongTogether(
        { op: 'replace', pointer: '/stops', from: ['a', 'b'], to: ['a'] },
        { op: 'replace', pointer: '/stops/0', from: 'a', to: 'c' },
      ),
    ).toBe(false);
    expect(areWrongTogether({ op: 'replace', pointer: '', from: {}, to: { a: 1 } }, from)).toBe(false);
  });

  it('should refuse two that trade their values: the way there is as long as the way back', () => {
    expect(areWrongTogether(from, { op: 'replace', pointer: '/to', from: 'Oslo', to: 'Riga' })).toBe(false);
    expect(areWrongTogether(from, { op: 'replace', pointer: '/to', from: 'Oslo', to: 'Bergen' })).toBe(true);
  });

  it('should refuse a value together with what it is measured in', () => {
    const hour = { op: 'replace' as const, pointer: '/time', from: '09:00', to: '10:00' };
    expect(areWrongTogether(hour, { op: 'replace', pointer: '/timeZone', from: 'Europe/London', to: 'Europe/Paris' })).toBe(false);
    expect(
      areWrongTogether({ op: 'replace', pointer: '/length', from: 2, to: 2000 }, { op: 'replace', pointer: '/unit', from: 'km', to: 'm' }),
    ).toBe(false);
    expect(
      areWrongTogether(
        { op: 'replace', pointer: '/width', from: 6, to: 15 },
        { op: 'replace', pointer: '/width_type', from: 'inches', to: 'cm' },
      ),
    ).toBe(false);
  });

  it('should refuse two that are left out: what is left may say nothing', () => {
    expect(
      areWrongTogether(
        { op: 'remove', pointer: '/conditions/id', from: 227 },
        { op: 'remove', pointer: '/conditions/status', from: 'open' },
      ),
    ).toBe(false);
  });
});
