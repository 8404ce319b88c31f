import { NearmissError } from '../errors.ts';
import { lightWords } from '../model/plain-words.ts';
import type { GroundLibrary } from '../primitives/library.ts';
import { cuesOf } from '../trajectories/cues.ts';
import { demandsOf, templateFits } from '../trajectories/request.ts';
import { type Part, parseRequests, parseTemplate, type Template } from '../trajectories/template.ts';
import { nothingTold } from '../trajectories/told.ts';
import { callsOf } from './ask.ts';

/** Why a proposed template is not worth a look, as a closed set. */
export type Refusal =
  | 'malformed'
  | 'known'
  | 'odd_characters'
  | 'states_more'
  | 'names_a_tool'
  | 'no_cue'
  | 'cue_of_another'
  | 'fits_no_call';

const LONGEST = 300;
const ODD = /[^\p{Script=Latin} \n.,;:!?'"()’‘“”…–—-]/u;
const STATES =
  /\b(?:not|never|no|none|don't|doesn't|without|except|only|all|every|both|one|two|three|four|five|six|seven|eight|nine|ten|dozen|first|last|second|third|latest|newest|oldest|today|tomorrow|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august|september|october|november|december)\b/iu;

/**
 * Why a proposed template cannot be used for a tool; null where it can: it parses, states by its slots alone what at least one recorded
 * call needs said, and has no words of another tool. Whether it asks for what the tool does, only a person can tell.
 */
export function judgeTemplate(ground: GroundLibrary, tool: string, source: string, taken: ReadonlySet<string>): Refusal | null {
  if (source === '' || source.length > LONGEST) return 'malformed';
  if (taken.has(fold(source))) return 'known';
  const template = parse(source);
  if (template === null) return 'malformed';
  const words = wordsOf(template.parts).join(' ');
  if (ODD.test(words)) return namesOf(ground).some((name) => includesWord(words, name)) ? 'names_a_tool' : 'odd_characters';
  if (namesOf(ground).some((name) => includesWord(words, name))) return 'names_a_tool';
  if (STATES.test(words) || valuesOf(ground, tool).some((value) => includesWord(words, value))) return 'states_more';
  const cues = cuesIn(template.parts);
  if (cues.some((cue) => cue.split(/\W+/u).every((word) => word === '' || lightWords.has(word)))) return 'no_cue';
  for (const [other, known] of cuesOf(ground)) if (other !== tool && cues.some((cue) => known.has(cue))) return 'cue_of_another';
  const theirs = wordsOfOthers(ground, tool);
  if (foldWords(words).some((word) => theirs.has(word))) return 'cue_of_another';
  const voice = ground.phrases.tools[tool]?.words ?? {};
  const serves = callsOf(ground, tool).some((call) =>
    templateFits(template, [{ arguments: call.arguments, demands: demandsOf(call, []), words: voice }], nothingTold),
  );
  return serves ? null : 'fits_no_call';
}

/** A template without what makes two of them look different. */
export function fold(source: string): string {
  return source
    .toLowerCase()
    .replace(/[^\p{L}{}[\]<>]+/gu, ' ')
    .trim();
}

function parse(source: string): Template | null {
  try {
    return parseTemplate(source, 1);
  } catch (error) {
    if (error instanceof NearmissError) return null;
    throw error;
  }
}

/** The words of a template outside its slots. */
function wordsOf(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => (part.part === 'clause' ? wordsOf(part.parts) : part.part === 'slot' ? [] : [part.text]));
}

function cuesIn(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => (part.part === 'clause' ? cuesIn(part.parts) : part.part === 'cue' ? [part.text.toLowerCase()] : []));
}

/** Words that other tools are named for, and that nobody uses yet to ask for this one. */
function wordsOfOthers(ground: GroundLibrary, tool: string): Set<string> {
  const own = parseRequests(ground.phrases.tools[tool]?.requests ?? [], 1).flatMap(({ parts }) => foldWords(wordsOf(parts).join(' ')));
  const used = new Set([...own, ...nameWords(tool)]);
  const others = [...ground.tools.keys()].filter((other) => other !== tool).flatMap(nameWords);
  return new Set(others.filter((word) => !used.has(word)));
}

function nameWords(name: string): string[] {
  return foldWords(name.replace(/(?<=\p{Ll})(?=\p{Lu})|_/gu, ' '));
}

function foldWords(text: string): string[] {
  return text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
}

/** Names that only programs use: of tools, and of arguments. */
function namesOf({ tools }: GroundLibrary): string[] {
  const names = [...tools.values()].flatMap(({ function: { name, parameters } }) => [name, ...Object.keys(parameters.properties ?? {})]);
  return names.filter((name) => /[_.-]|\p{Ll}\p{Lu}/u.test(name));
}

/** Texts that recorded calls of a tool take. */
function valuesOf(ground: GroundLibrary, tool: string): string[] {
  const texts = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
  return callsOf(ground, tool)
    .flatMap((call) => texts(call.arguments))
    .filter((text) => text.trim().length > 3);
}

function includesWord(text: string, word: string): boolean {
  const at = text.toLowerCase().indexOf(word.toLowerCase());
  return at >= 0 && !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + word.length] ?? '');
}
