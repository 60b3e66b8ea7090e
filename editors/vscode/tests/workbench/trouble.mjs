// What a user is told when the server cannot run, or cannot do what it is asked for.

import { chmodSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import report from '../report.cjs';

const { until } = report;

/** The processes that run a program as a server. */
function servers(program) {
    const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return ids.filter((id) => {
        try {
            return readFileSync(`/proc/${id}/cmdline`, 'utf8').endsWith(`${program}\0server\0`);
        } catch {
            return false; // ended meanwhile
        }
    });
}

export async function trouble(bench, step) {
    const { page, settings, workspace } = bench;
    const sayso = realpathSync(process.env.SAYSO_SERVER ?? process.env.SAYSO);
    const program = (name, script, mode = 0o755) => {
        const file = path.join(workspace, name);
        writeFileSync(file, script);
        chmodSync(file, mode);
        return file;
    };
    const run = (file) => { writeFileSync(settings, JSON.stringify({ 'sayso.path': file })); };

    /** Waits for a message, and takes it away when it has been read. */
    async function told(message, more, button, shot) {
        const toast = page.locator('.notification-toast', { hasText: message }).first();
        await toast.getByText(more).first().waitFor();
        if (button !== undefined) {
            // A trial waits until it can be clicked: it slides in.
            await toast.getByRole('button', { name: button }).click({ trial: true });
        }
        await bench.shot(shot);
        await bench.command('Notifications: Clear All Notifications');
    }

    await step('a source that is known already is not added again', async () => {
        await bench.command('sayso: Add Source to sayso.toml');
        await bench.choose('Another');
        await bench.answer('Amara Lindqvist');
        await until(() => readFileSync(path.join(workspace, 'sayso.toml'), 'utf8').includes('name = "Amara Lindqvist"'));
        await told('is a source that is known', 'Amara Lindqvist', 'Open sayso.toml', '11-added');
        await bench.command('sayso: Add Source to sayso.toml');
        await bench.choose('Another');
        await bench.answer('Amara Lindqvist');
        await told('is a name in line 2 already', 'a name is that of one source', undefined, '12-added-twice');
    });

    const repair = 'Correct the setting “sayso.path”';
    const troubles = [
        ['missing', '/missing/sayso', 'There is no program “/missing/sayso”.'],
        ['relative', './other', '“./other” is a relative path; an absolute one is needed.'],
        ['locked', program('locked', '', 0o644), 'may not be executed'],
        ['another', program('other', '#!/bin/sh\necho other 1.0.0\n'), 'is another program'],
        ['too-old', program('old', '#!/bin/sh\necho sayso 0.0.9\n'), 'is sayso 0.0.9; this extension needs'],
        ['broken', program('broken', '#!/bin/sh\necho no such library >&2\nexit 127\n'), 'does not start: no such library'],
        ['dead', program('dead', `#!/bin/sh\n[ "$1" = server ] && exit 3\nexec ${sayso} "$@"\n`), 'ended before it answered'],
    ];
    for (const [what, file, message] of troubles) {
        await step(`a program that is ${what} is told of, with what to do`, async () => {
            run(file);
            await told(message, repair, 'Open Settings', `13-${what}`);
            await bench.status.locator('.codicon-error').waitFor();
        });
    }

    await step('what may not be read is told of, with what to do', async () => {
        const secret = path.join(workspace, 'secret');
        mkdirSync(secret);
        writeFileSync(path.join(secret, 'a.txt'), 'The bridge cost $3 million.');
        chmodSync(secret, 0);
        // Whoever may read everything is started without that right.
        const without = 'setpriv --bounding-set=-dac_override,-dac_read_search';
        run(process.getuid() === 0 ? program('modest', `#!/bin/sh\nexec ${without} ${sayso} "$@"\n`) : sayso);
        await bench.status.getByText('claims').waitFor();
        await bench.command('sayso: Check Workspace');
        await told('cannot be read and is not checked', `${secret}: permission denied`, undefined, '14-unread');
        chmodSync(secret, 0o700);
        rmSync(secret, { recursive: true });
        run('/missing/sayso');
        await until(() => servers(sayso).length === 0);
    });

    await step('a server that dies again and again is told of, and can be started again', async () => {
        run(sayso);
        await bench.status.getByText('claims').waitFor();
        for (let death = 0; death < 5; death += 1) {
            // One look: a script that is just being started shows no words for a moment.
            const [id] = await until(() => { const running = servers(sayso); return running.length === 1 && running; });
            // The status bar shows for a moment what the last server has counted.
            await new Promise((resolve) => { setTimeout(resolve, 1500); });
            await bench.status.getByText('claims').waitFor();
            process.kill(Number(id), 'SIGKILL');
            await until(() => !servers(sayso).includes(id));
        }
        const toast = page.locator('.notification-toast', { hasText: 'The server has ended 5 times within 3 minutes' });
        await toast.getByRole('button', { name: 'Restart Server' }).click({ trial: true });
        await bench.shot('15-died');
        await toast.getByRole('button', { name: 'Restart Server' }).click();
        await bench.status.getByText('claims').waitFor();
    });

    await step('with the program of the extension all is well again', async () => {
        writeFileSync(settings, '{}');
        await until(() => servers(sayso).length === 0);
        await bench.status.getByText('claims').waitFor();
    });
}
