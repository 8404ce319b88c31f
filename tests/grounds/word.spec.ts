import { describe, expect, it } from 'vitest';
import type { WorldDocument } from '../../src/grounds/recipe.ts';
import { contractFile, factsOf, offerFile, pounds } from '../../src/grounds/word/facts.ts';
import { word } from '../../src/grounds/word/recipe.ts';
import { MEETINGS, minutesFile, wordWorld } from '../../src/grounds/word/world.ts';

const documents = word.world() as readonly WorldDocument[];
const facts = factsOf(word.seed);

function blocksOf(path: string): WorldDocument['blocks'] {
  const found = documents.find((item) => item.path === path);
  if (found === undefined) throw new Error(`no document ${path}`);
  return found.blocks;
}

function textOf(path: string): string {
  return blocksOf(path)
    .flatMap((block) => ('table' in block ? block.table.flat() : [block.text]))
    .join('\n');
}

function tableOf(path: string, at = 0): readonly (readonly string[])[] {
  const tables = blocksOf(path).flatMap((block) => ('table' in block ? [block.table] : []));
  if (tables[at] === undefined) throw new Error(`no table ${at} in ${path}`);
  return tables[at];
}

const amount = (text: string | undefined): number => Number(text?.replace(/[£,]/gu, ''));

/** What the documents of the catering firm say agrees from one to the other. */
describe('the documents of the catering firm', () => {
  it('should be the same for the same seed and others for another', () => {
    expect(wordWorld(factsOf(word.seed))).toEqual(documents);
    expect(wordWorld(factsOf('elsewhere'))).not.toEqual(documents);
  });

  it('should state each salary and start in the letter and in its table', () => {
    expect(facts.hires.length).toBe(4);
    for (const hire of facts.hires) {
      const cells = new Map(tableOf(offerFile(hire)).map(([term, agreed]) => [term, agreed]));
      expect(textOf(offerFile(hire))).toContain(`Your salary is ${cells.get('Salary')} a year`);
      expect(textOf(offerFile(hire))).toContain(`You will start on ${cells.get('Start')} `);
      expect(cells.get('Post')).toBe(hire.post);
    }
  });

  it('should ask of each customer what twenty days of meals cost, and report the same', () => {
    for (const client of facts.clients) {
      const [, meals = []] = tableOf(contractFile(client));
      expect(Number(meals[1]) * amount(meals[2])).toBe(amount(meals[3]));
      for (const file of ['reports/report-2025-q4.docx', 'reports/report-2026-q1.docx']) {
        expect(tableOf(file, 1)).toContainEqual([client.name, meals[3]]);
      }
      expect(textOf(contractFile(client))).toContain(`The fee is ${pounds(client.fee)} a month`);
    }
  });

  it('should add up the months of a quarter', () => {
    for (const file of ['reports/report-2025-q4.docx', 'reports/report-2026-q1.docx']) {
      const months = tableOf(file).slice(1, -1);
      const [, sales, costs] = tableOf(file).at(-1) ?? [];
      expect(months.length).toBe(3);
      expect(months.reduce((sum, month) => sum + amount(month[1]), 0)).toBe(amount(sales));
      expect(textOf(file)).toContain(`which leaves ${pounds(amount(sales) - amount(costs))}.`);
    }
  });

  it('should hold each meeting on the day that the one before named', () => {
    for (const [at, meeting] of MEETINGS.slice(1).entries()) {
      expect(textOf(minutesFile(MEETINGS[at]?.month ?? ''))).toContain(`The next meeting is on ${meeting.held} `);
    }
  });

  it('should write sentences as headings only as slips', () => {
    const sentences = [...word.chains(documents)]
      .flat()
      .filter(({ tool, arguments: args }) => tool === 'add_heading' && typeof args !== 'function' && String(args.text).endsWith('.'));
    expect(sentences.length).toBeGreaterThan(3);
    expect(sentences.every(({ scenario }) => scenario.startsWith('slip:'))).toBe(true);
  });
});
