// Which program is the server, whether it runs, and how it is started and ended.
//
// It is always started by its absolute path, which is found here. Where a process is started by a mere name, Windows looks into the
// current folder before all others, and whoever wrote the texts in that folder can have put a program there.

import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';

/** How long a server that is to end may take for it, in milliseconds. */
const PATIENCE = 2000;

/** A program, and who named it: what can be done about one that does not run depends on that. */
export interface Program {
    command: string;
    from: 'setting' | 'bundle' | 'PATH';
    /** The folder it runs in, which is ours: Windows looks for what a program loads in the current folder too. */
    cwd: string;
}

/** What the choice of a program depends on, besides the setting. */
export interface System {
    platform: NodeJS.Platform;
    env: Readonly<Record<string, string | undefined>>;
    home(): string;
    exists(file: string): boolean;
    /** Whether this is a file that may be executed. */
    runs(file: string): boolean;
    /** Whether a file may be taken where only its name was given. */
    trusts(file: string): boolean;
}

/** The system as it is. What lies in one of the folders `untrusted` is not taken from the PATH. */
export function thisSystem(untrusted: readonly string[]): System {
    const closed = untrusted.flatMap((folder) => [folder, real(folder)]);
    const trusts = (file: string): boolean => {
        // A link that leads out of such a folder is a choice of that folder as well.
        const places = [file, path.join(real(path.dirname(file)), path.basename(file)), real(file)];
        return !closed.some((folder) => places.some((place) => isInside(folder, place)));
    };
    return { platform: process.platform, env: process.env, home: homedir, exists: existsSync, runs: isProgram, trusts };
}

/**
 * The program of the setting, else the one in the extension's folder, else the one on the PATH.
 *
 * Fails where there is none, with what to do about it.
 */
export function choose(setting: string, extensionFolder: string, system: System): Program {
    const cwd = extensionFolder;
    if (setting !== '') {
        return { command: named(setting, system), from: 'setting', cwd };
    }
    const { platform, exists } = system;
    const bundled = pathsOf(platform).join(extensionFolder, 'server', platform === 'win32' ? 'sayso.exe' : 'sayso');
    return exists(bundled)
        ? { command: bundled, from: 'bundle', cwd }
        : { command: find('sayso', 'PATH', system), from: 'PATH', cwd };
}

/** The program that the setting names: by an absolute path, by one in the user's own folder, or by its name alone. */
function named(setting: string, system: System): string {
    const { platform, home } = system;
    const windows = platform === 'win32';
    if (isAbsolute(setting, platform)) {
        return setting;
    }
    if ((windows ? /^~[\\/]/ : /^~\//).test(setting)) {
        return pathsOf(platform).join(home(), setting.slice(2));
    }
    // “C:sayso” is in the current folder of that drive.
    if ((windows ? /[\\/:]/ : /\//).test(setting)) {
        throw new Error(`“${setting}” is a relative path; an absolute one is needed. ${remedy('setting')}`);
    }
    return find(setting, 'setting', system);
}

/** The first program of that name in the folders of the PATH. */
function find(name: string, from: Program['from'], system: System): string {
    const { platform, runs, trusts } = system;
    // Other endings stand for scripts, which only a shell starts.
    const file = platform === 'win32' && !/\.exe$/i.test(name) ? `${name}.exe` : name;
    const programs = folders(system).map((folder) => pathsOf(platform).join(folder, file)).filter(runs);
    const found = programs.find(trusts);
    if (found !== undefined) {
        return found;
    }
    const [closed] = programs;
    if (closed !== undefined) {
        const instead = 'Trust the workspace, or set “sayso.path” to the path of a program.';
        throw new Error(`“${closed}” lies in this workspace, which is not trusted. ${instead}`);
    }
    throw new Error(`${missing(name)} ${remedy(from)}`);
}

/** The folders of the PATH. What is empty or relative there stands for the current folder, or for one in it. */
function folders({ platform, env }: System): string[] {
    return entries(platform, env).filter((entry) => isAbsolute(entry, platform));
}

function entries(platform: NodeJS.Platform, env: System['env']): string[] {
    if (platform !== 'win32') {
        return env['PATH']?.split(':') ?? [];
    }
    // It is mostly written “Path” there; and a folder with a semicolon in its name stands in quotation marks.
    const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
    return env[name]?.match(/(?:"[^"]*"?|[^";])+/g)?.map((entry) => entry.replaceAll('"', '')) ?? [];
}

