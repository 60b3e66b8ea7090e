// An article is opened and read.

import assert from 'node:assert/strict';

import analysisModule from '../analysis.cjs';
import findingsModule from '../findings.cjs';
import report from '../report.cjs';

const { claims } = analysisModule;
const { findings } = findingsModule;
const { measured, until } = report;

export async function reading(bench, step) {
    const { page, name, article } = bench;
    const found = findings(article, name);
    const known = claims(article, name);
    // Words that stand there once, so that they are found again on the screen.
    const once = (words) => article.split(words).length === 2;
    const open = found.find(({ rule, words }) => rule === 'unattributed-figure' && once(words));
    const sourced = known.findLast(({ kind, words, source }) => kind === 'figure' && source !== undefined && once(words));

    await step('the workbench opens with an article, and squiggles appear', async () => {
        await bench.editor.locator('.view-line').first().waitFor({ state: 'attached', timeout: 60_000 });
        const begun = Date.now();
        await page.locator('.squiggly-warning').first().waitFor({ state: 'attached', timeout: 30_000 });
        measured('from the text in the workbench to its first squiggle', Date.now() - begun, 'ms');
        await bench.shot('1-squiggles');
    });

    await step('a squiggle stands under exactly the words', async () => {
        await bench.goTo(article, open.start);
        await until(async () => {
            const words = await bench.box(open.words);
            const boxes = await Promise.all((await page.locator('.squiggly-warning').all()).map((one) => one.boundingBox()));
            const fits = (one) => one && Math.abs(one.y + one.height - words.y - words.height) < 8
                && Math.abs(one.x - words.x) < 2 && Math.abs(one.width - words.width) < 2;
            assert.ok(boxes.some(fits), JSON.stringify({ boxes, words }));
            return true;
        });
    });

    await step('the Problems panel lists the findings with their rules', async () => {
        await page.keyboard.press('Control+Shift+M');
        // The list holds only as many rows as can be seen.
        await bench.panel('Maximize');
        assert.ok((await bench.listed(article, name)).length > 10);
        await bench.shot('2-problems');
        await bench.panel('Restore');
        await page.keyboard.press('Control+J');
    });

    await step('the status bar counts the claims', async () => {
        const wanted = `${known.length} claims · ${known.filter(({ status }) => status === 'unattributed').length} open`;
        await until(async () => assert.equal((await bench.status.innerText()).trim(), wanted) ?? true);
    });

    await step('a hint between the words names who a pronoun stands for', async () => {
        const hints = (await bench.lines()).join('\n').match(/⟨[^⟩]+⟩/g) ?? [];
        const names = new Set(known.map(({ source }) => source));
        assert.ok(hints.some((hint) => names.has(hint.slice(1, -1).replace('?', ''))), JSON.stringify(hints));
    });

    await step('a hover on a claim names its source', async () => {
        await bench.goTo(article, sourced.start);
        const shown = await bench.hover(sourced.words, 'Source:');
        assert.ok(shown.includes(sourced.source), shown);
        if (article.includes('27,000 soldiers')) {
            assert.ok(shown.includes('Volodymyr Zelenskyy'), shown);
        }
        await bench.shot('3-hover-claim');
    });

    await step('a hover on a finding shows its message and its rule', async () => {
        await bench.goTo(article, open.start);
        const shown = await bench.hover(open.words, open.message.split('\n')[0]);
        assert.ok(shown.includes(open.rule) && shown.includes(open.message.split('\n')[1]), shown);
        await bench.shot('4-hover-finding');
        await page.keyboard.press('Escape');
    });

    await step('F12 moves the cursor to where the source is introduced', async () => {
        await bench.goTo(article, sourced.start);
        const before = await bench.position();
        await page.keyboard.press('F12');
        await until(async () => {
            const line = Number((await bench.position()).match(/Ln (\d+)/)[1]);
            const introduced = article.split('\n')[line - 1];
            assert.ok(introduced.includes(sourced.source.split(' ').at(-1)) && await bench.position() !== before, introduced);
            return true;
        });
    });

    await step('the editor says how long it has waited for the extension', async () => {
        await bench.command('Developer: Show Running Extensions');
        const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'sayso' }).first();
        const [, time] = (await row.innerText()).match(/Activation: (\d+)ms/);
        measured('activation', Number(time), 'ms');
        await bench.shot('5-activation');
        await page.keyboard.press('Escape');
        await page.locator('.monaco-modal-editor-block').waitFor({ state: 'hidden' });
    });

    await step('a rule is explained where its finding is', async () => {
        await bench.goTo(article, open.start);
        await bench.command('sayso: Explain Rule');
        await page.locator('.tab.active', { hasText: open.rule }).waitFor();
        await bench.shot('5-explained');
        await page.locator('.tab', { hasText: name }).click();
        await page.locator('.tab.active', { hasText: name }).waitFor();
    });
}
