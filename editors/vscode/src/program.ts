// Which program is the server, and whether it runs.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';

/** A program, and who named it: what can be done about one that does not run depends on that. */
export interface Program {
    command: string;
    from: 'setting' | 'bundle' | 'PATH';
}

/** The program of the setting, else the one in the extension's folder, else the one on the PATH. */
export function choose(setting: string, extensionFolder: string): Program {
    if (setting !== '') {
        return { command: setting, from: 'setting' };
    }
    const bundled = path.join(extensionFolder, 'server', process.platform === 'win32' ? 'sayso.exe' : 'sayso');
    return existsSync(bundled) ? { command: bundled, from: 'bundle' } : { command: 'sayso', from: 'PATH' };
}

/**
 * The name and version of a program, which must not be older than `least`.
 *
 * They are asked for before the server is started, since a server that does not come up looks the same to the protocol's client
 * whether it is missing, of another processor, or some other program.
 */
export async function version(program: Program, least: string): Promise<string> {
    let printed: string;
    try {
        ({ stdout: printed } = await promisify(execFile)(program.command, ['--version'], { timeout: 10_000 }));
    } catch (error) {
        throw new Error(`${reason(program.command, error)} ${remedy(program)}`);
    }
    const [, found] = printed.match(/^sayso (\d+\.\d+\.\d+)/) ?? [];
    if (found === undefined) {
        throw new Error(`“${program.command}” is another program. ${remedy(program)}`);
    }
    if (isOlder(found, least)) {
        throw new Error(`“${program.command}” is sayso ${found}; this extension needs ${least} or later. ${remedy(program)}`);
    }
    return printed.trim();
}

function isOlder(version: string, least: string): boolean {
    return version.localeCompare(least, 'en', { numeric: true }) < 0;
}

function reason(command: string, error: unknown): string {
    const { code, killed, stderr, message } = error as { code?: unknown; killed?: boolean; stderr?: string; message: string };
    if (code === 'ENOENT') {
        return `There is no program “${command}”.`;
    }
    if (code === 'EACCES') {
        return `“${command}” may not be executed.`;
    }
    if (killed) {
        return `“${command}” does not answer.`;
    }
    return `“${command}” does not start: ${stderr?.trim().split('\n')[0] || message}.`;
}

/** What to do about a program that does not run. */
export function remedy(program: Program): string {
    switch (program.from) {
        case 'setting':
            return 'Correct the setting “sayso.path”, or empty it to use the server that comes with the extension.';
        case 'bundle':
            return 'Install the extension for this platform, or set “sayso.path” to a program that runs here.';
        case 'PATH':
            return 'Install it with “cargo install sayso” and restart the server, or set “sayso.path” to where it is.';
    }
}
