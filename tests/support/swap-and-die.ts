// Replaces a folder's files and ends without a trace at a step, or leaves when done.
// Usage: node swap-and-die.ts <folder> <step or none> <text>
import { replaceFolder } from '../../src/edges/whole-folder.ts';

const [folder, last, text] = process.argv.slice(2) as [string, string, string];
const files = new Map(['ground.json', 'primitives.jsonl', 'rejects.jsonl'].map((name) => [name, `${name} ${text}\n`]));
replaceFolder(folder, files, (step) => {
  if (step === last) process.kill(process.pid, 'SIGKILL');
});
