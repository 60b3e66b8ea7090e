// Writes the settings that the server reads into package.json, from the schema of them: npm run settings

import { readFileSync, writeFileSync } from 'node:fs';

/** What the schema cannot tell: where a setting can be made, and what else the editor wants to know. */
const own = {
    select: { scope: 'resource', order: 2 },
    ignore: { scope: 'resource', order: 3 },
    inlayHints: { scope: 'resource', order: 4, more: ' Needs `#editor.inlayHints.enabled#`.' },
    codeLens: { scope: 'resource', order: 5 },
    workspaceDiagnostics: { scope: 'window', order: 6 },
};

const schema = JSON.parse(readFileSync(new URL('../../docs/settings.schema.json', import.meta.url), 'utf8'));
const file = new URL('package.json', import.meta.url);
const manifest = JSON.parse(readFileSync(file, 'utf8'));

/** A part of the schema as the editor has it: a name for a list of values stands for the values and what they mean. */
function asEditorHas({ $ref, description, default: value, ...rest }) {
    const found = $ref === undefined ? rest : schema.$defs[$ref.split('/').at(-1)];
    const { oneOf, items, type, ...others } = found;
    delete others.description;
    return {
        type: type ?? oneOf?.[0].type,
        ...others,
        ...oneOf && { enum: oneOf.map((one) => one.const), markdownEnumDescriptions: oneOf.map((one) => one.description) },
        ...items && { items: asEditorHas(items), uniqueItems: true },
        ...value !== undefined && { default: value },
        ...description && { markdownDescription: description },
    };
}

const { properties } = manifest.contributes.configuration;
for (const [name, setting] of Object.entries(schema.properties)) {
    if (!(name in own)) {
        throw new Error(`“${name}” is a setting that settings.mjs knows no scope of`);
    }
    const { more = '', ...rest } = own[name];
    properties[`sayso.${name}`] = { ...asEditorHas({ ...setting, description: setting.description + more }), ...rest };
}
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
