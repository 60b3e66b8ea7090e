// Bundles the extension, and beside it the licences of all that went into the bundle and the schema of sayso.toml.

import { build } from 'esbuild';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const { metafile } = await build({
    entryPoints: ['src/extension.ts', 'src/lsp.ts'],
    outdir: 'dist',
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    external: ['vscode', './lsp'],
    // What is loaded later is a script as well, and no module of the newer kind.
    supported: { 'dynamic-import': false },
    metafile: true,
    logLevel: 'warning',
});

const packages = new Set(Object.keys(metafile.inputs).flatMap((file) =>
    file.match(/^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
const licences = [...packages].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) {
        throw new Error(`${folder} has no licence`);
    }
    return `${name} ${version}\n\n${readFileSync(path.join(folder, file), 'utf8').trim()}\n`;
});
writeFileSync('dist/third-party-licences.txt', licences.join(`\n${'-'.repeat(80)}\n\n`));
copyFileSync('../../docs/sayso.schema.json', 'dist/sayso.schema.json');
