import { mistakenTool } from './mistaken-tools.ts';

export const readForWrite = mistakenTool(
  {
    name: 'read-for-write',
    summary: 'Only looks where the request asks for a change.',
    weight: 0.1,
  },
  (right, wrong) => right === 'changed' && wrong === 'none',
);
