// A browser that reaches this machine only.

import { chromium } from 'playwright-core';

const quiet = [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Starts the browser named by CHROMIUM, and opens an empty page in it. */
export async function openBrowser() {
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, headless: true, args: quiet });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.route(
        (url) => ['http:', 'https:'].includes(url.protocol) && url.hostname !== '127.0.0.1',
        (route) => route.abort(),
    );
    return { browser, page: await context.newPage() };
}
