// Writes the rules that the settings offer into package.json: npm run rules path/to/sayso

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const manifest = new URL('package.json', import.meta.url);
const listed = execFileSync(process.argv[2] ?? 'sayso', ['rules'], { encoding: 'utf8' });
const names = listed.trim().split('\n').map((line) => line.split(' ')[0]).sort();
// As text, so that the file keeps the shape its people gave it.
const list = names.map((name) => `\n              "${name}"`).join(',');
const text = readFileSync(manifest, 'utf8').replaceAll(/(?<="items": \{\s*)"enum": \[[^\]]*\]/g, `"enum": [${list}\n            ]`);
writeFileSync(manifest, text);
