import type { JsonObject } from '../../model/json.ts';
import type { Rule } from '../rule.ts';
import { show, wordsOf } from '../values.ts';
import type { Parameter } from '../view.ts';
import { toolWithParameter } from './example.ts';

const guide = 'https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools';

export const choicesInWords: Rule = {
  id: 'choices-in-words-only',
  severity: 'warning',
  summary: 'the description lists the values, the schema takes any text',
  why: 'A model that writes another word is not stopped, and constrained decoding cannot help it.',
  fix: 'List the values under enum',
  source: 'https://json-schema.org/understanding-json-schema/reference/enum',
  bad: toolWithParameter('state', { type: 'string', description: 'Only orders in this state: "open", "shipped" or "returned"' }),
  good: toolWithParameter('state', { type: 'string', enum: ['open', 'shipped', 'returned'], description: 'Only orders in this state' }),
  *onTool({ parameters }) {
    for (const { name, node } of parameters) {
      const text = wordsAbout(node.schema);
      if (text === undefined || !isFreeText(node.schema)) continue;
      const choices = findChoices(text);
      if (choices !== undefined)
        yield {
          at: node.pointer,
          says: `${show(name)}: ${choices.map((choice) => show(choice, 24)).join(', ')}`,
          fix: `"enum": [${choices.map((choice) => show(choice)).join(', ')}]`,
        };
    }
  },
};

export const dateUnspecified: Rule = {
  id: 'date-unspecified',
  severity: 'info',
  summary: 'a date or a time does not say how it is written',
  why: 'A model writes 03/04/2026, 3 April or 2026-04-03, and nobody knows which the tool reads, nor in which time zone.',
  fix: 'Set "format": "date" or "date-time", or say how it is written, with an example',
  source: 'https://json-schema.org/understanding-json-schema/reference/type#dates-and-times',
  bad: toolWithParameter('start_date', { type: 'string', description: 'First day that counts' }),
  good: toolWithParameter('start_date', { type: 'string', format: 'date', description: 'First day that counts' }),
  *onTool({ parameters }) {
    for (const { name, node } of parameters) {
      if (!isTime(name) || !isFreeText(node.schema) || /\d/u.test(String(node.schema.default ?? ''))) continue;
      const text = wordsAbout(node.schema) ?? '';
      if (
        !/\d|\biso\b|\brfc|y{2,4}|\butc\b|epoch|unix|format|natural|e\.g\.|such as|example|like |today|relative|crontab|cron/iu.test(text)
      )
        yield { at: node.pointer, says: `${show(name)} does not say how it is written` };
    }
  },
};

export const unitUnspecified: Rule = {
  id: 'unit-unspecified',
  severity: 'info',
  summary: 'a quantity does not say its unit',
  why: 'Seconds or milliseconds, metres or miles: a model picks one, and the result is wrong by a factor.',
  fix: 'Put the unit into the name (timeout_ms) or the description',
  source: guide,
  bad: toolWithParameter('timeout', { type: 'number', description: 'How long to wait' }),
  good: toolWithParameter('timeout', { type: 'number', description: 'How long to wait, in seconds' }),
  *onTool({ parameters }) {
    for (const { name, node } of parameters) {
      if (!isNumber(node.schema)) continue;
      const words = wordsOf(name);
      const last = words.at(-1);
      if (last === undefined || !quantities.has(last)) continue;
      const text = `${words.join(' ')} ${wordsAbout(node.schema) ?? ''}`;
      if (!unit.test(text) && !/\b(?:circle|circular|sphere|cylinder|cone|disc|disk|shape|arc|ring|polygon|hash|graph)\b/iu.test(text))
        yield { at: node.pointer, says: `${show(name)} has no unit` };
    }
  },
};

