import { extraArgument } from './extra-arguments.ts';

export const addedRestriction = extraArgument(
  {
    name: 'added-restriction',
    summary: 'Adds an optional argument that nobody asked for, and so leaves out or changes what was asked for.',
    weight: 0.6,
  },
  false,
);
