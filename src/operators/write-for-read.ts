import { mistakenTool } from './mistaken-tools.ts';

export const writeForRead = mistakenTool(
  {
    name: 'write-for-read',
    summary: 'Changes something where the request only asks to look.',
    weight: 0.1,
  },
  (right, wrong) => right === 'none' && wrong === 'changed',
);
