// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what is read here
import { NearmissError } from '../../errors.ts';

/** What placeholders may stand for. */
export interface Surroundings {
  /** the variables of this process; only those that a placeholder names are ever read */
  env: Readonly<Record<string, string | undefined>>;
  /** folder that `${workspaceFolder}` stands for */
  workspace: string;
  /** folder that `${userHome}` stands for */
  home: string;
}

/** A text with its placeholders replaced. */
export interface Filled {
  text: string;
  /** the variables it took values from, with those values */
  taken: Record<string, string>;
}

const placeholder = /\$\{([^{}]*)\}/gu;

/**
 * Replaces placeholders as editors write them: `${NAME}`, `${env:NAME}`, both also with `:-default`; `${workspaceFolder}`,
 * `${workspaceFolderBasename}`, `${userHome}`, `${pathSeparator}`, `${/}`. Any other, and a variable that is not set, is an
 * error in one line. What a value holds is not looked at again.
 */
export function fillPlaceholders(text: string, { env, workspace, home }: Surroundings): Filled {
  const taken: Record<string, string> = {};
  const filled = text.replace(placeholder, (whole, inside: string) => {
    switch (inside) {
      case 'workspaceFolder':
        return workspace;
      case 'workspaceFolderBasename':
        return workspace.split(/[/\\]/u).at(-1) ?? '';
      case 'userHome':
        return home;
      case 'pathSeparator':
      case '/':
        return '/';
    }
    if (inside.startsWith('input:')) {
      throw new NearmissError(`${whole} is typed into an editor when it asks: write \${env:NAME} in its place and set that variable`);
    }
    const [, name, fallback] = /^(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/su.exec(inside) ?? [];
    if (name === undefined)
      throw new NearmissError(`${whole} is no placeholder known here: there are \${NAME}, \${env:NAME}, \${workspaceFolder}, \${userHome}`);
    const value = env[name];
    if (value === undefined || (value === '' && fallback !== undefined)) {
      if (fallback === undefined) throw new NearmissError(`${whole}: the variable ${name} is not set here`);
      return fallback;
    }
    taken[name] = value;
    return value;
  });
  return { text: filled, taken };
}

/** Names of the variables that a text's placeholders take values from, in the order they stand. */
export function variablesIn(text: string): string[] {
  const named = [...text.matchAll(placeholder)].map(
    ([, inside]) => /^(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-.*)?$/su.exec(inside ?? '')?.[1],
  );
  const ours = new Set(['workspaceFolder', 'workspaceFolderBasename', 'userHome', 'pathSeparator']);
  return named.filter((name) => name !== undefined && !ours.has(name)) as string[];
}
