const ENTITY = /&(?:#(\d+)|#x([0-9a-f]+)|(amp|lt|gt|quot|apos));/giu;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text that a piece of HTML or XML without tags stands for: `=&#39;May&#39;!C2` is `='May'!C2`. */
export function readMarkup(text: string): string {
  return text.replace(ENTITY, (_, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] as string;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal));
  });
}

/** The words of a reply as its answer says to read them: entities where it is markup, spaces where names have underscores for them. */
export function readReplied(as: { markup?: boolean | undefined; underscores?: boolean | undefined }, text: string): string {
  const read = as.markup === true ? readMarkup(text) : text;
  return as.underscores === true ? read.replaceAll('_', ' ') : read;
}
