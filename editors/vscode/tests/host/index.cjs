// Runs in the extension host, with the whole `vscode` API, in a workspace of two folders, the first with the examples.

const assert = require('node:assert/strict');

const { program } = require('../program.cjs');
const { close, test, until } = require('../report.cjs');
const { checking } = require('./checking.cjs');
const { bundled, extension, open, servers } = require('./common.cjs');
const { features } = require('./features.cjs');
const { ours } = require('./ours.cjs');
const { server } = require('./server.cjs');
const { typing } = require('./typing.cjs');

async function main() {
    const article = await open('harbour-tunnel.txt');

    await test('opening a text starts the server of the package', async () => {
        await until(() => extension.isActive && servers().length > 0);
        assert.deepEqual(servers().map(({ command }) => command), [bundled]);
    });

    for (const part of [checking, features, ours, typing, server, program]) {
        await part(article);
    }
}

exports.run = async () => {
    // A fault between the tests is a failure too.
    await main().catch((error) => test('the tests run to their end', () => Promise.reject(error)));
    if (!close()) {
        throw new Error('there were failures');
    }
};
