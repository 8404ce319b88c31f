import { Command, Option } from 'commander';
import { NearmissError } from '../errors.ts';

interface LintFlags {
  server?: string;
  env: string[];
  for?: string[];
  format?: string;
  config?: string;
  rule: [string, string][];
  ignore: { rule?: string; tool?: string }[];
  maxSeverity?: string;
  show: string;
  quiet?: true;
  json?: true;
  sarif?: true;
  github?: true;
  fix?: true;
  out?: string;
  inPlace?: true;
  explain?: string;
  rules?: true;
}

const levels = ['info', 'warning', 'error'];

/** `nearmiss lint`: what is wrong with the definitions of tools. */
export function lintCommand(): Command {
  return new Command('lint')
    .summary('say what is wrong with the definitions of tools')
    .description(
      'Looks at the names, descriptions and schemas of tools as a model, a validator and a provider will, and says what will mislead, break ' +
        'or be refused, and what to do. Reads MCP tool lists, tools of OpenAI, Anthropic, Gemini, Bedrock and the AI SDK, and OpenAPI 3, as ' +
        'JSON or YAML, or asks a running server. Exit code 0 when nothing is worse than --max-severity, 1 when something is, 2 for wrong input.',
    )
    .argument('[path...]', 'files with tools, or folders with such files')
    .addOption(new Option('--for <profiles>', 'who is to take the tools: adds their limits').argParser(collectList))
    .addOption(new Option('--format <format>', 'read every file as this (default: what it looks like)'))
    .optionsGroup('A running server:')
    .addOption(new Option('--server <command>', 'the command that runs it over stdio; no shell reads it'))
    .addOption(
      new Option('--env <name[=value]>', 'a variable it gets, from here when without a value; repeatable')
        .argParser(collect)
        .default([], 'none'),
    )
    .optionsGroup('What counts:')
    .addOption(new Option('--max-severity <severity>', 'the worst that still passes (default: warning)').choices(['none', ...levels]))
    .addOption(
      new Option('--rule <id=severity>', 'off, or another severity, for one rule; repeatable').argParser(collectRule).default([], 'none'),
    )
    .addOption(
      new Option('--ignore <rule[@tool]>', 'pass over a rule, or a rule in one tool; repeatable')
        .argParser(collectIgnored)
        .default([], 'none'),
    )
    .addOption(new Option('--config <file>', 'settings (default: nearmiss.lint.json or .yaml here)'))
    .optionsGroup('Output:')
    .addOption(new Option('--show <severity>', 'the least to list; what is below is counted').choices(levels).default('warning'))
    .option('--quiet', 'list only what makes the check fail; nothing when it passes')
    .addOption(new Option('--json', 'everything as one JSON object').conflicts(['sarif', 'github']))
    .addOption(new Option('--sarif', 'everything as SARIF 2.1.0, for code scanning').conflicts(['json', 'github']))
    .addOption(new Option('--github', 'as annotations of a GitHub workflow').conflicts(['json', 'sarif']))
    .option('--rules', 'list the rules')
    .option('--explain <rule>', 'say what a rule is about')
    .optionsGroup('Mending:')
    .option('--fix', 'write the tools in the form that trainers read: references inlined, an object with properties, no dialect')
    .addOption(new Option('--out <path>', 'where --fix writes: a file for one file, else a folder'))
    .addOption(new Option('--in-place', 'let --fix write over the files').conflicts('out'))
    .addHelpText(
      'after',
      `
Examples:
  nearmiss lint tools.json                              what is wrong, and the three fixes that help most
  nearmiss lint --server "node server.js" --for mcp     the tools of a running server
  nearmiss lint tools --for openai,anthropic,gemini     would every provider take them?
  nearmiss lint openapi.yaml --show info                operations as tools, hints too
  nearmiss lint tools.json --ignore missing-hints --ignore "secret-parameter@login" --max-severity none
  nearmiss lint tools.json --sarif > lint.sarif         for code scanning; --github for annotations
  nearmiss lint tools.json --fix --out fixed.json       the normalised form, and what it changed
  nearmiss lint --explain hanging-pattern

Profiles: mcp, openai, openai-strict, anthropic, anthropic-strict, gemini, bedrock, llama-factory.
Settings (nearmiss.lint.json): {"for": ["openai"], "rules": {"missing-hints": "off"}, "ignore": [{"rule": "large-enum", "tool": "get_country"}]}
`,
    )
    .action(runLint);
}

async function runLint(paths: string[], flags: LintFlags): Promise<void> {
  if (flags.rules === true || flags.explain !== undefined) {
    const { listRules, explainRule } = await import('../lint/docs.ts');
    process.stdout.write(flags.explain === undefined ? listRules() : explainRule(flags.explain));
    return;
  }
  if (paths.length === 0 && flags.server === undefined)
    throw new NearmissError('nothing to look at: name a file or a folder, or give --server "<command>"');
  if (flags.fix !== true && (flags.out !== undefined || flags.inPlace === true))
    throw new NearmissError(`--${flags.out === undefined ? 'in-place' : 'out'} goes with --fix`);
  const { checkTools, fixTools } = await import('./lint-run.ts');
  if (flags.fix === true) {
    if (flags.out === undefined && flags.inPlace !== true)
      throw new NearmissError('--fix needs --out <path>, or --in-place to write over the files');
    await fixTools(paths, flags);
    return;
  }
  const { output, ok } = await checkTools(paths, flags);
  process.stdout.write(output);
  if (!ok) process.exitCode = 1;
}

export type { LintFlags };

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function collectList(value: string, before: string[] = []): string[] {
  return [...before, ...value.split(',').map((name) => name.trim())];
}

function collectRule(value: string, before: [string, string][]): [string, string][] {
  const at = value.lastIndexOf('=');
  if (at <= 0) throw new NearmissError(`--rule ${JSON.stringify(value)}: give <id>=off, or <id>=info, warning or error`);
  return [...before, [value.slice(0, at), value.slice(at + 1)]];
}

function collectIgnored(value: string, before: { rule?: string; tool?: string }[]): { rule?: string; tool?: string }[] {
  const at = value.indexOf('@');
  return [...before, at < 0 ? { rule: value } : { ...(at === 0 ? {} : { rule: value.slice(0, at) }), tool: value.slice(at + 1) }];
}
