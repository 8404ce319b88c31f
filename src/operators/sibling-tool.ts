import { mistakenTool } from './mistaken-tools.ts';

export const siblingTool = mistakenTool(
  {
    name: 'sibling-tool',
    summary: 'Calls a neighbouring tool that accepts the same arguments and does something else.',
    weight: 1,
  },
  (right, wrong) => wrong === null || right === wrong,
);
