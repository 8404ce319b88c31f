import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { readGround, shippedPrimitives } from '../../src/edges/grounds.ts';
import { placeWorld } from '../../src/edges/worlds/index.ts';
import { CARDS, LINKS, STEPS } from '../../src/grounds/board/fair.ts';
import { board } from '../../src/grounds/board/recipe.ts';
import { layBoard, ROOT, TAGS } from '../../src/grounds/board/world.ts';
import type { Json } from '../../src/model/json.ts';
import { openGround } from '../../src/primitives/library.ts';
import { REFERENCE_DATE } from '../../src/random/faker.ts';
import { answersTo } from '../../src/trajectories/trajectory.ts';

const folder = mkdtempSync(join(tmpdir(), 'board-test-'));
await placeWorld(board.world(), join(folder, 'world'));
const database = new DatabaseSync(join(folder, 'world', 'board.db'), { readOnly: true });
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const byId = new Map(CARDS.map((card) => [card.id, card]));
const steps = [...board.chains(board.world())].flat();
const rows = (sql: string) => database.prepare(sql).all() as Record<string, string | number | null>[];

/** What the fair's board says in one place agrees with the others, and with the server's rules. */
describe('the board of the fair', () => {
  it('should be the same for the same seed and another for another', () => {
    expect(layBoard(board.seed)).toEqual(board.world());
    expect(layBoard('elsewhere')).not.toEqual(board.world());
  });

  it("should carry the server's name for its folder", () => {
    const name = createHash('sha256').update(ROOT).digest('hex').slice(0, 16);
    expect(rows('SELECT DISTINCT project_id AS id FROM items')).toEqual([{ id: name }]);
  });

  it('should put cards only under epics, and each in a column its kind has', () => {
    for (const { parent, type, status, title } of CARDS) {
      if (parent !== null) expect(byId.get(parent)?.type, title).toBe('epic');
      expect(STEPS[type], title).toContain(status);
    }
  });

  it('should end the history of a card in the column it is in, in the order of time', () => {
    for (const { id, title } of CARDS) {
      const history = rows(`SELECT new_status_id AS status, changed_at AS moment FROM status_history WHERE item_id = ${id} ORDER BY id`);
      const moments = history.map(({ moment }) => String(moment));
      expect(moments, title).toEqual([...moments].sort());
      expect(history.at(-1)?.status, title).toBe(rows(`SELECT status_id AS status FROM items WHERE id = ${id}`)[0]?.status);
    }
  });

  it('should hold nothing that lies after today', () => {
    const latest = ['items.updated_at', 'updates.created_at', 'item_decisions.created_at', 'item_relationships.created_at'].map((place) => {
      const [table, column] = place.split('.');
      return String(rows(`SELECT max(${column}) AS moment FROM ${table}`)[0]?.moment);
    });
    for (const moment of latest) expect(Date.parse(`${moment}Z`.replace(' ', 'T'))).toBeLessThanOrEqual(Date.parse(REFERENCE_DATE));
  });
});

/** What the calls say of the board before any of them ran. */
describe('the calls on the board', () => {
  const meant = steps.filter(({ scenario }) => !scenario.startsWith('slip:')) as unknown as {
    tool: string;
    arguments: Record<string, Json>;
  }[];

  it('should name only cards and tags that are there', () => {
    for (const { arguments: args } of meant) {
      for (const name of ['item_id', 'parent_id', 'source_id', 'target_id']) {
        if (args[name] !== undefined) expect(byId.has(Number(args[name])), JSON.stringify(args)).toBe(true);
      }
      if (args.tag_id !== undefined) expect(TAGS[Number(args.tag_id) - 1], JSON.stringify(args)).toBeDefined();
    }
  });

  it('should take off only tags that a card has, and put on only those it lacks', () => {
    for (const { tool, arguments: args } of meant) {
      const own: readonly string[] = byId.get(Number(args.item_id))?.tags ?? [];
      if (tool === 'remove_tag') expect(own, JSON.stringify(args)).toContain(TAGS[Number(args.tag_id) - 1]);
      if (tool === 'add_tag') expect(own, JSON.stringify(args)).not.toContain(args.tag_name);
    }
  });

  it('should take away only links that are there, and make only new ones', () => {
    for (const { tool, arguments: args } of meant) {
      if (!tool.endsWith('_relationship')) continue;
      const isThere = LINKS.some(
        ([source, type, target]) => source === args.source_id && type === args.relationship_type && target === args.target_id,
      );
      expect(isThere, JSON.stringify(args)).toBe(tool === 'remove_relationship');
    }
  });

  it('should put no card where the next step alone would take it', () => {
    for (const { tool, arguments: args } of meant) {
      if (tool !== 'set_status') continue;
      const { type, status } = byId.get(Number(args.item_id)) as (typeof CARDS)[number];
      const next = STEPS[type][STEPS[type].indexOf(status) + 1];
      expect([status, next], JSON.stringify(args)).not.toContain(args.status);
    }
  });

  it('should tell of a card every link that it has, and which way it goes', () => {
    const ground = openGround(readGround(shippedPrimitives, 'board'));
    for (const primitive of ground.primitives.filter(({ tool }) => tool === 'get_item_relationships')) {
      const { item_id: id } = primitive.arguments;
      const titleOf = (card: number): string => byId.get(card)?.title ?? '';
      for (const said of answersTo(ground, primitive)) {
        for (const [source, type, target] of LINKS) {
          if (source !== id && target !== id) continue;
          expect(said).toContain(titleOf(source === id ? target : source));
          if (type === 'blocks') expect(said).toContain(source === id ? ' blocks ' : ' is blocked by ');
          if (type === 'depends_on') expect(said).toContain(source === id ? ' depends on ' : ' is needed for ');
        }
      }
    }
  });
});