/** Whether a path depends on no current folder. On Windows “\tools” does: it is of the current drive. */
function isAbsolute(file: string, platform: NodeJS.Platform): boolean {
    return platform === 'win32' ? /^(?:[a-z]:[\\/]|[\\/]{2}[^\\/])/i.test(file) : file.startsWith('/');
}

function pathsOf(platform: NodeJS.Platform): path.PlatformPath {
    return platform === 'win32' ? path.win32 : path.posix;
}

/** Whether a path leads to a file that may be executed. */
function isProgram(file: string): boolean {
    try {
        accessSync(file, constants.X_OK); // on Windows: whether it is there
        return statSync(file).isFile();
    } catch {
        return false;
    }
}

/** A path without links in it, as far as that can be told. */
function real(file: string): string {
    try {
        return realpathSync.native(file);
    } catch {
        return file;
    }
}

function isInside(folder: string, file: string): boolean {
    const way = path.relative(folder, file);
    return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/**
 * The name and version of a program, which must not be older than `least`.
 *
 * They are asked for before the server is started, since a server that does not come up looks the same to the protocol's client
 * whether it is missing, of another processor, or some other program.
 */
export async function version({ command, from, cwd }: Program, least: string): Promise<string> {
    let printed: string;
    try {
        ({ stdout: printed } = await promisify(execFile)(command, ['--version'], { cwd, timeout: 10_000 }));
    } catch (error) {
        throw new Error(`${reason(command, error)} ${remedy(from)}`);
    }
    const [, found] = printed.match(/^sayso (\d+\.\d+\.\d+)/) ?? [];
    if (found === undefined) {
        throw new Error(`“${command}” is another program. ${remedy(from)}`);
    }
    if (isOlder(found, least)) {
        throw new Error(`“${command}” is sayso ${found}; this extension needs ${least} or later. ${remedy(from)}`);
    }
    return printed.trim();
}

/**
 * Starts a program as the server.
 *
 * This is not left to the protocol's client: on Windows it ends what it has started, and hangs, by the mere name “taskkill”.
 */
export async function launch({ command, cwd }: Program): Promise<ChildProcess> {
    const server = spawn(command, ['server'], { cwd });
    await once(server, 'spawn');
    return server;
}

/** Waits for the end of a server that has been told to end; kills one that hangs. */
export async function end(server: ChildProcess): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) {
        return;
    }
    const kill = setTimeout(() => server.kill('SIGKILL'), PATIENCE);
    // What cannot be killed is left alone.
    await once(server, 'exit').catch(() => undefined);
    clearTimeout(kill);
}

function isOlder(version: string, least: string): boolean {
    return version.localeCompare(least, 'en', { numeric: true }) < 0;
}

function missing(command: string): string {
    return `There is no program “${command}”.`;
}

function reason(command: string, error: unknown): string {
    const { code, killed, stderr, message } = error as { code?: unknown; killed?: boolean; stderr?: string; message: string };
    if (code === 'ENOENT') {
        return missing(command);
    }
    if (code === 'EACCES') {
        return `“${command}” may not be executed.`;
    }
    if (killed) {
        return `“${command}” does not answer.`;
    }
    return `“${command}” does not start: ${stderr?.trim().split('\n')[0] || message}.`;
}

/** What to do about a program that does not run, by who named it. */
export function remedy(from: Program['from']): string {
    switch (from) {
        case 'setting':
            return 'Correct the setting “sayso.path”, or empty it to use the server that comes with the extension.';
        case 'bundle':
            return 'Install the extension for this platform, or set “sayso.path” to a program that runs here.';
        case 'PATH':
            return 'Install it with “cargo install sayso” and restart the server, or set “sayso.path” to where it is.';
    }
}
