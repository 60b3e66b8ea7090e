-- The shipped configuration in a real Neovim: SAYSO=path/to/sayso nvim --clean -l sayso_spec.lua
--
-- What is to be reported is never written down here: `sayso check` is asked about the same text.

local here = vim.fs.dirname(vim.fs.abspath(debug.getinfo(1, 'S').source:sub(2)))
local example = vim.fs.normalize(here .. '/../../../examples/harbour-tunnel.txt')
local sayso = assert(vim.env.SAYSO, 'SAYSO must be the path of the program')

local passed, failed = 0, 0

local function say(line)
  io.stdout:write(line .. '\n')
end

-- Neovim's own messages come without a line end.
vim.notify = function(message)
  say('  Neovim: ' .. message)
end

local function test(name, body)
  local ok, fault = xpcall(body, debug.traceback)
  if ok then
    passed = passed + 1
    say('ok ' .. name)
  else
    failed = failed + 1
    say('FAIL ' .. name .. '\n' .. tostring(fault))
  end
end

local function equal(got, wanted)
  assert(vim.deep_equal(got, wanted), ('got %s\nwanted %s'):format(vim.inspect(got), vim.inspect(wanted)))
end

--- Waits until `what()` is true, or else nil; the protocol's messages come in meanwhile.
local function wait(what)
  return vim.wait(5000, what, 20)
end

local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  information = vim.diagnostic.severity.INFO,
}

--- A finding as one line: its bytes, its words, its rule, its weight and what is said of it.
local function line_of(start, words, rule, severity, message)
  return ('%d “%s” %s %d %s'):format(start, words, rule, severity, message)
end

--- What the buffer shows.
local function shown(buffer)
  local lines = vim.tbl_map(function(d)
    local words = vim.api.nvim_buf_get_text(buffer, d.lnum, d.col, d.end_lnum, d.end_col, {})
    local start = vim.api.nvim_buf_get_offset(buffer, d.lnum) + d.col
    return line_of(start, table.concat(words, '\n'), d.code, d.severity, d.message)
  end, vim.diagnostic.get(buffer))
  table.sort(lines)
  return lines
end

--- What `sayso check` finds in the buffer's text, without the rules in `ignored`.
local function checked(buffer, ignored)
  local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n') .. '\n'
  local name = vim.api.nvim_buf_get_name(buffer)
  local command = { sayso, 'check', '--format', 'json', '--fail-on', 'never', '--stdin-filename', name }
  for _, rule in ipairs(ignored or {}) do
    vim.list_extend(command, { '--ignore', rule })
  end
  local run = vim.system(vim.list_extend(command, { '-' }), { stdin = text }):wait()
  assert(run.code == 0, run.stderr)
  local lines = vim.tbl_map(function(f)
    local words = text:sub(f.span[1] + 1, f.span[2])
    return line_of(f.span[1], words, f.rule, severities[f.severity], f.message .. '\n' .. f.help)
  end, vim.json.decode(run.stdout).findings)
  table.sort(lines)
  return lines
end

--- Waits until the buffer shows what `sayso check` finds in it, and returns that.
local function agree(buffer, ignored)
  local wanted = checked(buffer, ignored)
  if not wait(function() return vim.deep_equal(shown(buffer), wanted) end) then
    equal(shown(buffer), wanted)
  end
  return wanted
end

--- Whether one of `lines` begins as a finding of `rule` in `words` does.
local function has(lines, words, rule)
  return vim.iter(lines):any(function(line)
    return line:find(('“%s” %s '):format(words, rule), 1, true) ~= nil
  end)
end

--- Opens a file of that name with that text in a new folder.
local function open(name, text)
  local folder = vim.fn.tempname()
  vim.fn.mkdir(folder, 'p')
  local path = vim.fs.joinpath(folder, name)
  vim.fn.writefile(vim.split(text, '\n'), path, 'b')
  vim.cmd.edit(path)
  return vim.api.nvim_get_current_buf()
end

--- Puts the cursor on the first letter of `words`, or on the last one.
local function go_to(words, last)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search('\\V' .. words, last and 'cWe' or 'cW') > 0, words .. ' is not in the text')
end

local function clients()
  return vim.lsp.get_clients({ name = 'sayso' })
end

local function floats()
  local found = vim.tbl_filter(function(window)
    return vim.api.nvim_win_get_config(window).relative ~= ''
  end, vim.api.nvim_list_wins())
  return vim.tbl_map(function(window)
    return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), '\n')
  end, found)
