import { isUtf8 } from 'node:buffer';

/** One server-sent event: its bytes as they came, and the fields that matter here. */
export interface EventFrame {
  raw: Uint8Array<ArrayBuffer>;
  data: string;
  id: string;
  /** whether it is UTF-8, as it must be */
  isText: boolean;
}

/** Cuts a stream of server-sent events into single ones, bounded in size. */
export class EventFrames {
  readonly #longest: number;
  #rest = Buffer.alloc(0);
  #searched = 0;
  /** whether an event has grown beyond the limit; nothing more comes then */
  isTooLong = false;

  /** `longest` is the limit for one event, in bytes. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The events that these bytes bring to an end. */
  take(bytes: Uint8Array): EventFrame[] {
    const found: EventFrame[] = [];
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const end = this.#findEnd();
      if (end < 0) break;
      if (end > this.#longest) this.isTooLong = true;
      else found.push(readFrame(Uint8Array.from(this.#rest.subarray(0, end))));
      this.#rest = this.#rest.subarray(end);
      this.#searched = 0;
    }
    if (this.#rest.length > this.#longest) this.isTooLong = true;
    return found;
  }

  /** Where the first event ends, after its empty line. */
  #findEnd(): number {
    for (let at = this.#rest.indexOf(10, this.#searched); at >= 0; at = this.#rest.indexOf(10, at + 1)) {
      const next = this.#rest[at + 1];
      if (next === 10) return at + 2;
      if (next === 13 && this.#rest[at + 2] === 10) return at + 3;
      this.#searched = next === undefined || next === 13 ? at : at + 1;
      if (next === undefined) break;
    }
    return -1;
  }
}

function readFrame(raw: Uint8Array<ArrayBuffer>): EventFrame {
  const data: string[] = [];
  let id = '';
  for (const line of new TextDecoder().decode(raw).split(/\r?\n/u)) {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/su.exec(line) ?? [];
    if (name === 'data') data.push(value);
    if (name === 'id') id = value;
  }
  return { raw, data: data.join('\n'), id, isText: isUtf8(raw) };
}
