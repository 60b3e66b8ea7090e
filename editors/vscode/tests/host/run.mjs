// Has the extension host run index.cjs, and prints what that wrote to OUT: node run.mjs SERVER WORKSPACE EXTENSION OUT

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { openBrowser } from '../browser.mjs';

const [server, workspace, extension, out] = process.argv.slice(2);
const onServer = (path) => `vscode-remote://${new URL(server).host}${path}`;
const payload = [
    ['extensionDevelopmentPath', onServer(extension)],
    ['extensionTestsPath', onServer(fileURLToPath(new URL('index.cjs', import.meta.url)))],
];
const query = new URLSearchParams({ workspace, payload: JSON.stringify(payload) });

const { browser, page } = await openBrowser();
const heard = [];
page.on('console', (message) => heard.push(message.text().slice(0, 300)));
// The two functions by which the workbench tells a test runner how it went.
await page.exposeFunction('codeAutomationLog', () => undefined);
const { promise: status, resolve: exit } = Promise.withResolvers();
await page.exposeFunction('codeAutomationExit', exit);
setTimeout(exit, 180_000, 'none within 180 seconds');
await page.goto(`${server}/?${query}`);
const code = await status;
await browser.close();

if (existsSync(out)) {
    process.stdout.write(readFileSync(out, 'utf8'));
} else {
    console.log(heard.slice(-20).join('\n'));
}
if (code !== 0) {
    console.log(`the workbench's exit status: ${code}`);
}
process.exit(code === 0 && existsSync(out) ? 0 : 1);
