// The pictures of the walkthrough and of the README, in both themes: node media.mjs SERVER WORKSPACE SETTINGS OUT

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import report from '../report.cjs';
import { Workbench } from './page.mjs';

const { until } = report;

const [server, workspace, settings, out] = process.argv.slice(2);
const name = 'harbour-tunnel.txt';
const article = readFileSync(path.join(workspace, name), 'utf8');
const common = JSON.parse(readFileSync(settings, 'utf8'));
const size = { width: 960, height: 600 };

for (const [theme, title] of [['light', 'Default Light Modern'], ['dark', 'Default Dark Modern']]) {
    writeFileSync(settings, JSON.stringify({
        ...common,
        'breadcrumbs.enabled': false,
        'editor.minimap.enabled': false,
        'editor.occurrencesHighlight': 'off',
        'editor.stickyScroll.enabled': false,
        'window.commandCenter': false,
        'workbench.colorTheme': title,
        'workbench.layoutControl.enabled': false,
    }));
    const bench = await Workbench.open(server, workspace, out, name);
    const { page, sidebar } = bench;
    await page.setViewportSize(size);
    /** Leaves the whole width to the text. A workbench that is still busy does not hear the key. */
    const alone = () => until(async () => {
        if (await sidebar.isVisible()) {
            await page.keyboard.press('Control+B');
        }
        await page.waitForTimeout(1000);
        return !await sidebar.isVisible();
    });
    const shot = (label) => bench.shot(`${label}-${theme}`);

    await page.locator('.squiggly-warning').first().waitFor({ state: 'attached', timeout: 60_000 });
    await sidebar.waitFor();
    await alone();
    await bench.goTo(article, 0);
    await page.mouse.move(5, 5);
    await shot('findings');

    await bench.hover('$290 million', 'the contract signed in 2017');
    await shot('hover');

    await bench.status.click();
    await sidebar.locator('.monaco-list-row', { hasText: 'Attributed' }).first().waitFor();
    await page.mouse.move(size.width / 2, 5);
    await shot('claims');

    await alone();
    await bench.command('sayso: Toggle Coverage');
    await page.locator('.view-overlays .cdr[class*="ced-"]').first().waitFor({ state: 'attached' });
    await shot('coverage');
    await bench.command('sayso: Toggle Coverage');

    await bench.goTo(article, article.indexOf('$412 million'));
    await page.mouse.move(5, 5);
    await page.keyboard.press('Control+.');
    await page.locator('.action-widget').first().waitFor();
    await shot('fix');
    await bench.browser.close();
}
