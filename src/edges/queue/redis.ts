import type { Redis } from 'ioredis';
import { NearmissError } from '../../errors.ts';

/** The libraries of the queue, loaded for those alone who use one. */
export interface Libraries {
  bullmq: typeof import('bullmq');
  ioredis: Pick<typeof import('ioredis'), 'Redis'>;
}

/** Redis, ready for commands, with the libraries that speak to it. */
export interface Connection extends Libraries {
  redis: Redis;
  /** its address without user and password */
  address: string;
}

/** All our keys begin with this. */
export const prefix = 'nearmiss';

/** Holds the password where the address does not. */
const passwordVariable = 'NEARMISS_QUEUE_PASSWORD';

/** Milliseconds between tries to reach a server that was there before. */
const mostBetweenTries = 2000;

/**
 * Opens a connection that outlives restarts of the server: commands wait until it is back. That it goes and comes is told.
 *
 * @throws NearmissError where there is no server, it is none of Redis, or it does not let us in
 */
export async function connect(url: string, tell: (message: string) => void): Promise<Connection> {
  const { host, isSecure } = readAddress(url);
  const address = `${isSecure ? 'rediss' : 'redis'}://${host}`;
  const libraries = await load();
  const password = process.env[passwordVariable];
  let isOpen = false;
  let isAway = false;
  let reason: Error | undefined;
  const redis = new libraries.ioredis.Redis(url, {
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (isOpen ? Math.min(times * 100, mostBetweenTries) : null),
    ...(password === undefined || new URL(url).password !== '' ? {} : { password }),
  });
  redis.on('error', (error) => {
    reason ??= error;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw new NearmissError(`cannot use ${address} as a queue: ${explain(reason ?? (error as Error))}`, { cause: error });
  }
  isOpen = true;
  redis.on('close', () => {
    if (!isAway && isOpen) tell(`${address} is away; going on when it is back`);
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) tell(`${address} is back`);
    isAway = false;
  });
  redis.on('end', () => {
    isOpen = false;
  });
  return { ...libraries, redis, address };
}

/** Ends a connection on purpose, which is told to nobody. */
export async function disconnect({ redis }: Connection): Promise<void> {
  redis.removeAllListeners('close');
  if (redis.status === 'ready') await redis.quit();
  else redis.disconnect();
}

function readAddress(url: string): { host: string; isSecure: boolean } {
  const parsed = URL.parse(url);
  // The address may hold a password, so it is not shown.
  if (parsed === null || !['redis:', 'rediss:'].includes(parsed.protocol) || parsed.hostname === '')
    throw new NearmissError('--queue takes the address of a Redis server, such as redis://127.0.0.1:6379');
  return { host: `${parsed.hostname}:${parsed.port || 6379}`, isSecure: parsed.protocol === 'rediss:' };
}

async function load(): Promise<Libraries> {
  try {
    const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, ioredis };
  } catch (cause) {
    throw new NearmissError('--queue needs the packages bullmq and ioredis: npm install bullmq ioredis', { cause });
  }
}

function explain({ message, code }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no host of that name';
  if (code === 'ETIMEDOUT' || /timeout/iu.test(message)) return 'no answer in time';
  if (/WRONGPASS|NOAUTH|invalid password/iu.test(message))
    return `it does not let us in: give the right password in the address or in ${passwordVariable}`;
  return (message.split('\n')[0] ?? message).slice(0, 200);
}
