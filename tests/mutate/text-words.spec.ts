import { describe, expect, it } from 'vitest';
import { numbersIn } from '../../src/mutate/find/number.ts';
import { SaidText } from '../../src/mutate/said-text.ts';
import { textWords } from '../../src/mutate/text-words.ts';
import { ToolShelf } from '../../src/mutate/tool-shelf.ts';
import { cutTools } from '../../src/mutate/tools-text.ts';
import { tokenise } from '../../src/mutate/words.ts';
import { streamOf } from '../../src/random/stream.ts';

const WORDS = ['city', 'cities', 'Boxes', 'box', 'a', 'seven', 'SEVENTY', 'one', 'twenty', '12', '7', 'to', 'too', 'y'];
const MARKS = [' ', ', ', '-', '. ', '', "'", '\n', ' (', '_'];
/** A letter beyond ASCII at the end, so that the text is read word by word. */
const READ = ' é';

const texts = Array.from({ length: 500 }, (_, draw) => {
  const stream = streamOf('text words', draw);
  const text = Array.from({ length: stream.below(30) }, () => stream.pick(WORDS) + stream.pick(MARKS)).join('');
  const sought = Array.from({ length: 1 + stream.below(3) }, () => stream.pick(WORDS).toLowerCase());
  return { text, sought, place: stream.below(text.length + 1) };
});

describe('textWords', () => {
  it('should find in a text as it stands what is found among its words', () => {
    for (const { text, sought, place } of texts) {
      const letters = (sought[0] as string).slice(0, 3);
      const there = textWords(text);
      const words = tokenise(text);
      expect(there.beginningWith(letters)).toEqual(words.filter(({ folded }) => folded.startsWith(letters)));
      expect(there.beginningWith(letters)).toEqual(textWords(text + READ).beginningWith(letters));
      const [before] = words.filter(({ end }) => end <= place).slice(-1);
      const from = before?.end ?? 0;
      expect(there.after(from)).toEqual(words.find(({ start }) => start >= from));
      expect(there.before(place)).toEqual(before);
    }
  });

  it('should say the same of runs, stems and numbers however a text is read', () => {
    for (const { text, sought } of texts) {
      const [there, read] = [new SaidText(text), new SaidText(text + READ)];
      expect(there.runsOf(sought)).toEqual(read.runsOf(sought));
      expect(there.placesOfStem(sought[0] as string)).toEqual(read.placesOfStem(sought[0] as string));
      const [spot] = there.runsOf(sought);
      if (spot !== undefined) expect(there.wordsBeside(spot, 3)).toEqual(read.wordsBeside(spot, 3).filter((word) => word !== 'e'));
      expect(numbersIn(text)).toEqual(numbersIn(text + READ));
    }
    expect(texts.filter(({ text, sought }) => new SaidText(text).runsOf(sought).length > 0).length).toBeGreaterThan(100);
  });
});

describe('ToolShelf', () => {
  const tool = (name: string, description: string) =>
    JSON.stringify({ type: 'function', function: { name, description, parameters: { type: 'object', properties: {} } } });
  const long = 'It reads a page of the handbook and gives it back as it stands, with all of its headings. ';

  it('should find a known tool where it stands, and no other that begins alike', () => {
    const shelf = new ToolShelf();
    const known = [tool('read', `${long}One.`), tool('read', `${long}Two, with more.`), tool('r', '')];
    const line = `{"tools":[${known.join(',')},${tool('read', `${long}Three.`)}],"messages":[]}`;
    const cut = cutTools(line, shelf.find);
    for (const text of cut?.tools ?? []) shelf.take(text);
    expect(cutTools(line, shelf.find)).toEqual(cut);
    expect(shelf.find(line, line.indexOf(known[1] as string))).toBe(known[1]);
    expect(shelf.find(`${known[0]?.slice(0, -3)} }}}`, 0)).toBeUndefined();
  });
});
