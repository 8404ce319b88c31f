import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NearmissError } from '../errors.ts';
import type { TokenCounter } from '../exporters/exporter.ts';
import { sha256Hex } from '../model/hash.ts';
import { readJson, readText } from './files.ts';

type Library = typeof import('@huggingface/tokenizers');

/** Counts with a `tokenizer.json`, as models of the Hugging Face hub have it; a `tokenizer_config.json` beside it is read, too. */
export async function openTokenizer(path: string): Promise<TokenCounter> {
  let library: Library;
  try {
    library = await import('@huggingface/tokenizers');
  } catch (cause) {
    throw new NearmissError('--tokenizer needs the package @huggingface/tokenizers: npm install @huggingface/tokenizers', { cause });
  }
  const tokenizer = readJson(path);
  const configPath = join(dirname(path), 'tokenizer_config.json');
  const config = existsSync(configPath) ? readJson(configPath) : {};
  try {
    const opened = new library.Tokenizer(tokenizer as object, config as object);
    opened.encode('a');
    return {
      name: path.split(/[\\/]/u).slice(-2).join('/'),
      sha256: sha256Hex(readText(path)),
      count: (text) => opened.encode(text, { add_special_tokens: false }).ids.length,
    };
  } catch (cause) {
    throw new NearmissError(`--tokenizer ${path}: not a tokenizer.json (${(cause as Error).message.split('\n')[0]})`, { cause });
  }
}
