import { z } from 'zod';

const textsByName = z.record(z.string(), z.string());

/**
 * How one server is reached, as a file of settings says it. Its texts may hold placeholders such as `${NAME}`; it becomes an entry when
 * they are filled.
 */
export const serverSettingsSchema = z
  .strictObject({
    command: z.string().min(1).optional().describe('program that speaks MCP over its standard streams; no shell reads it'),
    args: z.array(z.string()).optional().describe('its arguments'),
    env: textsByName.optional().describe('variables it gets beside the usual few'),
    envFile: z.string().min(1).optional().describe('file of NAME=value lines: more variables; those of "env" win'),
    cwd: z.string().min(1).optional().describe('its working folder; the copy of its world when left out'),
    url: z.string().min(1).optional().describe('address of a streamable HTTP endpoint, in place of a command'),
    headers: textsByName.optional().describe('HTTP headers sent with every request'),
    world: z.string().min(1).optional().describe('folder it works on: every process gets a copy, also where the command names it'),
    network: z.boolean().optional().describe('whether it may use the network where it is shut in; it may not when left out'),
    allowWrites: z.boolean().optional().describe('whether tools that are not marked read-only are called, in copies of the world'),
  })
  .refine(({ command, url }) => (command === undefined) !== (url === undefined), 'a server has either a "command" or a "url"')
  .refine(
    ({ url, args, env, envFile, cwd, world, network }) =>
      url === undefined || [args, env, envFile, cwd, world, network].every((part) => part === undefined),
    '"args", "env", "envFile", "cwd", "world" and "network" go with a "command", not with a "url"',
  )
  .refine(({ command, headers }) => command === undefined || headers === undefined, '"headers" go with a "url", not with a "command"');
export type ServerSettings = z.output<typeof serverSettingsSchema>;

/** What a server of one's own may be called: its ground, and the folder of that, get this name. */
export const serverNamePattern: RegExp = /^[a-z][a-z0-9-]*$/u;
