import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Manifest } from '../../src/model/manifest.ts';
import type { Pair } from '../../src/model/pair.ts';
import type { CommandLine } from './command-line.ts';
import { type Fault, type ModelServer, startModel, type Write } from './model-server.ts';

/** A stand-in for a model in a test. */
export interface StandIn {
  /** where it listens; where nobody does, before it was started */
  url: string;
  /** Starts it. It ends with the test. */
  serve(write: Write, faults?: Partial<Record<Fault, number>>): Promise<ModelServer>;
}

const NOBODY = 'http://127.0.0.1:9/v1';

/** Gives every test of a file a stand-in for a model. */
export function useModelServer(): StandIn {
  let server: ModelServer | null = null;
  const standIn: StandIn = {
    url: NOBODY,
    async serve(write, faults) {
      server = await startModel(write, faults);
      standIn.url = server.url;
      return server;
    },
  };
  afterEach(async () => {
    await server?.close();
    server = null;
    standIn.url = NOBODY;
  });
  return standIn;
}

/** Builds with a model, into folders of a command line's own. */
export interface ModelBuilds {
  serve: StandIn['serve'];
  /** Writes a config whose model is the stand-in, and gives its path. */
  configure(model?: object, settings?: object): string;
  build(config: string, out: string, ...flags: string[]): Promise<number>;
  check(out: string): Promise<number>;
  manifest(out: string): Manifest;
  rows(out: string): Pair[];
}

/** Gives the tests of a file builds with a model, whose configs have these settings unless a test says otherwise. */
export function useModelBuilds(line: CommandLine, { model: asked, ...common }: { model: object; [setting: string]: unknown }): ModelBuilds {
  const standIn = useModelServer();
  const fileOf = (out: string, split: string) => join(line.folder, out, 'pairs', `${split}.jsonl`);
  return {
    serve: standIn.serve,
    configure(model = {}, settings = {}) {
      const path = join(line.folder, 'config.json');
      const calls = { baseUrl: standIn.url, cassette: join(line.folder, 'c.jsonl'), concurrency: 8, retries: 40, waitSeconds: 0.001 };
      writeFileSync(path, JSON.stringify({ workers: 1, ...common, model: { ...calls, ...asked, ...model }, ...settings }));
      return path;
    },
    build: (config, out, ...flags) => line.run('build', '--config', config, '--out', join(line.folder, out), ...flags),
    check: (out) => line.run('check', join(line.folder, out)),
    manifest: (out) => JSON.parse(readFileSync(join(line.folder, out, 'manifest.json'), 'utf8')),
    rows: (out) =>
      ['train', 'test']
        .map((split) => fileOf(out, split))
        .filter((path) => existsSync(path))
        .flatMap((path) =>
          readFileSync(path, 'utf8')
            .trim()
            .split('\n')
            .map((text) => JSON.parse(text)),
        ),
  };
}
