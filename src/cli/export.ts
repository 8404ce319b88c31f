import { Command, Option } from 'commander';
import type { ExportFlags } from './export-run.ts';
import { parseCount, splitList } from './flag-values.ts';

/** `nearmiss export`: a dataset in the forms that trainers and evaluations read. */
export function exportCommand(): Command {
  return new Command('export')
    .summary('write a dataset in the form that a trainer reads')
    .description(
      'Writes the pairs of a dataset in other forms, each into a folder of its own below --out, with a manifest: rows in, rows out, rows\n' +
        'refused and why, and the sha256 of every file. What a form cannot hold is refused and counted, never bent.',
    )
    .argument('[dir]', 'folder of a built dataset')
    .addOption(new Option('--to <a,b>', 'formats; "all" for those that need nothing more (--list names them)').argParser(splitList))
    .addOption(new Option('--out <dir>', 'folder to write').default('export'))
    .optionsGroup('Text (format "rendered"):')
    .addOption(new Option('--template <file|name>', 'chat template: a file of Jinja, a tokenizer_config.json, or "chatml"'))
    .addOption(new Option('--any-template', 'take a template that nobody has compared with Python, too'))
    .optionsGroup('Recipes:')
    .addOption(
      new Option('--tokenizer <file>', "the model's tokenizer.json: recipes leave room for the tokens it counts, not for an estimate"),
    )
    .optionsGroup('Files:')
    .addOption(
      new Option('--as <kind>', 'lines of JSON, or Parquet where the format has types for it')
        .choices(['jsonl', 'parquet'])
        .default('parquet'),
    )
    .addOption(new Option('--compress <how>', 'compress lines of JSON').choices(['gzip', 'zstd']))
    .addOption(new Option('--shard-rows <n>', 'rows in one file at most').argParser(parseCount))
    .addOption(new Option('--replace', 'write over an earlier export of the same format'))
    .optionsGroup('Other:')
    .addOption(new Option('--undocumented', 'write what Gemini takes but does not document: function calls'))
    .addOption(new Option('--dry-run', 'count what would be written and refused, and write nothing'))
    .addOption(new Option('--list', 'the formats, who reads them, and what they refuse'))
    .addOption(new Option('--json', 'the manifests as one JSON object, by format; with --list the formats'))
    .addHelpText(
      'after',
      `
Examples:
  nearmiss export --list
  nearmiss export dataset --to trl-dpo,trl-kto
  nearmiss export dataset --to llamafactory --out data
  nearmiss export dataset --to rendered --template tokenizer_config.json
  nearmiss export dataset --to openai --compress gzip --shard-rows 50000
`,
    )
    .action(async (dir: string | undefined, flags: ExportFlags) => {
      const { runExport } = await import('./export-run.ts');
      await runExport(dir, flags);
    });
}
