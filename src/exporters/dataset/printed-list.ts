/** Prints lists, one after another; a list of the very elements of the one before is not printed anew. Pairs of one prompt follow each other. */
export class ListPrinter<Element extends object> {
  readonly #print: (element: Element) => string;
  #elements: readonly Element[] = [];
  #texts: readonly string[] = [];

  constructor(print: (element: Element) => string) {
    this.#print = print;
  }

  /** The JSON texts of the elements. */
  print(list: readonly Element[]): readonly string[] {
    if (list.length !== this.#elements.length || list.some((element, place) => element !== this.#elements[place])) {
      this.#texts = list.map(this.#print);
      this.#elements = [...list];
    }
    return this.#texts;
  }
}
