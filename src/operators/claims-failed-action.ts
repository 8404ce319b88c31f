import { falseReport } from './false-reports.ts';

export const claimsFailedAction = falseReport(
  {
    name: 'claims-failed-action',
    summary: 'Says that it is done, though the reply is that it failed.',
  },
  'changed',
);
