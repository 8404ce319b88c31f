import { anthropicRules, anthropicStrictRules } from '../profiles/anthropic.ts';
import { geminiRules } from '../profiles/gemini.ts';
import { mcpRules } from '../profiles/mcp.ts';
import { openAiRules, openAiStrictRules } from '../profiles/openai.ts';
import { otherRules } from '../profiles/others.ts';
import type { Rule } from '../rule.ts';
import { contradictoryBounds } from './bounds.ts';
import * as containers from './containers.ts';
import * as descriptions from './descriptions.ts';
import * as enums from './enums.ts';
import * as hints from './hints.ts';
import * as meaning from './meaning.ts';
import * as names from './names.ts';
import * as pairs from './pairs.ts';
import * as patterns from './patterns.ts';
import { unsatisfiable } from './reach.ts';
import * as references from './references.ts';
import * as samples from './samples.ts';
import * as shape from './shape.ts';
import * as sizes from './sizes.ts';
import * as trust from './trust.ts';
import * as validity from './validity.ts';
import * as vocabulary from './vocabulary.ts';

/** Rules by what they look at, in the order of the documentation. */
export const ruleGroups: Readonly<Record<string, readonly Rule[]>> = {
  'The entry': [shape.malformedTool, names.missingName, shape.missingSchema, shape.rootNotObject, sizes.tooMuch],
  Names: [names.unusableName, names.duplicateName, names.nameTakenElsewhere, names.confusableNames, containers.confusableParameters],
  Descriptions: [
    descriptions.missingDescription,
    descriptions.emptyWords,
    descriptions.shortDescription,
    descriptions.longDescription,
    descriptions.copiedDescription,
    descriptions.missingParameterDescription,
    descriptions.emptyParameterWords,
    descriptions.requiredInWords,
    pairs.ambiguousTools,
  ],
  Trust: [trust.instructingDescription, trust.hiddenCharacters, trust.brokenText, trust.secretParameter, trust.hazardousProperty],
  'Valid schemas': [
    validity.unsupportedDialect,
    validity.invalidSchema,
    validity.uncompilableSchema,
    vocabulary.unknownType,
    vocabulary.unknownKeyword,
    vocabulary.unknownFormat,
    vocabulary.nullKeyword,
    vocabulary.nullableKeyword,
    vocabulary.leakedInternals,
    containers.draftRequired,
  ],
  References: [
    references.unresolvedRef,
    references.remoteRef,
    references.refIntoProperties,
    references.ignoredBesideRef,
    references.recursiveSchema,
    validity.explodingRefs,
  ],
  'What the schema lets pass': [
    unsatisfiable,
    containers.cannotBeViolated,
    contradictoryBounds,
    containers.unknownRequired,
    containers.objectWithoutProperties,
    containers.arrayWithoutItems,
    containers.duplicateBranch,
    vocabulary.missingType,
    vocabulary.keywordWithoutEffect,
    samples.invalidDefault,
    samples.invalidExample,
  ],
  Enums: [
    enums.emptyEnum,
    enums.singleEnum,
    enums.duplicateMember,
    enums.mistypedMember,
    enums.enumTwins,
    enums.largeEnum,
    enums.booleanAsText,
  ],
  Patterns: [patterns.invalidPattern, patterns.hangingPattern, patterns.unanchoredPattern],
  'In words only': [meaning.choicesInWords, meaning.dateUnspecified, meaning.unitUnspecified, meaning.rangeInWords, meaning.defaultInWords],
  Size: [sizes.deepSchema, sizes.largeSchema, sizes.manyParameters, sizes.manyTools, pairs.inconsistentParameter],
  'Hints and results': [hints.missingHints, hints.unknownHint, hints.contradictoryHints, hints.hintAgainstName, hints.missingOutputSchema],
  'For MCP clients (--for mcp)': mcpRules,
  'For OpenAI (--for openai)': openAiRules,
  'For OpenAI in strict mode (--for openai-strict)': openAiStrictRules,
  'For Anthropic (--for anthropic)': anthropicRules,
  'For Anthropic in strict mode (--for anthropic-strict)': anthropicStrictRules,
  'For Gemini (--for gemini)': geminiRules,
  'For Bedrock and LLaMA-Factory (--for bedrock, --for llama-factory)': otherRules,
};

/** All rules, in that order. */
export const allRules: readonly Rule[] = Object.values(ruleGroups).flat();
