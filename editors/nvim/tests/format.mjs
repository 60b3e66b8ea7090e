// usage: node format.mjs MODULE [--write]
//
// Compares the Lua files with what StyLua makes of them by ../stylua.toml, or writes that. StyLua is taken from the registry of npm,
// where it is a library without a program; MODULE is its folder.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [module, flag] = process.argv.slice(2);
const stylua = createRequire(import.meta.url)(module);

/** The types of the values that are words. */
const words = {
    syntax: stylua.LuaVersion,
    indent_type: stylua.IndentType,
    quote_style: stylua.QuoteStyle,
    collapse_simple_statement: stylua.CollapseSimpleStatement,
};

function configuration() {
    const config = stylua.Config.new();
    for (const [, key, text] of readFileSync(join(root, 'stylua.toml'), 'utf8').matchAll(/^(\w+) = (.+)$/gm)) {
        const given = JSON.parse(text);
        const value = typeof given === 'string' ? words[key]?.[given] : given;
        if (value === undefined || !(key in config)) {
            throw new Error(`stylua.toml: ${key} = ${text} means nothing`);
        }
        config[key] = value;
    }
    return config;
}

const files = readdirSync(root, { recursive: true }).filter((file) => file.endsWith('.lua'));
let others = 0;
for (const file of files.map((file) => join(root, file))) {
    const text = readFileSync(file, 'utf8');
    const formatted = stylua.formatCode(text, configuration(), undefined, stylua.OutputVerification.Full);
    if (formatted === text) {
        continue;
    }
    if (flag === '--write') {
        writeFileSync(file, formatted);
    } else {
        others += 1;
        const line = formatted.split('\n').findIndex((line, index) => line !== text.split('\n')[index]);
        console.log(`${relative(root, file)}:${line + 1}: StyLua writes this in another way`);
    }
}
console.log(`${files.length - others} passed, ${others} failed`);
process.exitCode = others === 0 && files.length > 0 ? 0 : 1;
