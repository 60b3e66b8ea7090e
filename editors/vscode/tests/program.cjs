// Which program is chosen, on Windows and elsewhere, and how it is started and ended. It needs no editor: node program.cjs

const assert = require('node:assert/strict');
const { buildSync } = require('esbuild');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const { close, test } = require('./report.cjs');

const root = path.join(__dirname, '..');
const manifest = require(path.join(root, 'package.json'));

/** A system with these programs, which is asked for others in vain. What it was asked for is in `asked`. */
function system(platform, home, env, programs) {
    const asked = [];
    const runs = (file) => { asked.push(file); return programs.includes(file); };
    return { platform, env, home: () => home, exists: (file) => programs.includes(file), runs, trusts: () => true, asked };
}

const windows = (env, ...programs) => system('win32', 'C:\\Users\\ada', env, programs);
const unix = (PATH, ...programs) => system('linux', '/home/ada', { PATH }, programs);

exports.program = async () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'program-')));
    const outfile = path.join(folder, 'program.cjs');
    buildSync({ entryPoints: [path.join(root, 'src/program.ts')], outfile, platform: 'node', format: 'cjs' });
    const { choose, end, launch, thisSystem, version } = require(outfile);

    const onWindows = (setting, system) => choose(setting, 'C:\\sayso', system).command;
    const onUnix = (setting, system) => choose(setting, '/sayso', system).command;
    const none = /^Error: There is no program “sayso”\. Install it with “cargo install sayso”/;

    /** A program in a folder of its own. */
    function write(where, script = '#!/bin/sh\n', mode = 0o755) {
        const file = path.join(folder, where);
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, script);
        fs.chmodSync(file, mode);
        return file;
    }

    /** What is taken from a PATH on this machine, with folders that are not trusted. */
    function here(entries, untrusted = []) {
        const PATH = entries.join(':');
        return choose('', path.join(folder, 'nothing'), { ...thisSystem(untrusted), env: { PATH } }).command;
    }

    await test('the program of the extension goes before that of the PATH', () => {
        assert.equal(onUnix('', unix('/usr/bin', '/sayso/server/sayso', '/usr/bin/sayso')), '/sayso/server/sayso');
        const both = windows({ Path: 'C:\\bin' }, 'C:\\sayso\\server\\sayso.exe', 'C:\\bin\\sayso.exe');
        assert.equal(onWindows('', both), 'C:\\sayso\\server\\sayso.exe');
    });

    await test('the first program of the PATH is taken', () => {
        assert.equal(onUnix('', unix('/a:/b:/c', '/c/sayso', '/b/sayso')), '/b/sayso');
        const two = windows({ PATH: 'C:\\a;D:/b;C:\\c' }, 'C:\\c\\sayso.exe', 'D:\\b\\sayso.exe');
        assert.equal(onWindows('', two), 'D:\\b\\sayso.exe');
        assert.throws(() => onUnix('', unix('/a:/b')), none);
        assert.throws(() => onUnix('', unix(undefined)), none);
        assert.throws(() => onWindows('', windows({})), none);
    });

    await test('the PATH of Windows is found however it is written, and unquoted', () => {
        const env = { PATHEXT: '.EXE', Path: 'C:\\a;"C:\\Program Files";"C:\\b;c\\d";\\\\host\\share' };
        for (const at of ['C:\\a', 'C:\\Program Files', 'C:\\b;c\\d', '\\\\host\\share']) {
            assert.equal(onWindows('', windows(env, `${at}\\sayso.exe`)), `${at}\\sayso.exe`);
        }
    });

    await test('on Windows only an .exe is taken', () => {
        const asked = windows({ Path: 'C:\\a' }, 'C:\\a\\sayso.cmd', 'C:\\a\\sayso.bat', 'C:\\a\\sayso.com', 'C:\\a\\sayso');
        assert.throws(() => onWindows('', asked), none);
        assert.deepEqual(asked.asked, ['C:\\a\\sayso.exe']);
    });

    await test('the current folder and what is in it are not looked in', () => {
        const on = unix(':.:./bin:bin:..:~/bin:/a:');
        assert.throws(() => onUnix('', on), none);
        assert.deepEqual(on.asked, ['/a/sayso']);
        const win = windows({ Path: ';.;.\\bin;bin;..;"";".";C:;C:bin;\\bin;/bin;%APPDATA%;C:\\a;' });
        assert.throws(() => onWindows('', win), none);
        assert.deepEqual(win.asked, ['C:\\a\\sayso.exe']);
    });

    await test('a program that lies in the current folder, or below it, is not taken', () => {
        const below = path.relative(process.cwd(), path.dirname(write('current/sayso')));
        assert.ok(fs.existsSync(path.join(below, 'sayso')));
        assert.throws(() => here(['', '.', below]), none);
        const elsewhere = write('elsewhere/sayso');
        assert.equal(here(['', '.', below, path.dirname(elsewhere)]), elsewhere);
    });

    await test('only a file that may be executed is taken', () => {
        write('locked/sayso', '', 0o644);
        fs.mkdirSync(path.join(folder, 'folder/sayso'), { recursive: true });
        const good = write('good/sayso');
        assert.equal(here(['locked', 'folder', 'missing', 'good'].map((at) => path.join(folder, at))), good);
    });

    await test('what lies in a workspace that is not trusted is not taken', () => {
        const inside = write('texts/bin/sayso');
        const beside = write('texts-of-others/sayso');
        const workspace = path.join(folder, 'texts');
        const link = (to, at) => {
            fs.mkdirSync(path.dirname(path.join(folder, at)), { recursive: true });
            fs.symlinkSync(path.join(folder, to), path.join(folder, at));
            return path.join(folder, at);
        };
        const entries = [
            path.dirname(inside),
            link('texts/bin', 'links/bin'),
            path.dirname(link('texts/bin/sayso', 'links/file/sayso')),
            link('good', 'texts/good'),
            path.dirname(link('good/sayso', 'texts/file/sayso')),
        ];
        for (const entry of entries) {
            assert.equal(here([entry, path.dirname(beside)]), path.join(entry, 'sayso'));
            for (const untrusted of [workspace, link('texts', `same/${entries.indexOf(entry)}`)]) {
                assert.equal(here([entry, path.dirname(beside)], [untrusted]), beside, entry);
            }
        }
        assert.throws(
            () => here([path.dirname(inside)], [workspace]),
            ({ message }) => message.startsWith(`“${inside}” lies in this workspace, which is not trusted. Trust the workspace`),
        );
    });

    await test('the setting takes an absolute path as it is', () => {
        assert.equal(onUnix('/opt/old sayso', unix('/a')), '/opt/old sayso');
        for (const file of ['C:\\opt\\sayso.exe', 'd:/opt/sayso', '\\\\host\\share\\sayso.exe']) {
            assert.equal(onWindows(file, windows({})), file);
        }
    });

    await test('the setting takes a path in the home folder', () => {
        assert.equal(onUnix('~/bin/sayso', unix('/a')), '/home/ada/bin/sayso');
        assert.equal(onWindows('~/bin/sayso.exe', windows({})), 'C:\\Users\\ada\\bin\\sayso.exe');
        assert.equal(onWindows('~\\bin\\sayso.exe', windows({})), 'C:\\Users\\ada\\bin\\sayso.exe');
    });

    await test('a name in the setting is looked up on the PATH alone', () => {
        assert.equal(onUnix('sayso-next', unix('.:/a', './sayso-next', 'sayso-next', '/a/sayso-next')), '/a/sayso-next');
        for (const name of ['sayso-next', 'sayso-next.exe']) {
            const system = windows({ Path: '.;C:\\a' }, 'sayso-next.exe', 'C:\\a\\sayso-next.exe');
            assert.equal(onWindows(name, system), 'C:\\a\\sayso-next.exe');
        }
        const wrong = /^Error: There is no program “other”\. Correct the setting “sayso\.path”/;
        assert.throws(() => onUnix('other', unix('/a', '/sayso/server/sayso')), wrong);
        assert.throws(() => onWindows('other', windows({ Path: 'C:\\a' })), wrong);
    });

    await test('the setting takes no relative path', () => {
        const wrong = /is a relative path; an absolute one is needed\. Correct the setting “sayso\.path”/;
        for (const file of ['./sayso', 'bin/sayso', '../sayso', '${workspaceFolder}/sayso', '~ada/sayso']) {
            assert.throws(() => onUnix(file, unix('/a', file)), wrong, file);
        }
        for (const file of ['.\\sayso', 'bin/sayso', 'C:sayso', '\\bin\\sayso', '/bin/sayso', '%APPDATA%\\sayso', '~ada\\sayso']) {
            assert.throws(() => onWindows(file, windows({ Path: 'C:\\a' }, file)), wrong, file);
        }
    });

    await test('a workspace cannot make the setting', () => {
        assert.equal(manifest.contributes.configuration.properties['sayso.path'].scope, 'machine');
        assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations, ['sayso.path']);
    });

    await test('a program runs in the folder of the extension', async () => {
        const command = write('talks/sayso', '#!/bin/sh\necho "sayso 9.9.9 $1 in $(pwd)"\n');
        const program = { command, from: 'PATH', cwd: folder };
        assert.equal(await version(program, '0.1.0'), `sayso 9.9.9 --version in ${folder}`);
        const server = await launch(program);
        server.stdout.setEncoding('utf8');
        assert.equal((await server.stdout.toArray()).join(''), `sayso 9.9.9 server in ${folder}\n`);
        await end(server);
        assert.equal(server.exitCode, 0);
    });

    await test('a server that hangs is killed', async () => {
        const server = await launch({ command: write('hangs/sayso', '#!/bin/sh\nexec sleep 60\n'), from: 'PATH', cwd: folder });
        await end(server);
        assert.equal(server.signalCode, 'SIGKILL');
        await end(server);
    });

    await test('a program that cannot be started is told of', async () => {
        await assert.rejects(launch({ command: path.join(folder, 'missing'), from: 'PATH', cwd: folder }), { code: 'ENOENT' });
    });

    fs.rmSync(folder, { recursive: true });
};

if (require.main === module) {
    exports.program().then(() => { process.exitCode = close() ? 0 : 1; });
}
