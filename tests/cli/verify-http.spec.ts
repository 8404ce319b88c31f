import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { verifyReportSchema } from '../../src/model/verify-report.ts';
import { useCommandLine } from '../support/command-line.ts';
import { startHttpServer } from '../support/http-server.ts';

vi.setConfig({ testTimeout: 120_000 });

const line = useCommandLine('verify-http');

describe('nearmiss verify --url', () => {
  it('should record what a server elsewhere answers, call only what reads, and keep its key to itself', async () => {
    const server = await startHttpServer('very-secret-key');
    try {
      vi.stubEnv('HOURS_KEY', 'very-secret-key');
      const out = join(line.folder, 'out');
      const flags = [
        'verify',
        '--url',
        server.url,
        '--header',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder
        'Authorization=Bearer ${HOURS_KEY}',
        '--name',
        'hours',
        '--out',
        out,
        '--yes',
        '--json',
      ];
      expect(await line.run(...flags)).toBe(0);
      const [hours] = verifyReportSchema.parse(JSON.parse(line.told)).servers;
      if (hours?.outcome !== 'recorded') throw new Error(line.said);
      expect(hours.tools.map(({ name, admitted, usable, readOnly }) => [name, admitted, usable.tried > 0, readOnly.holds])).toEqual([
        ['get_hours', true, true, null],
        ['close_shop', false, false, null],
      ]);
      expect(new Set(server.headersSeen)).toEqual(new Set(['Bearer very-secret-key']));
      const place = join(out, 'hours');
      const written = readdirSync(place)
        .map((name) => readFileSync(join(place, name), 'utf8'))
        .join();
      expect(written + line.told + line.said).not.toContain('very-secret-key');
      expect(await line.run(...flags, '--diff')).toBe(0);

      vi.stubEnv('HOURS_KEY', 'another-wrong-key');
      expect(await line.run(...flags)).toBe(2);
      expect(line.said).toMatch(/nearmiss: .*127\.0\.0\.1/u);
      expect(line.said).not.toContain('another-wrong-key');
    } finally {
      await server.close();
    }
  });
});
