import type { Reasons, Row } from '../row.ts';
import { foldText } from './words.ts';

const CHANGES =
  'add append archive assign authorize block book buy cancel charge clear close commit copy create delete deploy disable edit enable erase execute insert install invite lock merge move order pay place post publish purchase push put register remove rename reply reserve reset restart save schedule send set ship share sign submit subscribe transfer uninstall unlock update upload withdraw write'.split(
    ' ',
  );
const READS =
  'calc calculate check compare compute convert count describe estimate evaluate explain fetch find get inspect is list look lookup measure predict query read recommend retrieve search show solve view'.split(
    ' ',
  );

/**
 * Whether the wrong side would cost what the row says. A given row has no recording, so the words of the rejected tool decide, or the
 * hints that the given row had with its tools, which are not offered on.
 */
export function judgeGivenSeverity({ pair, chosen, rejected }: Row): Reasons {
  const { severity, because } = pair.deviation;
  if (because.trim() === '') return ['severity has no reason'];
  if (rejected.call === null) return severity === 'misleading' ? [] : [`severity is ${severity}, and the rejected side makes no call`];
  if (chosen.call === null && severity === 'harmless') return [];
  if (/\b(?:annotation|hint)/iu.test(because))
    return severity === 'harmless' ? ['severity is harmless, and the rejected call is another one'] : [];
  const [verb = ''] = foldText(rejected.call.name.split(/[./]/u).at(-1) as string).split(' ');
  const cost = CHANGES.includes(verb) ? 'destructive' : READS.includes(verb) ? 'misleading' : null;
  if (severity === 'harmless' && chosen.call !== null) return ['severity is harmless, and the rejected call is another one'];
  return cost === null || cost === severity ? [] : [`severity is ${severity}, and ${rejected.call.name} makes it ${cost}`];
}
