import { writeFileSync } from 'node:fs';
import { publishSchemas } from '../../src/model/published.ts';

for (const [file, text] of Object.entries(publishSchemas())) writeFileSync(new URL(`../../schemas/${file}`, import.meta.url), text);
