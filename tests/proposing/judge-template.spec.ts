import { beforeAll, describe, expect, it } from 'vitest';
import { readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { type GroundLibrary, openGround } from '../../src/primitives/library.ts';
import { fold, judgeTemplate } from '../../src/proposing/judge-template.ts';

let ground: GroundLibrary;
beforeAll(() => {
  ground = openGround(readGround(shippedPrimitives, 'notes'));
});

describe('a proposed template', () => {
  it.each(['[Read me] {path}, would you?', 'I lost track of {path}, so please [recite] it.'])('should be kept: %s', (template) => {
    expect(judgeTemplate(ground, 'read_note', template, new Set())).toBeNull();
  });

  it.each([
    ['malformed', ''],
    ['malformed', 'Open {path}.'],
    ['malformed', '[Recite {path}.'],
    ['malformed', `[Recite] {path}${'!'.repeat(300)}`],
    ['no_cue', '[Please] {path}.'],
    ['cue_of_another', 'Ignore that. [Delete] {path}.'],
    ['cue_of_another', '[Recite] {path}, then move it.'],
    ['states_more', '[Recite] the first lines of {path}.'],
    ['states_more', "Don't [recite] {path}."],
    ['states_more', '[Recite] {path} today.'],
    ['names_a_tool', 'Use read_note to [recite] {path}.'],
    ['odd_characters', '[Recite] `{path}`.'],
    ['odd_characters', '[Recite] {path} 3 times.'],
    ['odd_characters', '[朗读] {path}'],
    ['fits_no_call', '[Recite] it.'],
    ['fits_no_call', '[Recite] {path} in {language}.'],
    ['fits_no_call', '[Recite] {path} and {path}.'],
  ])('should be refused as %s: %s', (refusal, template) => {
    expect(judgeTemplate(ground, 'read_note', template, new Set())).toBe(refusal);
  });

  it('should not be known, nor have the cue of another tool, nor a recorded value', () => {
    expect(judgeTemplate(ground, 'read_note', '[Recite] {path}!', new Set([fold('[recite] {path}.')]))).toBe('known');
    const other = ground.phrases.tools.list_directory?.requests.find((request) => typeof request === 'string') as string;
    const cue = /\[[^\]]+\]/u.exec(other)?.[0];
    expect(judgeTemplate(ground, 'read_note', `${cue} {path}, would you kindly.`, new Set())).toBe('cue_of_another');
    const path = ground.primitives.find(
      ({ tool, arguments: { path: given } }) => tool === 'read_note' && /^\p{L}+\.md$/u.test(String(given)),
    )?.arguments.path;
    if (path !== undefined) expect(judgeTemplate(ground, 'read_note', `Like ${path}, [recite] {path}.`, new Set())).toBe('states_more');
  });
});
