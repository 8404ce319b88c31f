import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readText } from '../edges/files.ts';
import { listServerTools, readStructured, readToolFiles } from '../edges/tool-lists.ts';
import { NearmissError } from '../errors.ts';
import { type Finding, lintTools } from '../lint/lint.ts';
import type { Source } from '../lint/read/document.ts';
import { type Parsed, parseText } from '../lint/read/parse.ts';
import { toSarif } from '../lint/report/sarif.ts';
import { type Placing, printAnnotations, printFindings } from '../lint/report/text.ts';
import type { Severity } from '../lint/rule.ts';
import { type LintSettingsInput, settleLint } from '../lint/settings.ts';
import type { LintFlags } from './lint.ts';

const configFiles = ['nearmiss.lint.json', 'nearmiss.lint.yaml', 'nearmiss.lint.yml'];

/** A document with its way back into its text, where it has one. */
export interface Read {
  source: Source;
  parsed?: Parsed;
}

/** Checks what the command line names. */
export async function checkTools(paths: readonly string[], flags: LintFlags): Promise<{ output: string; ok: boolean }> {
  const settings = settleFlags(flags);
  const { reads, skipped } = await readAll(paths, flags);
  const report = lintTools(
    reads.map(({ source }) => source),
    settings,
  );
  for (const name of report.without) {
    if (reads.find(({ source }) => source.name === name)?.source.isNamed === true)
      throw new NearmissError(`${name}: it holds no list of tools; --format says how to read it`);
  }
  noteSkipped([...skipped, ...report.without]);
  if (report.tools.length === 0 && report.without.length + skipped.length > 0) throw new NearmissError(`no tools in ${paths.join(', ')}`);
  const place = placeIn(reads, report.findings);
  const least = (flags.quiet === true ? leastFailing(settings.maxSeverity) : flags.show) as Severity | undefined;
  if (flags.json === true)
    return {
      output: `${JSON.stringify({ ...report, findings: report.findings.map((finding) => ({ ...finding, ...place(finding) })) })}\n`,
      ok: report.ok,
    };
  if (flags.sarif === true) return { output: `${JSON.stringify(toSarif(report, place), null, 1)}\n`, ok: report.ok };
  if (flags.quiet === true && (report.ok || least === undefined)) return { output: '', ok: report.ok };
  const options = { least: least ?? 'info', place };
  return { output: flags.github === true ? printAnnotations(report, options) : printFindings(report, options), ok: report.ok };
}

/** Writes what the command line names in the form that trainers read. */
export async function fixTools(paths: readonly string[], flags: LintFlags): Promise<void> {
  const { writeFixed } = await import('./lint-fix.ts');
  const { reads } = await readAll(paths, flags);
  process.stdout.write(writeFixed(reads, settleFlags(flags), flags));
}

function settleFlags(flags: LintFlags): ReturnType<typeof settleLint> {
  const path = flags.config ?? configFiles.find((name) => existsSync(name));
  const fromFile = path === undefined ? {} : (parseText(readText(path), path).document as LintSettingsInput);
  if (path !== undefined) {
    if (typeof fromFile !== 'object' || fromFile === null || Array.isArray(fromFile))
      throw new NearmissError(`${path}: settings are an object`);
    settleLint(fromFile, path);
  }
  return settleLint(
    {
      ...fromFile,
      ...(flags.for === undefined ? {} : { for: flags.for as LintSettingsInput['for'] }),
      ...(flags.format === undefined ? {} : { format: flags.format as LintSettingsInput['format'] }),
      ...(flags.maxSeverity === undefined ? {} : { maxSeverity: flags.maxSeverity as LintSettingsInput['maxSeverity'] }),
      rules: { ...fromFile.rules, ...Object.fromEntries(flags.rule) } as LintSettingsInput['rules'],
      ignore: [...(fromFile.ignore ?? []), ...flags.ignore],
    },
    'command line',
  );
}

async function readAll(paths: readonly string[], flags: LintFlags): Promise<{ reads: Read[]; skipped: string[] }> {
  const reads: Read[] = [];
  const skipped: string[] = [];
  for (const { path, text, isNamed } of readToolFiles(paths)) {
    try {
      const parsed = parseText(text, path);
      const structured = readStructured(join(dirname(path), 'primitives.jsonl'));
      reads.push({ source: { name: path, document: parsed.document, structured, isNamed }, parsed });
    } catch (error) {
      if (isNamed || !(error instanceof NearmissError)) throw error;
      skipped.push(path);
    }
  }
  if (flags.server !== undefined) {
    const { name, tools } = await listServerTools(flags.server, { cwd: process.cwd(), env: readSettings(flags.env) });
    reads.push({ source: { name: flags.server, document: { server: name, tools }, isNamed: true } });
  }
  return { reads, skipped };
}

function noteSkipped(names: readonly string[]): void {
  if (names.length === 0) return;
  const few = names.slice(0, 5).join(', ');
  process.stderr.write(`nearmiss: ${names.length} of the files hold no tools: ${few}${names.length > 5 ? ', …' : ''}\n`);
}

/** Where findings stand in their texts: each text is gone through once. */
function placeIn(reads: readonly Read[], findings: readonly Finding[]): Placing {
  const places = new Map(
    reads.map(({ source, parsed }) => {
      const pointers = new Set(findings.filter((finding) => finding.source === source.name).map(({ pointer }) => pointer));
      return [source.name, pointers.size === 0 ? undefined : parsed?.locate(pointers)];
    }),
  );
  return ({ source, pointer }) => places.get(source)?.get(pointer);
}

function leastFailing(most: string): Severity | undefined {
  const order = ['none', 'info', 'warning', 'error'];
  return order[order.indexOf(most) + 1] as Severity | undefined;
}

function readSettings(settings: readonly string[]): Record<string, string> {
  const env: Record<string, string> = {};
  for (const setting of settings) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/su.exec(setting) ?? [];
    if (name === undefined) throw new NearmissError(`--env ${JSON.stringify(setting.split('=')[0])}: give NAME or NAME=value`);
    const given = value ?? process.env[name];
    if (given === undefined) throw new NearmissError(`--env ${name}: it is not set here`);
    env[name] = given;
  }
  return env;
}
