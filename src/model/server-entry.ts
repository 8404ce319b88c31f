/** A server that is started here and spoken to over its standard streams. No shell reads the command. */
export interface StdioEntry {
  kind: 'stdio';
  /** a path, or a name that PATH leads to */
  program: string;
  args: readonly string[];
  /** variables it gets beside the usual few; nothing else of this process's environment reaches it */
  env: Readonly<Record<string, string>>;
  /** its working folder; null: the world it works on */
  cwd: string | null;
}

/** A server that runs elsewhere and is spoken to over Streamable HTTP. */
export interface HttpEntry {
  kind: 'http';
  /** an http or https URL, without user or password */
  url: string;
  /** sent with every request; their values never show in a record or message */
  headers: Readonly<Record<string, string>>;
}

/** How a server is reached. */
export type ServerEntry = StdioEntry | HttpEntry;
