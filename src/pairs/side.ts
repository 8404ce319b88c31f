import { hashText } from '../model/hash-text.ts';
import { numberOf } from '../model/numbering.ts';
import type { Primitive } from '../model/primitive.ts';
import { type Call, callOf } from '../trajectories/decision.ts';

/** One side of a pair as it looks: its place among the sides of its ground. */
export type Side = number;

/** What the sides of a ground look like, by side, from afar and from near. */
export interface Looks {
  /** the tool that is called, by its place in `tools`; one for all answers, and one for all questions */
  tool: Int32Array;
  tools: readonly string[];
  /** the tool and which arguments it is given, as a hash */
  shape: Float64Array;
  /** the call as a whole, as a hash */
  whole: Float64Array;
}

/** Names the sides of a ground by their looks. Every answer has the same: its words say nothing about its being right. */
export class Sides {
  readonly #tools = new Map<string, number>();
  readonly #known = new Map<string, Side>();
  readonly #recorded = new Map<Primitive, Side>();
  readonly #tool: number[] = [];
  readonly #shape: number[] = [];
  readonly #whole: number[] = [];
  readonly #answer = this.#name('', '', '');
  readonly #question = this.#name('?', '?', '?');

  answer(): Side {
    return this.#answer;
  }

  /** One that asks back has the same look as any other: its words are those of right questions and of needless ones. */
  question(): Side {
    return this.#question;
  }

  call(call: Call): Side {
    const whole = `${call.name} ${JSON.stringify(call.arguments)}`;
    let side = this.#known.get(whole);
    if (side === undefined) {
      side = this.#name(call.name, `${call.name} ${Object.keys(call.arguments).sort().join()}`, whole);
      this.#known.set(whole, side);
    }
    return side;
  }

  recorded(primitive: Primitive): Side {
    let side = this.#recorded.get(primitive);
    if (side === undefined) {
      side = this.call(callOf(primitive));
      this.#recorded.set(primitive, side);
    }
    return side;
  }

  looks(): Looks {
    return {
      tool: Int32Array.from(this.#tool),
      tools: [...this.#tools.keys()],
      shape: Float64Array.from(this.#shape),
      whole: Float64Array.from(this.#whole),
    };
  }

  #name(tool: string, shape: string, whole: string): Side {
    this.#tool.push(numberOf(this.#tools, tool));
    this.#shape.push(hashText(shape));
    return this.#whole.push(hashText(whole)) - 1;
  }
}

/** The sides of several grounds, one ground after the other, with a number for each look: equal numbers, equal looks. */
export interface JoinedLooks {
  /** the first side of each ground */
  starts: readonly number[];
  tool: Int32Array;
  shape: Int32Array;
  whole: Int32Array;
}

export function joinLooks(all: readonly Looks[]): JoinedLooks {
  const starts: number[] = [];
  let sides = 0;
  for (const { tool } of all) {
    starts.push(sides);
    sides += tool.length;
  }
  const number = <Look>(lookOf: (looks: Looks, side: Side) => Look): Int32Array => {
    const numbers = new Map<Look, number>();
    const numbered = new Int32Array(sides);
    for (const [ground, looks] of all.entries()) {
      for (let side = 0; side < looks.tool.length; side++) {
        numbered[(starts[ground] as number) + side] = numberOf(numbers, lookOf(looks, side));
      }
    }
    return numbered;
  };
  return {
    starts,
    tool: number(({ tools, tool }, side) => tools[tool[side] as number]),
    shape: number(({ shape }, side) => shape[side]),
    whole: number(({ whole }, side) => whole[side]),
  };
}
