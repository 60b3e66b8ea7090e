// What a user does in the workbench, and what they see.

import assert from 'node:assert/strict';
import path from 'node:path';

import { openBrowser } from '../browser.mjs';
import findingsModule from '../findings.cjs';
import report from '../report.cjs';

const { findings } = findingsModule;
const { until } = report;

export class Workbench {
    /** The workbench of a server with a folder open, and a file of it; screenshots go to `shots`. */
    static async open(server, workspace, shots, file) {
        const { browser, page } = await openBrowser();
        page.setDefaultTimeout(15_000);
        const payload = [['openFile', `vscode-remote://${new URL(server).host}${path.join(workspace, file)}`]];
        const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
        await page.goto(`${server}/?${query}`, { waitUntil: 'domcontentloaded', timeout: 60_000 });
        const bench = new Workbench();
        Object.assign(bench, { browser, page, workspace, shots });
        bench.editor = page.locator('.editor-instance .monaco-editor').first();
        bench.sidebar = page.locator('.part.sidebar');
        bench.status = page.locator('#sayso\\.sayso\\.sayso\\.status, [id="sayso.sayso.sayso.status"]');
        return bench;
    }

    shot(label, clip) {
        return this.page.screenshot({ path: path.join(this.shots, `${label}.png`), clip });
    }

    /** Opens a file of the folder from the explorer. */
    async openFile(name) {
        await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick({ timeout: 60_000 });
        await this.page.locator('.tab.active', { hasText: name }).waitFor();
    }

    /** Opens the box at the top by a key, and writes words into it. */
    async ask(key, words) {
        const box = this.page.locator('.quick-input-widget');
        // One that is about to close takes no words.
        await box.waitFor({ state: 'hidden' });
        await until(async () => {
            await this.page.keyboard.press(key);
            await box.locator('input').first().fill(words, { timeout: 2000 });
            return true;
        });
    }

    /** Runs a command by its title from the palette. */
    async command(title) {
        await this.ask('F1', `>${title}`);
        await this.choose(title);
        await this.page.locator('.quick-input-widget', { hasText: 'Type the name of a command' }).waitFor({ state: 'hidden' });
    }

    /** Chooses the entry with these words in the list at the top. */
    async choose(words) {
        await this.page.locator('.quick-input-list .monaco-list-row', { hasText: words }).first().click();
    }

    /** Answers the box at the top with words. */
    async answer(words) {
        await this.page.locator('.quick-input-widget input').first().fill(words);
        await this.page.keyboard.press('Enter');
    }

    /** The text on the screen, hints included, line by line. */
    lines() {
        return this.editor.evaluate((element) => [...element.querySelectorAll('.view-line')]
            .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
            .map((line) => line.textContent.replaceAll('\u00a0', ' ')));
    }

    /** Where words stand on the screen. They must not be broken over two lines. */
    box(words) {
        return until(() => this.editor.evaluate((element, wanted) => {
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
    hover(words, text) {
        const shown = this.page.locator('.monaco-hover:not(.hidden)', { hasText: text }).first();
        return until(async () => {
            await this.page.mouse.move(5, 5);
            const { x, y, width, height } = await this.box(words);
            await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 5 });
            await shown.waitFor({ timeout: 3000 });
            return shown.innerText();
        });
    }

    /** Puts the cursor at an offset of a text by the box that goes to a line. */
    async goTo(text, offset) {
        const before = text.slice(0, offset).split('\n');
        await this.ask('Control+G', `:${before.length}:${before.at(-1).length + 1}`);
        await this.page.keyboard.press('Enter');
        await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    }

    /** Where the cursor is, as the status bar says it. */
    position() {
        return this.page.locator('.statusbar-item', { hasText: /^Ln / }).innerText();
    }

    /** Maximizes the panel, in a window that shows all its rows, or restores both. */
    async panel(action) {
        const height = action === 'Maximize' ? 1200 : 900;
        await this.page.setViewportSize({ ...this.page.viewportSize(), height });
        return this.page.getByLabel(`${action} Panel`, { exact: true }).click();
    }

    /** The rows of the Problems panel that are findings: message, rule, and where. */
    async problems() {
        const texts = await this.page.locator('.markers-panel .monaco-list-row').allInnerTexts();
        const own = texts.map((text) => text.split('\n')).filter(([, source]) => source === 'sayso');
        return own.map(([message, , rule, place]) => `${rule}: ${message} ${place}`).sort();
    }

    /** Waits until the Problems panel lists what `sayso check` finds in a text, and returns that. */
    async listed(text, name) {
        // Hints stand under the words alone.
        const found = findings(text, name).filter(({ severity }) => severity !== 'hint');
        // A row has the first line of a message: what is wrong. What to do stands below it.
        const row = ({ message, rule, line, column }) => `${rule}: ${message.split('\n')[0]} [Ln ${line}, Col ${column}]`;
        const wanted = found.map(row).sort();
        await until(async () => {
            assert.deepEqual(await this.problems(), wanted);
            return true;
        });
        return found;
    }

    /** The rows of the Claims view: how deep, the words, and what stands behind them. */
    async claims() {
        const rows = await this.sidebar.locator('.monaco-list-row').evaluateAll((rows) => rows
            .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
            .map((row) => ({
                level: Number(row.getAttribute('aria-level')),
                label: row.querySelector('.label-name')?.textContent ?? '',
                description: row.querySelector('.label-description')?.textContent ?? '',
            })));
        return rows;
    }

    /** The actions that the menu of quick fixes offers at the cursor, which stays open. */
    async fixes() {
        return until(async () => {
            await this.page.keyboard.press('Control+.');
            const rows = this.page.locator('.action-widget .monaco-list-row.action');
            await rows.first().waitFor({ timeout: 3000 });
            return rows.allInnerTexts();
        });
    }

    /** Chooses a quick fix by its title at the cursor. */
    async fix(title) {
        const titles = await this.fixes();
        const at = titles.findIndex((one) => one.includes(title));
        assert.ok(at >= 0, `no “${title}” in ${JSON.stringify(titles)}`);
        await this.page.locator('.action-widget .monaco-list-row.action').nth(at).click();
        await this.page.locator('.action-widget').first().waitFor({ state: 'hidden' });
    }
}
