import { pointerOf } from '../../model/pointer.ts';
import type { Rule } from '../rule.ts';
import { count, isObject, show } from '../values.ts';
import type { ToolView } from '../view.ts';
import type { SchemaNode } from '../walk.ts';

/** A rule without its way to look. */
type Facts = Omit<Rule, 'onTool' | 'onNode' | 'onServer' | 'onAll'>;

/** Names have to match a pattern. */
export function demandName(pattern: RegExp, facts: Facts): Rule {
  return {
    ...facts,
    *onTool({ name }) {
      if (name !== undefined && !pattern.test(name)) yield { at: '/name', says: `${show(name)} does not match ${pattern.source}` };
    },
  };
}

/** Keywords that the root of the input schema must not have. */
export function forbidAtRoot(keywords: readonly string[], facts: Facts): Rule {
  return {
    ...facts,
    *onTool({ input: { root, pointer } }) {
      const found = isObject(root) ? keywords.find((keyword) => Object.hasOwn(root, keyword)) : undefined;
      if (found !== undefined) yield { at: `${pointer}/${found}`, says: `${found} at the root` };
    },
  };
}

/** Keywords that no part of the input schema may have. `isAllowed` lets uses of them pass. */
export function forbidKeywords(isForbidden: (keyword: string, node: SchemaNode) => boolean, facts: Facts): Rule {
  return {
    ...facts,
    *onTool({ input: { nodes } }) {
      for (const node of nodes) {
        const found = Object.keys(node.schema).filter((keyword) => isForbidden(keyword, node));
        if (found.length > 0)
          yield {
            at: node.pointer + pointerOf([found[0] as string]),
            says: found
              .slice(0, 5)
              .map((keyword) => show(keyword))
              .join(', '),
          };
      }
    },
  };
}

/** What every part of the input schema has to meet. */
export function demandOfNodes(judge: (node: SchemaNode, tool: ToolView) => string | undefined, facts: Facts): Rule {
  return {
    ...facts,
    *onTool(tool) {
      for (const node of tool.input.nodes) {
        const says = judge(node, tool);
        if (says !== undefined) yield { at: node.pointer, says };
      }
    },
  };
}

/** How many tools may be offered together. */
export function boundTools(most: number, facts: Facts): Rule {
  return {
    ...facts,
    *onServer(tools) {
      const [first] = tools;
      if (first !== undefined && tools.length > most)
        yield { tool: first, at: '', says: `${count(tools.length, 'tool')}, at most ${most}` };
    },
  };
}

/** Whether a schema is for an object. */
export function isForObject({ type, properties }: SchemaNode['schema']): boolean {
  return type === 'object' || (Array.isArray(type) && type.includes('object')) || (type === undefined && properties !== undefined);
}

export function hasTypeOf(schema: SchemaNode['schema'], type: string): boolean {
  return schema.type === type || (Array.isArray(schema.type) && schema.type.includes(type));
}

/** What a placeholder of an unlimited number of tools is: `count` of them, each with a name of its own. */
export function manyToolsOf(number: number, toolWith: (parts: { name: string; description: string }) => object): object[] {
  return Array.from({ length: number }, (_, i) =>
    toolWith({ name: `list_${i}`, description: `Lists what stands on shelf ${i} of the depot.` }),
  );
}
