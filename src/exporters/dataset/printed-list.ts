/** The JSON texts of a list's elements, and all of them with commas between. */
export interface PrintedList {
  texts: readonly string[];
  joined: string;
}

/** Prints lists, one after another; a list of the very elements of the one before is not printed anew. Pairs of one prompt follow each other. */
export class ListPrinter<Element extends object> {
  readonly #print: (element: Element) => string;
  #elements: readonly Element[] = [];
  #printed: PrintedList = { texts: [], joined: '' };

  constructor(print: (element: Element) => string) {
    this.#print = print;
  }

  print(list: readonly Element[]): PrintedList {
    if (list.length !== this.#elements.length || list.some((element, place) => element !== this.#elements[place])) {
      const texts = list.map(this.#print);
      this.#elements = [...list];
      this.#printed = { texts, joined: texts.join() };
    }
    return this.#printed;
  }
}
