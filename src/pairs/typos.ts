import { typos } from '../model/typos.ts';
import type { Stream } from '../random/stream.ts';
import type { Request } from '../trajectories/request.ts';

/** Most words of one message that are mistyped. */
const MOST = 2;

/** The request with one or two plain words mistyped; itself where it has none that can be. Nothing is touched that states something. */
export function mistype(request: Request, stream: Stream): Request {
  const { text, spans } = request;
  const isStated = (start: number, end: number) => spans.some((span) => start < span.end && end > span.start);
  const places = [...text.matchAll(/(?<![\p{L}\p{N}'’-])\p{L}+(?![\p{L}\p{N}'’-])/gu)].filter(
    ({ 0: word, index }) => Object.hasOwn(typos, word.toLowerCase()) && !isStated(index, index + word.length),
  );
  if (places.length === 0) return request;
  let typed = text;
  for (const { 0: word, index } of stream.shuffle(places).slice(0, 1 + stream.below(MOST))) {
    const slip = typos[word.toLowerCase()] as string;
    const isCapital = word !== word.toLowerCase();
    typed = `${typed.slice(0, index)}${isCapital ? `${slip.charAt(0).toUpperCase()}${slip.slice(1)}` : slip}${typed.slice(index + word.length)}`;
  }
  return { text: typed, spans };
}
