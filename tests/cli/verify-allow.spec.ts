// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what is read here
import { describe, expect, it } from 'vitest';
import { type Asking, allowServer } from '../../src/cli/verify-allow.ts';
import { resolveSource, type Source } from '../../src/edges/sources/source.ts';
import type { ServerSettings } from '../../src/model/server-settings.ts';

/** A memory, a person who answers `says`, and what they were shown. */
const meet = (says: boolean | null, isAllowed = false) => {
  const allowed = new Map<string, string>();
  const shown: string[] = [];
  const asked: string[] = [];
  const asking: Asking = {
    trust: { path: '', isAllowed: (hash) => allowed.has(hash), allow: (hash, { command }) => allowed.set(hash, command) },
    isAllowed,
    ask:
      says === null
        ? null
        : async (question) => {
            asked.push(question);
            return says;
          },
    tell: (text) => shown.push(text),
  };
  const allow = async (settings: ServerSettings, label = 'desk') => {
    const source: Source = { name: 'desk', label, from: '.vscode/mcp.json', workspace: process.cwd(), settings };
    await allowServer(source, resolveSource(source, { env: { T: 'hidden-value' }, home: '/h' }).shown, asking);
  };
  return { allow, allowed, shown, asked };
};

const settings: ServerSettings = { command: 'node', args: ['gone.js', 'two words'], env: { TOKEN: '${T}', MODE: 'hidden-mode' } };

describe('allowServer', () => {
  it('should show command, arguments and names of variables, never their values, and ask once', async () => {
    const { allow, allowed, shown, asked } = meet(true);
    await allow(settings);
    await allow(settings);
    expect(asked).toEqual(['Start it, now and in later runs? [y/N] ']);
    expect(shown).toEqual([
      [
        '"desk", named by .vscode/mcp.json:',
        '  runs      node gone.js "two words"',
        '  in        .',
        '  is given  TOKEN, MODE (variables)',
        '  from here the values of T',
      ].join('\n'),
    ]);
    expect([...allowed.values()]).toEqual(['node gone.js "two words"']);
  });

  it('should ask again when the entry changed', async () => {
    const { allow, asked } = meet(true);
    await allow(settings);
    await allow({ ...settings, args: ['gone.js', 'three'] });
    await allow({ ...settings, env: { ...settings.env, MODE: 'other' } });
    expect(asked).toHaveLength(3);
  });

  it('should not start what was refused, and ask again next time', async () => {
    const { allow, allowed, asked } = meet(false);
    await expect(allow(settings)).rejects.toThrow('desk: not allowed, so not started');
    await expect(allow(settings)).rejects.toThrow('desk: not allowed, so not started');
    expect([asked.length, allowed.size]).toEqual([2, 0]);
  });

  it('should refuse in one line where nobody can be asked', async () => {
    const { allow, shown } = meet(null);
    await expect(allow(settings)).rejects.toThrow(
      /^desk: starting it runs its command, which needs your leave: node gone\.js "two words" \(given TOKEN, MODE\); say --yes, or allow it once at a terminal$/u,
    );
    expect(shown).toEqual([]);
  });

  it('should take a yes given beforehand for this run alone', async () => {
    const { allow, allowed, shown, asked } = meet(null, true);
    await allow(settings);
    expect([shown.length, asked.length, allowed.size]).toEqual([1, 0, 0]);
  });

  it('should ask for addresses, too: what they are sent may be a secret', async () => {
    const { allow, shown, asked } = meet(true);
    await allow({ url: 'https://e.example/mcp', headers: { Authorization: 'Bearer ${T}' } });
    expect(asked).toEqual(['Use it, now and in later runs? [y/N] ']);
    expect(shown[0]).toContain('is given  Authorization (headers)');
    expect(shown[0]).not.toContain('hidden');
  });

  it('should not let an entry steer the terminal', async () => {
    const { allow, shown } = meet(true);
    await allow({ command: 'rm', args: ['-rf\u001b[2K', 'a\u202eb', '\nruns      harmless'] }, 'x\u001b[1A');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(shown[0]).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
    expect(shown[0]?.split('\n')).toHaveLength(3);
  });
});
