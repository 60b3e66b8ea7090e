// The view of the claims in the side bar: by whether they have a source, or by the source they have.

import * as vscode from 'vscode';

import type { Claims } from './claims';
import type { Claim, ClaimList, Source, Status } from './protocol';

const VIEW = 'sayso.claims';

/** How many characters of a claim are shown in its row, so that there is room for its source. */
const LENGTH = 32;

type Grouping = 'status' | 'source';

/** What a reader sees of each status, in the order of the groups. */
const statuses: Record<Status, { title: string; icon: vscode.ThemeIcon }> = {
    'unattributed': { title: 'Unattributed', icon: icon('question', 'unattributed') },
    'attributed': { title: 'Attributed', icon: icon('comment', 'sourced') },
    'carried-on': { title: 'Carried on', icon: icon('arrow-small-right', 'carriedOn') },
    'referenced': { title: 'By reference', icon: icon('link', 'sourced') },
    'own': { title: 'Our own', icon: icon('home', 'own') },
};

const kinds: Record<Source['kind'], string> = {
    person: 'person', group: 'organization', organisation: 'organization', document: 'book', unnamed: 'question',
};

function icon(name: string, colour: string): vscode.ThemeIcon {
    return new vscode.ThemeIcon(name, new vscode.ThemeColor(`sayso.${colour}Foreground`));
}

/** Several claims that have something in common. */
interface Group {
    title: string;
    icon: vscode.ThemeIcon;
    source?: Source;
    claims: Claim[];
}

type Node = { group: Group; list: ClaimList } | { claim: Claim; list: ClaimList };

/** The claims by status, in the order of the text within each. */
function byStatus(claims: Claim[]): Group[] {
    return Object.entries(statuses).flatMap(([status, { title, icon }]) => {
        const own = claims.filter((claim) => claim.status === status);
        return own.length === 0 ? [] : [{ title, icon, claims: own }];
    });
}

/** The claims by source, those that have none first, and else in the order of the text. */
function bySource(claims: Claim[], list: ClaimList): Group[] {
    const groups = new Map<string, Group>();
    for (const claim of claims) {
        const source = claim.source === null ? undefined : list.sources[claim.source];
        const title = source?.name ?? statuses[claim.status].title;
        const group = groups.get(title) ?? {
            title,
            icon: source === undefined ? statuses[claim.status].icon : new vscode.ThemeIcon(kinds[source.kind]),
            source,
            claims: [],
        };
        group.claims.push(claim);
        groups.set(title, group);
    }
    const open = ({ claims: [first] }: Group): number => first?.status === 'unattributed' ? 0 : 1;
    return [...groups.values()].sort((a, b) => open(a) - open(b));
}

/** The claims that have all words of `filter` in what the view shows of them. */
function fitting(list: ClaimList, filter: string): Claim[] {
    const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
    return list.claims.filter((claim) => {
        const source = claim.source === null ? '' : list.sources[claim.source]?.name ?? '';
        const shown = [claim.text, claim.kind, claim.status, statuses[claim.status].title, claim.section ?? '', source];
        const text = shown.join('\n').toLowerCase();
        return words.every((word) => text.includes(word));
    });
}

export class ClaimsView implements vscode.TreeDataProvider<Node> {
    readonly #claims: Claims;
    readonly #state: vscode.Memento;
    readonly #changed = new vscode.EventEmitter<void>();
    readonly #view: vscode.TreeView<Node>;
    #filter = '';

    readonly onDidChangeTreeData = this.#changed.event;

