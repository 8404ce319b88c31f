import { type Kind, kindSchema } from '../model/primitive.ts';

/** Arguments of every kind. */
export const ANY_KIND: readonly Kind[] = kindSchema.options;