const quantities = new Set(['timeout', 'duration', 'delay', 'interval', 'ttl', 'distance', 'radius', 'altitude', 'elevation']);
const unit =
  /(?:\b|\d)(?:[mµun]?s|msecs?|secs?|mins?|hrs?|[hd]|(?:milli|micro|nano)?seconds?|minutes?|hours?|days?|weeks?|months?|years?|[ckm]?m|(?:kilo|centi|milli)?met(?:er|re)s?|miles?|mi|feet|ft|foot|inch(?:es)?|yards?|px|pixels?|steps?|points?|turns?|ticks?|frames?|bars?|blocks?|degrees?|percent(?:age)?|units?|au|light[- ]years?)\b|%|°/iu;

export const rangeInWords: Rule = {
  id: 'range-in-words-only',
  severity: 'info',
  summary: 'the description gives a range, the schema has none',
  why: 'A value out of range is found only when the tool runs.',
  fix: 'Set minimum and maximum',
  source: 'https://json-schema.org/understanding-json-schema/reference/numeric#range',
  bad: toolWithParameter('limit', { type: 'integer', description: 'Orders to list, between 1 and 100' }),
  good: toolWithParameter('limit', { type: 'integer', minimum: 1, maximum: 100, description: 'Orders to list, between 1 and 100' }),
  *onTool({ parameters }) {
    for (const { name, node } of parameters) {
      const { schema } = node;
      if (
        !isNumber(schema) ||
        ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'enum', 'const'].some((key) => schema[key] !== undefined)
      )
        continue;
      const text = wordsAbout(schema) ?? '';
      const found = ranges
        .map((range) => range.exec(text))
        .find((match) => match !== null && Number(match[1]) < Number(match[2] ?? Number.POSITIVE_INFINITY));
      if (found !== undefined && found !== null) yield { at: node.pointer, says: `${show(name)}: ${show(found[0])}` };
    }
  },
};

const ranges = [
  /\b(?:between|range(?:s|d)?(?: is| of)?:?|from)\s+(-?\d+(?:\.\d+)?)\s*(?:and|to|-|–|—|\.\.+)\s*(-?\d+(?:\.\d+)?)(?![\w:/.-]*\d)/iu,
  /[([](-?\d+(?:\.\d+)?)\s*(?:-|–|—|\.\.+|to|,)\s*(\d+(?:\.\d+)?)[)\]]/u,
  /\bmax(?:imum)?\s*(?:of|is|value|:|=)?\s*:?\s*(\d+)\b(?!\s*(?:characters|results per|per))/iu,
];

export const defaultInWords: Rule = {
  id: 'default-in-words-only',
  severity: 'info',
  summary: 'the description names a default, the schema has none',
  why: 'Clients and forms cannot show it, and whoever changes it has to change the words.',
  fix: 'Give it under default',
  source: 'https://json-schema.org/understanding-json-schema/reference/annotations',
  bad: toolWithParameter('limit', { type: 'integer', minimum: 1, maximum: 100, description: 'Orders to list (default: 20)' }),
  good: toolWithParameter('limit', { type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'Orders to list' }),
  *onTool({ parameters }) {
    for (const { name, node, isRequired } of parameters) {
      const { schema } = node;
      if (isRequired || Object.hasOwn(schema, 'default') || schema.const !== undefined || schema.$ref !== undefined) continue;
      const found = stated.exec(wordsAbout(schema) ?? '');
      // A number where a text is wanted is the beginning of a phrase: "defaults to 24 hours ago".
      if (found === null || (schema.type === 'string' && /^[\d-]/u.test(found[1] ?? ''))) continue;
      yield { at: node.pointer, says: `${show(name)}: ${show(found[0])}` };
    }
  },
};

