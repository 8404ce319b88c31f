import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTrust, settingsFolder } from '../../src/edges/trust.ts';

const [one, other] = ['a', 'b'].map((digit) => digit.repeat(64)) as [string, string];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trust-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('openTrust', () => {
  it('should remember what was allowed, and nothing else', () => {
    const settings = join(folder, 'not', 'there', 'yet');
    expect(openTrust(settings).isAllowed(one)).toBe(false);
    openTrust(settings).allow(one, { name: 'desk', command: 'node server.js' });
    expect([one, other].map(openTrust(settings).isAllowed)).toEqual([true, false]);
    openTrust(settings).allow(other, { name: 'desk', command: 'node other.js' });
    expect([one, other].map(openTrust(settings).isAllowed)).toEqual([true, true]);
  });

  it.each(['', 'no JSON', '{"schema":"nearmiss/trust@9","allowed":{}}', `{"schema":"nearmiss/trust@1","allowed":{"${one}":true}}`, '[]'])(
    'should allow nothing when its file reads %j, and mend it',
    (text) => {
      mkdirSync(folder, { recursive: true });
      const trust = openTrust(folder);
      writeFileSync(trust.path, text);
      expect(trust.isAllowed(one)).toBe(false);
      trust.allow(other, { name: 'desk', command: 'x' });
      expect(JSON.parse(readFileSync(trust.path, 'utf8')).allowed).toEqual({ [other]: { name: 'desk', command: 'x' } });
    },
  );
});

describe('settingsFolder', () => {
  it.runIf(process.platform !== 'win32')('should be where XDG says, as long as that is absolute', () => {
    expect(settingsFolder({ XDG_CONFIG_HOME: '/c' }, '/h')).toBe('/c/nearmiss');
    expect(settingsFolder({ XDG_CONFIG_HOME: 'c' }, '/h')).toBe('/h/.config/nearmiss');
    expect(settingsFolder({}, '/h')).toBe('/h/.config/nearmiss');
  });
});
