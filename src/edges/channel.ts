import type { Transport } from '@modelcontextprotocol/client';
import type { Wire } from './wire.ts';

/** A connection to one server, with what a session needs to know beside its messages. */
export interface Channel {
  /** what the client speaks through */
  readonly transport: Transport;
  /** what watches the messages below the client */
  readonly wire: Wire;
  /** what the server is, as messages name it */
  readonly name: string;
  /** whether nothing more can be sent */
  readonly isClosed: boolean;
  /** what came since the last whole message */
  readonly unfinished: string;
  /** the end of what the server said beside its messages, safe to show; empty when that is nothing */
  readonly stderr: string;
  /** Ends the connection and whatever runs here for it. */
  close(): Promise<void>;
}
