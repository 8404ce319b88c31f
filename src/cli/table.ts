/** Rows under their headings, columns aligned, numbers to the right. Ends in a line feed. */
export function tableOf(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => (row[column] ?? '').length)));
  const isNumeric = headings.map((_, column) => rows.length > 0 && rows.every((row) => /^[\d.,]*$/u.test(row[column] ?? '')));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, column) => (isNumeric[column] ? cell.padStart(widths[column] as number) : cell.padEnd(widths[column] as number))).join('  ')}`.trimEnd();
  return `${[line(headings), ...rows.map(line)].join('\n')}\n`;
}
