/** Bounds on what a server may take. Times in milliseconds. */
export interface Limits {
  /** from starting the process or connecting to a finished handshake */
  start: number;
  /** for all pages of one tool list */
  list: number;
  call: number;
  /** bytes of one message; one request may bring sixteen times as many */
  reply: number;
  /** messages or lines within one second */
  lines: number;
  /** lines on stdout that are no message, in the life of a process */
  noise: number;
  /** pages of one tool list */
  pages: number;
  /** tools in one list */
  tools: number;
  /** levels of objects and arrays in one reply or one tool's definition */
  depth: number;
}

export const usualLimits: Limits = {
  start: 30_000,
  list: 30_000,
  call: 60_000,
  reply: 1 << 20,
  lines: 5_000,
  noise: 200,
  pages: 100,
  tools: 2_000,
  depth: 64,
};

/** How much more than its reply one request may bring: progress, logging, noise. */
export const floodFactor = 16;