/** A default that is written out: a quoted text, a number, true or false. */
const stated =
  /\bdefaults?(?: value)?(?: is| to|:|=)\s*:?\s*(``[^`\n]{1,40}``|"[^"\n]{0,40}"|'[^'\n]{0,40}'|`[^`\n]{1,40}`|-?\d+(?:\.\d+)?(?![\w-]|[.:/]\d)|true\b|false\b)/iu;

/** A description, and the title where there is one. */
function wordsAbout({ description, title }: JsonObject): string | undefined {
  const words = [title, description].filter((text) => typeof text === 'string').join('. ');
  return words === '' ? undefined : words.slice(0, 4_000);
}

/** Whether a schema takes any text. */
function isFreeText(schema: JsonObject): boolean {
  return (
    schema.type === 'string' &&
    ['enum', 'const', 'format', 'pattern', 'anyOf', 'oneOf', 'allOf', '$ref', 'contentEncoding', 'examples'].every(
      (key) => schema[key] === undefined,
    )
  );
}

function isNumber({ type }: JsonObject): boolean {
  return type === 'number' || type === 'integer';
}

/** Whether a name is that of a date or a time of day. */
function isTime(name: string): Parameter['isRequired'] {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  return (
    ['date', 'datetime', 'timestamp', 'deadline', 'birthday', 'birthdate'].includes(last) ||
    (last === 'time' && ['start', 'end', 'begin', 'due', 'departure', 'arrival'].includes(words.at(-2) ?? ''))
  );
}

const token = String.raw`(?:"[^"\n]{1,30}"|'[^'\n]{1,30}'|\u0060[^\u0060\n]{1,30}\u0060)`;
const between = String.raw`(?:\s*(?:,|\||/|;)\s*(?:or\s+|and\s+)?|\s+or\s+|\s+and\s+)`;
const quotedList = new RegExp(`${token}(?:${between}${token})+`, 'u');
const wordList =
  /(?:\b(?:one of|(?:must be|can be|should be) (?:one of|either)|(?:possible|allowed|valid|accepted|supported|available) (?:values|options)(?: are)?|options(?: are)?|either)\s*:?\s*\(?)([\w-]{1,24}(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s*\|\s*|\s+or\s+)[\w-]{1,24})+)(?=\s*(?:[).;]|$))/iu;
const barList = /\(([\w-]{1,24}(?:\s*\|\s*[\w-]{1,24})+)\)/u;

/** Words before a list by which it is of examples, of parts, or of something else than the values. */
const notAll =
  /(?:e\.?g\.?|such as|like|example|examples|i\.e\.|for instance|include|including|default|sort of|contains?|not|instead of|fields?|named|names|good|bad|set (?:it )?to)[^.;]{0,40}$|\bor\s*$/iu;
/** Words anywhere by which the values are not single, not settled, or characters of one. */
const notSingle = /comma|separated|list of|may change|over time|as well as|regex|characters/iu;
const goesOn = /^\s*,?\s*(?:etc|\.\.\.|…|and (?:so on|more|others)|,)/iu;

/** The values that a description lists as all there are, or undefined. Examples are not all there are. */
export function findChoices(text: string): string[] | undefined {
  if (notSingle.test(text)) return undefined;
  for (const [list, item] of [
    [quotedList, /["'`]([^"'`\n]{1,30})["'`]/gu],
    [wordList, /[\w-]+/gu],
    [barList, /[\w-]+/gu],
  ] as const) {
    const found = list.exec(text);
    if (found === null) continue;
    const end = found.index + found[0].length;
    if (notAll.test(text.slice(Math.max(0, found.index - 60), found.index)) || goesOn.test(text.slice(end, end + 24))) continue;
    const written = [...(found[1] ?? found[0]).matchAll(item)].map((match) => (match[1] ?? match[0]).trim());
    const choices = [...new Set(written)].filter((choice) => choice !== '' && (list !== wordList || !/^(?:or|and|etc)$/iu.test(choice)));
    // A value has a letter or a digit, is a word or three, and no pattern of its own.
    const areValues = choices.every(
      (choice) =>
        /^[\p{L}\p{N} ./+:-]*$/u.test(choice.replaceAll('_', '')) && /[\p{L}\p{N}]/u.test(choice) && choice.split(/\s+/u).length <= 3,
    );
    if (areValues && choices.length >= 2 && choices.length <= 30) return choices;
  }
  return undefined;
}
