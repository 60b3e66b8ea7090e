// The Claims view and the coverage.

import assert from 'node:assert/strict';

import analysisModule from '../analysis.cjs';
import report from '../report.cjs';

const { claims: analysed } = analysisModule;
const { until } = report;

/** The first words of a claim, as far as a row surely shows them. */
const start = (words) => words.slice(0, 20);

export async function claims(bench, step) {
    const { page, name, article, sidebar } = bench;
    const known = analysed(article, name);
    const open = known.filter(({ status }) => status === 'unattributed');
    const names = [...new Set(known.flatMap(({ source }) => source ?? []))];
    const leaves = async () => (await bench.claims()).filter(({ level }) => level === 2);
    const groups = async () => (await bench.claims()).filter(({ level }) => level === 1);

    /** Waits until the view lists these claims and no others, in any order. */
    const lists = (wanted) => until(async () => {
        const shown = await leaves();
        assert.equal(shown.length, wanted.length, JSON.stringify(shown));
        for (const { words, line } of wanted) {
            const fits = ({ label, description }) => label.startsWith(start(words)) && description.endsWith(`line ${line}`);
            assert.ok(shown.some(fits), `${words} in ${JSON.stringify(shown)}`);
        }
        return true;
    });

    await step('a click in the status bar opens the Claims view, with all claims by status', async () => {
        await bench.status.click();
        await lists(known);
        const [first] = await groups();
        assert.deepEqual([first.label, first.description], ['Unattributed', String(open.length)]);
        await bench.shot('6-claims');
    });

    await step('a click on a claim goes to it', async () => {
        const { words, line } = open.at(-1);
        await sidebar.locator('.monaco-list-row', { hasText: start(words) }).last().click();
        await until(async () => assert.match(await bench.position(), new RegExp(`^Ln ${line}, `)) ?? true);
    });

    await step('the claims can be grouped by source', async () => {
        await sidebar.hover();
        await sidebar.getByRole('button', { name: 'Group by Source' }).click();
        await until(async () => {
            const shown = (await groups()).map(({ label }) => label);
            assert.deepEqual(shown, ['Unattributed', ...names]);
            return true;
        });
        await lists(known);
        await bench.shot('7-claims-by-source');
        await sidebar.hover();
        await sidebar.getByRole('button', { name: 'Group by Status' }).click();
        await until(async () => (await groups())[0].label === 'Unattributed' && (await groups()).length < names.length + 1);
    });

    await step('the claims can be filtered by words of their source', async () => {
        await sidebar.hover();
        await sidebar.getByRole('button', { name: 'Filter Claims' }).click();
        await bench.answer(names.at(-1));
        await lists(known.filter(({ source }) => source === names.at(-1)));
        await sidebar.getByRole('button', { name: 'Clear Filter' }).click();
        await lists(known);
    });

    await step('the view follows what is typed', async () => {
        await page.locator('.tab.active', { hasText: name }).click();
        const end = article.trimEnd().length;
        await bench.goTo(article, end);
        await page.keyboard.type('\n\nThe repairs cost 912 dollars.', { delay: 10 });
        const typed = article.slice(0, end) + '\n\nThe repairs cost 912 dollars.' + article.slice(end);
        await lists(analysed(typed, name));
        await bench.command('File: Revert File');
        await lists(known);
    });

    await step('coverage colours the claims, and only while it is on', async () => {
        const coloured = () => bench.editor.evaluate((element) => [...element.querySelectorAll('.view-overlays .cdr')]
            .filter((one) => one.className.includes('ced-')).length);
        await bench.goTo(article, open[0].start);
        const before = await coloured();
        await bench.command('sayso: Toggle Coverage');
        await until(async () => await coloured() > before);
        await bench.shot('8-coverage');
        await bench.command('sayso: Toggle Coverage');
        await until(async () => await coloured() === before);
    });
}
