/** Prints lists, one after another; a list of the very elements of the one before is not printed anew. Pairs of one prompt follow each other. */
export class ListPrinter<Element extends object> {
  #elements: readonly Element[] = [];
  #texts: readonly string[] = [];

  /** The texts of the elements. */
  print(list: readonly Element[], print: (element: Element) => string): readonly string[] {
    if (list.length !== this.#elements.length || list.some((element, place) => element !== this.#elements[place])) {
      this.#texts = list.map(print);
      this.#elements = [...list];
    }
    return this.#texts;
  }
}
