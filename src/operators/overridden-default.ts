import { extraArgument } from './extra-arguments.ts';

export const overriddenDefault = extraArgument(
  {
    name: 'overridden-default',
    summary: 'Gives an optional argument another value than its default, though nobody asked.',
    weight: 0.4,
  },
  true,
);
