import { describe, expect, it } from 'vitest';
import { notes } from '../../src/grounds/notes/recipe.ts';
import { writeVault } from '../../src/grounds/notes/world.ts';
import { REFERENCE_DATE } from '../../src/random/faker.ts';

const vault = writeVault(notes.seed);
const byPath = new Map(vault.map((note) => [note.path, note.content]));
const names = new Set(vault.map(({ path }) => path.slice(path.lastIndexOf('/') + 1, -'.md'.length)));
const steps = [...notes.chains(notes.world())].flat().filter(({ fails }) => fails !== true);

/** What the theatre's notes say in one place agrees with the others. */
describe('the notes of the theatre', () => {
  it('should be the same for the same seed and others for another', () => {
    expect(writeVault(notes.seed)).toEqual(vault);
    expect(writeVault('elsewhere')).not.toEqual(vault);
  });

  it('should give every note a name of its own', () => {
    expect(names.size).toBe(vault.length);
  });

  it('should link to nothing that is not there', () => {
    const linked = vault.flatMap(({ content }) => [...content.matchAll(/\[\[([^\]]+)\]\]/gu)].map((match) => match[1] as string));
    expect(linked.length).toBeGreaterThan(60);
    expect(linked.filter((name) => !names.has(name))).toEqual([]);
  });

  it('should list a show with the people and the hall that its own note names', () => {
    for (const [path, content] of byPath) {
      if (!path.startsWith('Productions/')) continue;
      const title = path.slice('Productions/'.length, -'.md'.length);
      for (const [, role, name] of content.matchAll(/^- ([A-Z][a-z ]+): \[\[(.+)\]\]$/gmu)) {
        const theirs = byPath.get(role === 'Venue' ? `Venues/${name}.md` : `People/${name}.md`);
        expect(theirs, `${title}: ${role}`).toContain(`- [[${title}]]`);
      }
    }
  });

  it('should keep each prop in a store that the shows know, or in none', () => {
    const props = new Set([...byPath].filter(([path]) => path.startsWith('Productions/')).flatMap(([, content]) => content.split('\n')));
    const stored = [...byPath].filter(([path]) => path.startsWith('Stores/')).flatMap(([, content]) => content.split('\n'));
    expect(stored.filter((line) => line.startsWith('- ') && props.has(line)).length).toBeGreaterThanOrEqual(6);
  });

  it('should have been changed at different times, none after today', () => {
    const times = vault.map(({ modified }) => Date.parse(modified as string));
    expect(new Set(times).size).toBe(vault.length);
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.parse(REFERENCE_DATE));
  });
});

/** What the calls say of the notes before any of them ran. */
describe('the calls on the notes', () => {
  it('should correct only words that stand in the note, and once', () => {
    for (const { tool, arguments: args } of steps) {
      if (tool !== 'patch_note') continue;
      const { path, oldString } = args as { path: string; oldString: string };
      expect(byPath.get(path)?.split(oldString).length, `${path}: ${oldString}`).toBe(2);
    }
  });

  it('should move, delete and add to only notes that are there, and start only notes that are not', () => {
    for (const { tool, arguments: args, scenario } of steps) {
      if (scenario.startsWith('slip:')) continue;
      const { path, oldPath, newPath, mode } = args as Record<string, string | undefined>;
      if (tool === 'move_note') expect([byPath.has(oldPath as string), byPath.has(newPath as string)], oldPath).toEqual([true, false]);
      if (tool === 'delete_note') expect(byPath.has(path as string), path).toBe(true);
      if (tool === 'write_note') expect(byPath.has(path as string), path).toBe(mode !== undefined);
    }
  });

  it('should ask for no tag that is there already and take off none that is not', () => {
    for (const { tool, arguments: args, scenario } of steps) {
      if (tool !== 'manage_tags' || scenario.startsWith('slip:')) continue;
      const { path, operation, tags = [] } = args as { path: string; operation: string; tags?: string[] };
      for (const tag of tags) expect(byPath.get(path)?.includes(`  - ${tag}\n`), `${path} ${tag}`).toBe(operation === 'remove');
    }
  });
});
