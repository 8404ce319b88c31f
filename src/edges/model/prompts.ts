import { fileURLToPath } from 'node:url';
import type { JobName } from '../../model/model-request.ts';
import { readText } from '../files.ts';

/** The prompt of a job: the shipped one, or the file that stands in its place. */
export function readPrompt(job: JobName | 'propose-values', path: string | undefined): string {
  return readText(path ?? fileURLToPath(new URL(`../../../prompts/${job}.md`, import.meta.url)));
}
