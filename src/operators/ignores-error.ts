import { falseReport } from './false-reports.ts';

export const ignoresError = falseReport(
  {
    name: 'ignores-error',
    summary: 'Reports something as found, though the reply is that the call failed.',
  },
  'none',
);