    constructor(claims: Claims, context: vscode.ExtensionContext) {
        this.#claims = claims;
        this.#state = context.workspaceState;
        this.#view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
        const command = (name: string, act: () => unknown): vscode.Disposable => vscode.commands.registerCommand(name, act);
        context.subscriptions.push(
            this.#changed,
            this.#view,
            claims.onDidChange((document) => { if (document === claims.document) { this.#renew(); } }),
            claims.onDidMove(() => { this.#renew(); }),
            command('sayso.showClaims', () => vscode.commands.executeCommand(`${VIEW}.focus`)),
            command('sayso.claims.groupByStatus', () => this.#group('status')),
            command('sayso.claims.groupBySource', () => this.#group('source')),
            command('sayso.claims.filter', () => this.#ask()),
            command('sayso.claims.clearFilter', () => { this.#filterBy(''); }),
        );
        void this.#group(this.#grouping);
    }

    getChildren(node?: Node): Node[] {
        if (node !== undefined) {
            return 'group' in node ? node.group.claims.map((claim) => ({ claim, list: node.list })) : [];
        }
        const list = this.#claims.of(this.#claims.document);
        if (list === undefined) {
            return [];
        }
        const claims = fitting(list, this.#filter);
        const groups = this.#grouping === 'source' ? bySource(claims, list) : byStatus(claims);
        return groups.map((group) => ({ group, list }));
    }

    getTreeItem(node: Node): vscode.TreeItem {
        return 'group' in node ? groupItem(node.group, node.list) : claimItem(node.claim, node.list, this.#grouping);
    }

    get #grouping(): Grouping {
        return this.#state.get<Grouping>('grouping', 'status');
    }

    async #group(by: Grouping): Promise<void> {
        await this.#state.update('grouping', by);
        await vscode.commands.executeCommand('setContext', 'sayso.grouping', by);
        this.#renew();
    }

    async #ask(): Promise<void> {
        const filter = await vscode.window.showInputBox({
            title: 'Filter Claims',
            prompt: 'Words of the claim, its source, its section or its status',
            placeHolder: 'unattributed million',
            value: this.#filter,
        });
        if (filter !== undefined) {
            this.#filterBy(filter.trim());
        }
    }

    #filterBy(filter: string): void {
        this.#filter = filter;
        void vscode.commands.executeCommand('setContext', 'sayso.filtered', filter !== '');
        this.#renew();
    }

    #renew(): void {
        const document = this.#claims.document;
        const list = this.#claims.of(document);
        const name = document?.uri.path.split('/').at(-1);
        this.#view.description = [name, this.#filter && `“${this.#filter}”`].filter(Boolean).join(' · ');
        this.#view.message = list === undefined ? undefined : note(list, fitting(list, this.#filter).length);
        this.#changed.fire();
    }
}

/** What stands above the groups; without a text the view has words of its own in the manifest. */
function note(list: ClaimList, shown: number): string | undefined {
    if (list.claims.length === 0) {
        return 'There is no figure, quotation or statement of rank in this text.';
    }
    return shown === 0 ? `None of the ${list.claims.length} claims has these words.` : undefined;
}

function groupItem(group: Group, list: ClaimList): vscode.TreeItem {
    const item = new vscode.TreeItem(group.title, vscode.TreeItemCollapsibleState.Expanded);
    // The same group of the next version: what is folded stays folded.
    item.id = `${list.uri}#${group.title}`;
    item.description = String(group.claims.length);
    item.iconPath = group.icon;
    if (group.source !== undefined) {
        item.tooltip = [group.source.name, group.source.kind, group.source.url].filter(Boolean).join('\n');
        item.contextValue = group.source.known || group.source.kind === 'unnamed' || group.source.url !== null
            ? 'source' : 'source-unknown';
    }
    return item;
}

function claimItem(claim: Claim, list: ClaimList, grouping: Grouping): vscode.TreeItem {
    const item = new vscode.TreeItem(shortened(claim.text));
    const source = claim.source === null ? undefined : list.sources[claim.source]?.name;
    const line = `line ${claim.range.start.line + 1}`;
    item.description = grouping === 'status' && source !== undefined ? `${source} · ${line}` : line;
    item.iconPath = statuses[claim.status].icon;
    const status = `${statuses[claim.status].title}${source === undefined ? '' : `: ${source}`}`;
    item.tooltip = [claim.text, `${claim.kind} · ${status}`, claim.section].filter(Boolean).join('\n');
    item.accessibilityInformation = { label: `${claim.text}, ${status}, ${line}` };
    const { start, end } = claim.range;
    item.command = {
        title: 'Go to Claim',
        command: 'vscode.open',
        arguments: [
            vscode.Uri.parse(list.uri),
            { selection: new vscode.Range(start.line, start.character, end.line, end.character) },
        ],
    };
    return item;
}

function shortened(text: string): string {
    const characters = [...text];
    return characters.length > LENGTH ? `${characters.slice(0, LENGTH - 1).join('').trimEnd()}…` : text;
}
