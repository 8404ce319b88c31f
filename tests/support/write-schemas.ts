import { mkdirSync, writeFileSync } from 'node:fs';
import { publishRules } from '../../src/lint/docs.ts';
import { publishSchemas } from '../../src/model/published.ts';

for (const [file, text] of Object.entries(publishSchemas())) writeFileSync(new URL(`../../schemas/${file}`, import.meta.url), text);
mkdirSync(new URL('../../docs/', import.meta.url), { recursive: true });
writeFileSync(new URL('../../docs/rules.md', import.meta.url), publishRules());
