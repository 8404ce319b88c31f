import type { Json } from '../model/json.ts';

/** Forms in which programs and their writers leave a value open: `<date>`, `{path}`, `{{date}}`, `[PATH]`, `YOUR_PATH`, `$PATH`. */
const FORMS: readonly ((name: string) => string)[] = [
  (name) => `<${name}>`,
  (name) => `{${name}}`,
  (name) => `{{${name}}}`,
  (name) => `[${name.toUpperCase()}]`,
  (name) => `YOUR_${name.toUpperCase()}`,
  (name) => `$${name.toUpperCase()}`,
];

const PLACEHOLDER = /^(?:<[a-z][a-z0-9_]*>|\{\{?[a-z][a-z0-9_]*\}\}?|\[[A-Z][A-Z0-9_]*\]|YOUR_[A-Z][A-Z0-9_]*|\$[A-Z][A-Z0-9_]*)$/u;

/** What may be left standing where the argument of this name belongs. */
export function placeholdersFor(name: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
    .replace(/\W+/gu, '_')
    .toLowerCase();
  return /^[a-z]/u.test(words) ? FORMS.map((form) => form(words)) : [];
}

/** Whether a value is nothing but an open place. */
export function isPlaceholder(value: Json): boolean {
  return typeof value === 'string' && PLACEHOLDER.test(value);
}
