// What a user sees and does, in the whole workbench: node run.mjs SERVER WORKSPACE SETTINGS SHOTS [ARTICLE]
//
// The article is one that somebody else wrote, if there is one here; else it is an example.

import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';

import report from '../report.cjs';
import { claims } from './claims.mjs';
import { Workbench } from './page.mjs';
import { reading } from './reading.mjs';
import { trouble } from './trouble.mjs';
import { writing } from './writing.mjs';

const { close, test } = report;
const [server, workspace, settings, shots, given] = process.argv.slice(2);

const article = given ?? path.join(workspace, 'harbour-tunnel.txt');
const name = 'article.txt';
copyFileSync(article, path.join(workspace, name));
const bench = await Workbench.open(server, workspace, shots, name);
Object.assign(bench, { name, settings, article: readFileSync(article, 'utf8') });

/** A step of the user. The first that fails is the last, since each needs those before; what it looked like is kept. */
async function step(label, body) {
    if (!await test(label, body)) {
        await bench.shot('failed').catch(() => undefined);
        await finish();
    }
}

async function finish() {
    await bench.browser.close();
    process.exit(close() ? 0 : 1);
}

for (const part of [reading, claims, writing, trouble]) {
    await part(bench, step);
}
await finish();
