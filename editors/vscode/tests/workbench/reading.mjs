// What a user sees and does, in the whole workbench: node workbench.mjs SERVER WORKSPACE SETTINGS SHOTS

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { openBrowser } from './browser.mjs';
import findingsModule from './findings.cjs';
import report from './report.cjs';

const { findings } = findingsModule;
const { close, test, until } = report;
const [server, workspace, settings, shots] = process.argv.slice(2);

const name = 'harbour-tunnel.txt';
const article = readFileSync(path.join(workspace, name), 'utf8');
const { browser, page } = await openBrowser();
page.setDefaultTimeout(15_000);

const shot = (label) => page.screenshot({ path: path.join(shots, `${label}.png`) });
const editor = page.locator('.editor-instance .monaco-editor').first();
const rows = page.locator('.markers-panel .monaco-list-row');

/** A step of the user. The first that fails is the last, since each needs those before; what it looked like is kept. */
async function step(label, body) {
    if (!await test(label, body)) {
        await shot('failed').catch(() => undefined);
        await finish();
    }
}

async function finish() {
    await browser.close();
    process.exit(close() ? 0 : 1);
}

/** Where words stand on the screen. They must not be broken over two lines. */
function box(words) {
    return until(() => editor.evaluate((element, wanted) => {
        for (const line of element.querySelectorAll('.view-line')) {
            const start = line.textContent.replaceAll('\u00a0', ' ').indexOf(wanted);
            if (start < 0) {
                continue;
            }
            const range = document.createRange();
            const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            for (let passed = 0; nodes.nextNode(); passed += nodes.currentNode.length) {
                const within = (offset) => offset >= passed && offset <= passed + nodes.currentNode.length;
                if (within(start)) {
                    range.setStart(nodes.currentNode, start - passed);
                }
                if (within(start + wanted.length)) {
                    range.setEnd(nodes.currentNode, start + wanted.length - passed);
                    const { x, y, width, height } = range.getBoundingClientRect();
                    return { x, y, width, height };
                }
            }
        }
        return undefined;
    }, words));
}

/** Points at words with the mouse, from elsewhere, until a hover with that text is shown; returns all of its text. */
async function hover(words, text) {
    const shown = page.locator('.monaco-hover:not(.hidden)', { hasText: text }).first();
    return until(async () => {
        await page.mouse.move(5, 5);
        const { x, y, width, height } = await box(words);
        await page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
        await shown.waitFor({ timeout: 3000 });
        return shown.innerText();
    });
}

/** Puts the cursor at an offset of the article by the box that goes to a line. */
async function goTo(offset) {
    const before = article.slice(0, offset).split('\n');
    await page.keyboard.press('Control+G');
    await page.keyboard.type(`${before.length}:${before.at(-1).length + 1}`);
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

/** The rows of the Problems panel that are findings: message, rule, and where. */
async function problems() {
    const texts = (await rows.allInnerTexts()).map((text) => text.split('\n'));
    const own = texts.filter(([, source]) => source === 'sayso');
    return own.map(([message, , rule, place]) => `${rule}: ${message} ${place}`).sort();
}

/** Waits until the Problems panel lists what `sayso check` finds in a text, and returns that. */
async function listed(text) {
    const found = findings(text, name);
    // A row has the first line of a message: what is wrong. What to do stands below it.
    const row = ({ message, rule, line, column }) => `${rule}: ${message.split('\n')[0]} [Ln ${line}, Col ${column}]`;
    const wanted = found.map(row).sort();
    await until(async () => {
        assert.deepEqual(await problems(), wanted);
        return true;
    });
    return found;
}

const panel = (action) => page.getByLabel(`${action} Panel`, { exact: true }).click();

await step('an article opens from the explorer, and squiggles appear', async () => {
    const query = new URLSearchParams({ folder: workspace });
    await page.goto(`${server}/?${query}`, { waitUntil: 'domcontentloaded', timeout: 60_000 });
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick({ timeout: 60_000 });
    await page.locator('.squiggly-error').first().waitFor({ state: 'attached', timeout: 30_000 });
    await shot('1-squiggles');
});

await step('a squiggle stands under exactly the words', async () => {
    await until(async () => {
        const words = await box('$412 million');
        const boxes = await Promise.all((await page.locator('.squiggly-warning').all()).map((one) => one.boundingBox()));
        const own = boxes.find((one) => one && Math.abs(one.y + one.height - words.y - words.height) < 8);
        assert.ok(own, 'no squiggle in that line');
        assert.ok(Math.abs(own.x - words.x) < 2 && Math.abs(own.width - words.width) < 2, JSON.stringify({ own, words }));
        return true;
    });
});

await step('the Problems panel lists the findings with their rules', async () => {
    await page.keyboard.press('Control+Shift+M');
    await shot('2-problems');
    // The list holds only as many rows as can be seen.
    await panel('Maximize');
    assert.ok((await listed(article)).length > 10);
    await shot('3-problems-maximized');
    await panel('Restore');
});

await step('a hover on a claim shows its source', async () => {
    await hover('$290 million', '“the contract signed in 2017”');
    await shot('4-hover-claim');
});

await step('a hover on a finding shows its message and its rule', async () => {
    const { message, rule } = findings(article, name).find(({ words }) => words === '$412 million');
    const shown = await hover('$412 million', message.split('\n')[0]);
    assert.ok(shown.includes(rule) && shown.includes(message.split('\n')[1]), shown);
    await shot('5-hover-finding');
});

await step('F12 moves the cursor to where the source is introduced', async () => {
    await goTo(article.indexOf('30 per cent'));
    const position = page.locator('.statusbar-item', { hasText: /^Ln / });
    const before = await position.innerText();
    await page.keyboard.press('F12');
    const line = article.slice(0, article.indexOf('Mayor Dana Whitlock')).split('\n');
    const wanted = `Ln ${line.length}, Col ${line.at(-1).length + 1}`;
    await until(async () => assert.equal(await position.innerText(), wanted) ?? true);
    assert.notEqual(before, wanted);
    await shot('6-definition');
});

await step('typing a source makes the finding go away', async () => {
    const words = '$412 million';
    const source = ", according to the city's accounts";
    const end = article.indexOf(words) + words.length;
    await goTo(end);
    await page.keyboard.type(source, { delay: 20 });
    await panel('Maximize');
    const left = await listed(article.slice(0, end) + source + article.slice(end));
    assert.ok(!left.some((finding) => finding.words === words), 'the figure is still reported');
    await panel('Restore');
    await shot('7-source-typed');
});

await step('a program that is missing is told of, with what to do', async () => {
    writeFileSync(settings, JSON.stringify({ 'sayso.path': '/missing/sayso' }));
    const toast = page.locator('.notification-toast', { hasText: 'There is no program “/missing/sayso”.' });
    await toast.getByText('Correct the setting “sayso.path”').waitFor();
    // A trial waits until it can be clicked: it slides in.
    await toast.getByRole('button', { name: 'Open Settings' }).click({ trial: true });
    await shot('8-missing');
    writeFileSync(settings, '{}');
    await page.locator('.squiggly-error').first().waitFor({ state: 'attached' });
});

await finish();
