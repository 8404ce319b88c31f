import { NearmissError } from '../errors.ts';
import type { Recipe } from './recipe.ts';

/** The shipped grounds by name. Each module loads only when asked for. */
const recipes: Readonly<Record<string, () => Promise<Recipe>>> = {
  filesystem: async () => (await import('./filesystem/recipe.ts')).filesystem,
  memory: async () => (await import('./memory/recipe.ts')).memory,
  git: async () => (await import('./git/recipe.ts')).git,
  sqlite: async () => (await import('./sqlite/recipe.ts')).sqlite,
  calc: async () => (await import('./calc/recipe.ts')).calc,
  survey: async () => (await import('./survey/recipe.ts')).survey,
  portal: async () => (await import('./portal/recipe.ts')).portal,
  excel: async () => (await import('./excel/recipe.ts')).excel,
  notes: async () => (await import('./notes/recipe.ts')).notes,
  word: async () => (await import('./word/recipe.ts')).word,
  decks: async () => (await import('./decks/recipe.ts')).decks,
  board: async () => (await import('./board/recipe.ts')).board,
  money: async () => (await import('./money/recipe.ts')).money,
};

export const shippedGrounds: readonly string[] = Object.keys(recipes);

/** The recipe of a shipped ground. */
export async function recipeOf(name: string): Promise<Recipe> {
  const load = recipes[name];
  if (load === undefined) throw new NearmissError(`unknown ground "${name}": this package has recipes for ${shippedGrounds.join(', ')}`);
  return load();
}
