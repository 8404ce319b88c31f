import { describe, expect, it } from 'vitest';
import { Progress } from '../../src/cli/progress.ts';

const listen = (isTTY: boolean) => {
  const told: string[] = [];
  return { told, stream: { isTTY, write: (text: string | Uint8Array) => told.push(String(text)) > 0 } };
};

describe('Progress', () => {
  it('should rewrite one line on a terminal, and take it away before anything else is said', () => {
    const { told, stream } = listen(true);
    const progress = new Progress('desk', 'chains', stream);
    progress.advance(7, 28);
    progress.say('a tool is odd');
    progress.finish();
    expect(told).toEqual(['\r\u001b[Kdesk [#######.....................] 7 of 28 chains', '\r\u001b[K', 'desk: a tool is odd\n']);
  });

  it('should write a line every tenth elsewhere, none at the end, and begin anew with a new round', () => {
    const { told, stream } = listen(false);
    const progress = new Progress('desk', 'chains', stream);
    for (let done = 1; done <= 20; done += 1) progress.advance(done, 20);
    for (let done = 1; done <= 3; done += 1) progress.advance(done, 3);
    expect(progress.finish()).toBeGreaterThanOrEqual(0);
    expect(told).toEqual([
      ...[2, 4, 6, 8, 10, 12, 14, 16, 18].map((done) => `desk: ${done} of 20 chains\n`),
      'desk: 1 of 3 chains\n',
      'desk: 2 of 3 chains\n',
    ]);
  });

  it('should not divide by nothing', () => {
    const { told, stream } = listen(true);
    new Progress('desk', 'chains', stream).advance(0, 0);
    expect(told[0]).toContain('0 of 0');
  });
});