end

-- The configuration is used as it is shipped, so the program must be on the PATH by the name `sayso`.
local bin = vim.fn.tempname()
vim.fn.mkdir(bin, 'p')
assert(vim.uv.fs_symlink(vim.fs.abspath(sayso), vim.fs.joinpath(bin, 'sayso')))
vim.env.PATH = bin .. ':' .. vim.env.PATH

local exit
vim.opt.runtimepath:prepend(vim.fs.dirname(here))
vim.o.hidden = true
vim.cmd.filetype('on')
vim.lsp.config('sayso', { on_exit = function(code) exit = code end })
vim.lsp.enable('sayso')

local article = io.open(example, 'rb'):read('*a')
local buffer = open('harbour-tunnel.txt', article)

test('the client attaches', function()
  assert(wait(function() return #vim.lsp.get_clients({ bufnr = buffer, name = 'sayso' }) == 1 end), 'no client')
end)

test('columns are counted in bytes', function()
  equal(clients()[1].offset_encoding, 'utf-8')
end)

test('the diagnostics are what `sayso check` finds', function()
  local lines = agree(buffer)
  assert(#lines > 10, 'the example should have more findings than ' .. #lines)
end)

test('emoji before a finding do not move it', function()
  local emoji = open('emoji.md', '# 🚇\n\n👩‍🚒 The naïve 🙂 work cost $412 million.\n')
  assert(has(agree(emoji), '$412 million', 'unattributed-figure'), 'the figure is not reported')
end)

test('typing a source clears the diagnostic of a figure', function()
  local typed = open('typed.txt', article)
  assert(has(agree(typed), '$412 million', 'unattributed-figure'), 'the figure is not reported before')
  go_to('$412 million', true)
  vim.cmd("normal! a, according to the city's accounts")
  assert(not has(agree(typed), '$412 million', 'unattributed-figure'), 'the figure is still reported')
  vim.cmd('silent undo')
  agree(typed)
end)

test('edits beside emoji keep the columns right', function()
  local typed = open('typed.md', '👩‍🚒 The work cost $412 million.\n')
  agree(typed)
  go_to('work')
  vim.cmd('normal! i🚇 naïve 🚇 ')
  go_to('$412 million', true)
  vim.cmd('normal! a 🙂')
  assert(has(agree(typed), '$412 million', 'unattributed-figure'), 'the figure is not reported')
end)

test('a hover shows the source of a figure', function()
  vim.cmd.buffer(buffer)
  go_to('$290 million')
  vim.lsp.buf.hover()
  assert(wait(function() return #floats() == 1 end), 'no floating window')
  local text = floats()[1]
  vim.cmd.fclose()
  assert(text:find('“the contract signed in 2017”', 1, true), text)
end)

test('go to definition moves from a claim to where its source is introduced', function()
  vim.cmd.buffer(buffer)
  go_to('30 per cent')
  vim.lsp.buf.definition()
  local function under_cursor()
    local row, column = unpack(vim.api.nvim_win_get_cursor(0))
    return vim.api.nvim_buf_get_lines(buffer, row - 1, row, true)[1]:sub(column + 1)
  end
  assert(wait(function() return vim.startswith(under_cursor(), 'Mayor Dana Whitlock said') end), under_cursor())
end)

test('settings are taken over while the server runs', function()
  local function ignore(rules)
    clients()[1]:notify('workspace/didChangeConfiguration', { settings = { sayso = { ignore = rules } } })
  end
  local rules = { 'unattributed-figure', 'duplicate-paragraph' }
  ignore(rules)
  assert(#agree(buffer, rules) < #checked(buffer), 'the rules have no findings in the example')
  ignore({})
  agree(buffer)
end)

test('stopping the client ends the process', function()
  local function children()
    return vim.api.nvim_get_proc_children(vim.fn.getpid())
  end
  equal(#children(), 1)
  vim.lsp.enable('sayso', false)
  for _, client in ipairs(clients()) do
    client:stop()
  end
  assert(wait(function() return #children() == 0 end), 'the process is still there')
  assert(wait(function() return exit end), 'Neovim was not told')
  equal(exit, 0)
end)

say(('%d passed, %d failed'):format(passed, failed))
vim.cmd.cquit({ count = failed == 0 and passed > 0 and 0 or 1 })
