import type { Primitive } from '../model/primitive.ts';
import { type Call, callOf } from '../trajectories/decision.ts';

/** What a completion looks like, from afar and from near. Numbers stand for looks: the same one for the same look. */
export interface Side {
  /** the tool that is called; one number for all answers, and one for all questions */
  tool: number;
  /** the tool and which arguments it is given */
  shape: number;
  /** the call as a whole */
  whole: number;
}

/** Names the sides of pairs by their looks. Every answer has the same: its words say nothing about its being right. */
export class Sides {
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<string, Side>();
  readonly #recorded = new Map<Primitive, Side>();
  readonly #answer: Side;
  readonly #question: Side;

  constructor() {
    this.#answer = this.#name('', '', '');
    this.#question = this.#name('?', '?', '?');
  }

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

  #name(tool: string, shape: string, whole: string): Side {
    return { tool: this.#number(`1 ${tool}`), shape: this.#number(`2 ${shape}`), whole: this.#number(`3 ${whole}`) };
  }

  #number(look: string): number {
    let number = this.#numbers.get(look);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(look, number);
    }
    return number;
  }
}
