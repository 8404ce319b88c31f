import type { JsonObject } from '../../model/json.ts';
import type { ChainStep } from '../recipe.ts';
import type { Relation } from './graph.ts';

/** The server's calls, with the shape its schemas ask for. */

export function searchFor(query: string, scenario: string): ChainStep {
  return { tool: 'search_nodes', arguments: { query }, scenario };
}

export function open(names: readonly string[], scenario: string): ChainStep {
  return { tool: 'open_nodes', arguments: { names: [...names] }, scenario };
}

export function create(name: string, entityType: string, observations: readonly string[], scenario: string): ChainStep {
  return { tool: 'create_entities', arguments: { entities: [{ name, entityType, observations: [...observations] }] }, scenario };
}

export function relate(relations: readonly Relation[], scenario: string): ChainStep {
  return { tool: 'create_relations', arguments: writeRelations(relations), scenario };
}

export function note(entityName: string, contents: readonly string[], scenario: string): ChainStep {
  return { tool: 'add_observations', arguments: { observations: [{ entityName, contents: [...contents] }] }, scenario };
}

export function remove(entityNames: readonly string[], scenario: string): ChainStep {
  return { tool: 'delete_entities', arguments: { entityNames: [...entityNames] }, scenario };
}

export function strike(entityName: string, observations: readonly string[], scenario: string): ChainStep {
  return { tool: 'delete_observations', arguments: { deletions: [{ entityName, observations: [...observations] }] }, scenario };
}

export function unrelate(relations: readonly Relation[], scenario: string): ChainStep {
  return { tool: 'delete_relations', arguments: writeRelations(relations), scenario };
}

function writeRelations(relations: readonly Relation[]): JsonObject {
  return { relations: relations.map(({ from, to, relationType }) => ({ from, to, relationType })) };
}
