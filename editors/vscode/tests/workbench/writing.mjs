// An article is worked on: findings follow the keys, and are mended.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import findingsModule from '../findings.cjs';
import report from '../report.cjs';

const { findings } = findingsModule;
const { until } = report;

export async function writing(bench, step) {
    const { page, name, article, workspace } = bench;
    const figure = findings(article, name).find(({ rule }) => rule === 'unattributed-figure');
    const end = figure.start + figure.words.length;

    /** Saves the file and reads it. */
    const saved = async (file, wanted) => {
        await page.keyboard.press('Control+S');
        return until(() => {
            const text = readFileSync(path.join(workspace, file), 'utf8');
            assert.ok(wanted(text), text);
            return text;
        });
    };

    await step('findings follow what is typed fast', async () => {
        await page.keyboard.press('Control+Shift+M');
        await bench.panel('Maximize');
        await bench.panel('Restore');
        const source = ', according to the accounts of the town hall,';
        await page.locator('.tab.active', { hasText: name }).click();
        await bench.goTo(article, end);
        await page.keyboard.type(source);
        await bench.panel('Maximize');
        const typed = article.slice(0, end) + source + article.slice(end);
        const left = await bench.listed(typed, name);
        assert.ok(!left.some(({ start, rule }) => start === figure.start && rule === figure.rule), 'it is still reported');
        await bench.panel('Restore');
        assert.equal(await saved(name, (text) => text.includes(source)), typed, 'a key was lost');
        await page.locator('.tab.active', { hasText: name }).click();
        await page.keyboard.press('Control+A');
        await page.keyboard.insertText(article);
        await saved(name, (text) => text === article);
    });

    await step('in a long text no key is lost', async () => {
        const file = 'long.txt';
        const text = `${article.trimEnd()}\n\n`.repeat(Math.ceil(100_000 / article.length));
        writeFileSync(path.join(workspace, file), text);
        await page.keyboard.press('Control+Shift+E');
        await bench.openFile(file);
        await bench.status.getByText('claims').waitFor();
        await page.locator('.tab.active', { hasText: file }).click();
        await bench.goTo(text, 0);
        const typed = 'The road cost $31 million, said nobody whom we asked. '.repeat(4);
        await page.keyboard.type(typed);
        assert.equal(await saved(file, (now) => now.length >= text.length + typed.length), typed + text);
        await page.locator('.tab', { hasText: name }).click();
    });

    await step('a quick fix attributes a figure', async () => {
        await bench.goTo(article, figure.start + 1);
        const [title] = (await bench.fixes()).filter((one) => one.startsWith('Attribute to ') && !one.includes('…'));
        await bench.shot('9-fixes');
        await page.keyboard.press('Escape');
        await bench.fix(title);
        const source = title.replace('Attribute to ', '');
        await saved(name, (text) => text.includes(`according to ${source}`));
        await until(async () => {
            assert.ok(!(await bench.problems()).some((row) => row.startsWith(figure.rule) && row.includes(figure.words)));
            return true;
        });
    });

    await step('a finding is suppressed with a reason', async () => {
        await page.keyboard.press('Control+J');
        await page.keyboard.press('Control+Shift+E');
        await bench.openFile('river-report.md');
        const text = readFileSync(path.join(workspace, 'river-report.md'), 'utf8');
        const [open] = findings(text, 'river-report.md').filter(({ rule }) => rule === 'unattributed-figure');
        await bench.goTo(text, open.start + 1);
        await bench.fix(`Suppress “${open.rule}” here`);
        await until(async () => (await bench.lines()).join('').includes('sayso: allow['));
        // The place for the reason is filled in.
        await page.keyboard.type('counted by the desk');
        const written = await saved('river-report.md', (text) => text.includes('counted by the desk'));
        assert.ok(written.includes(`<!-- sayso: allow[${open.rule}] counted by the desk -->`), written);
        assert.ok(!findings(written, 'river-report.md').some(({ words, rule }) => words === open.words && rule === open.rule));
        await bench.shot('10-suppressed');
    });
}
