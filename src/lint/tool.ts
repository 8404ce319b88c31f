/** The shapes in which a tool is written. */
export const toolFormats = ['mcp', 'openai', 'openai-responses', 'anthropic', 'gemini', 'bedrock', 'ai-sdk', 'openapi'] as const;
export type ToolFormat = (typeof toolFormats)[number];

/** Where a part of a tool stands in its document: both are JSON Pointers. */
export interface Place {
  /** in the tool as `ListedTool` names its parts, such as `/inputSchema` */
  part: string;
  /** in the document, such as `/tools/3/function/parameters` */
  at: string;
}

/** A tool as somebody wrote it, brought under one set of names. Nothing in it has been checked: every field may hold anything. */
export interface ListedTool {
  format: ToolFormat;
  /** the tools that a model is offered together: a server, a file */
  server: string;
  /** the document, as its user calls it */
  source: string;
  /** the entry itself */
  entry: unknown;
  name: unknown;
  title: unknown;
  description: unknown;
  inputSchema: unknown;
  outputSchema: unknown;
  annotations: unknown;
  /** whole example inputs, as Anthropic's `input_examples` */
  examples: unknown;
  /** whether results with structured content have been seen */
  isStructured: boolean;
  /** most specific first */
  places: readonly Place[];
}

/** The pointer in the document for one within the tool. */
export function placeOf(tool: ListedTool, within: string): string {
  for (const { part, at } of tool.places) {
    if (within === part || within.startsWith(`${part}/`)) return at + within.slice(part.length);
  }
  return within;
}
