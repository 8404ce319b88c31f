import type { HttpEntry } from '../model/server-entry.ts';

/** Settings shorter than this are switches, no secrets. */
export const shortestSecret = 6;

/** What a secret is called, in variables and headers. */
const secretName =
  /(?:^|[_-])(?:keys?|apikey|tokens?|secrets?|pass|passwd|password|passphrase|auth|authorization|credentials?|cookie|dsn)(?:$|[_-])/iu;

/** Whether a variable or header is named like one whose value nobody else should see. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replace(/([a-z\d])([A-Z])/gu, '$1_$2'));
}

/** Values shorter than this, or without both letters and digits, are ordinary words: `AUTH_MODE=default`. */
const shortestForeign = 12;

/**
 * The settings of this machine that are secrets by their name and look like some by their value. No server is given them; one
 * that finds them all the same must not have them shown.
 */
export function findForeignSecrets(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value = ''] of Object.entries(env)) {
    const looksSecret = value.length >= shortestForeign && /\p{L}/u.test(value) && /\d/u.test(value) && !/^[./~]|\s/u.test(value);
    if (looksSecret && isSecretName(name)) found[name] = value;
  }
  return found;
}

/** What an HTTP server is told that nobody else should see: the values of its headers and of its address's query. */
export function findSentSecrets(entry: HttpEntry): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(entry.headers)) {
    found[`header ${name}`] = value;
    // A scheme stands before the secret itself.
    const [, bare] = /^\S+\s+(\S+)$/u.exec(value) ?? [];
    if (bare !== undefined) found[`header ${name} without its scheme`] = bare;
  }
  const url = URL.canParse(entry.url) ? new URL(entry.url) : undefined;
  for (const [name, value] of url?.searchParams ?? [])
    if (isSecretName(name) || value.length >= shortestForeign) found[`query ${name}`] = value;
  return found;
}

/** Shapes of well-known secrets, wherever they come from. */
const secretShapes: readonly RegExp[] = [
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,}/gu,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/gu,
  /\bgithub_pat_[A-Za-z0-9_]{20,}/gu,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/gu,
  /\bA(?:KIA|SIA)[A-Z0-9]{16}\b/gu,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*/gu,
  /(?<=\bBearer\s)[A-Za-z0-9._~+/-]{12,}=*/giu,
  /(?<=:\/\/[^\s:/@]{0,64}:)[^\s@/]+(?=@)/gu,
];

/** Makes a text that a server wrote safe to show: secrets by their value or shape, then what would steer a terminal. */
export function redactText(text: string, secrets: Readonly<Record<string, string>>): string {
  const known = Object.entries(secrets)
    .filter(([, value]) => value.length >= shortestSecret)
    .sort(([, a], [, b]) => b.length - a.length);
  let shown = text;
  for (const [name, value] of known) shown = shown.replaceAll(value, `<${name}>`);
  for (const shape of secretShapes) shown = shown.replace(shape, '<secret>');
  return (
    shown
      .toWellFormed()
      // Escape sequences, then single control characters; line feeds and tabs stay.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/gu, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu, '')
  );
}
