--- What the specs share: tests, waiting, and what `sayso check` finds. It runs in Neovim 0.7 as well as in the newest.
---
--- What is to be reported is never written down in a spec: `sayso check` is asked about the same text.

local H = {}

H.here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
H.plugin = vim.fn.fnamemodify(H.here, ':h')
H.program = vim.fn.fnamemodify(assert(vim.env.SAYSO, 'SAYSO must be the path of the program'), ':p')
--- What is started in its place as the server, if anything is: something that looks on.
H.server = vim.env.SAYSO_SERVER or H.program
H.newest = vim.fn.has('nvim-0.11') == 1

local uv = vim.uv or vim.loop
local passed, failed = 0, 0

function H.say(line) io.stdout:write(line .. '\n') end

--- What Neovim and the plugin have said.
---@type {message: string, level: integer?}[]
H.notes = {}
vim.notify = function(message, level) table.insert(H.notes, { message = message, level = level }) end

function H.test(name, body)
  H.notes = {}
  local ok, fault = xpcall(body, debug.traceback)
  if ok then
    passed = passed + 1
    H.say('ok ' .. name)
  else
    failed = failed + 1
    H.say('FAIL ' .. name .. '\n' .. tostring(fault))
    for _, note in ipairs(H.notes) do
      H.say('  says: ' .. note.message)
    end
  end
end

--- Ends the spec.
function H.finish()
  H.say(('%d passed, %d failed'):format(passed, failed))
  vim.cmd((failed == 0 and passed > 0) and 'qall!' or 'cquit')
end

function H.equal(got, wanted)
  assert(vim.deep_equal(got, wanted), ('got %s\nwanted %s'):format(vim.inspect(got), vim.inspect(wanted)))
end

--- Waits until `what()` is true, or else fails with `why`, which may be a function; the protocol's messages come in meanwhile.
function H.wait(what, why)
  if not vim.wait(16000, what, 10) then
    error(type(why) == 'function' and why() or why or 'waited in vain', 2)
  end
end

--- Waits until something has been said that has those words in it, and returns it.
function H.said(words)
  local found
  H.wait(function()
    for _, note in ipairs(H.notes) do
      if note.message:find(words, 1, true) then
        found = note.message
        return true
      end
    end
  end, function() return ('nobody says “%s” but %s'):format(words, vim.inspect(H.notes)) end)
  return found
end

--- What the program prints, and its exit status. It runs in the folder of a file, since it takes the configuration from there.
---@param arguments string[]
---@param input string?
---@param file string?
function H.run(arguments, input, file)
  local folder = file and vim.fn.fnamemodify(file, ':h') or vim.fn.getcwd()
  local text = vim.fn.tempname()
  H.write(text, input or '')
  local words = vim.tbl_map(vim.fn.shellescape, vim.list_extend({ H.program }, arguments))
  local command = ('cd %s && %s <%s 2>&1; echo $?'):format(vim.fn.shellescape(folder), table.concat(words, ' '), text)
  local pipe = assert(io.popen(command))
  local out, status = pipe:read('*a'):match('^(.-)(%d+)\n$')
  pipe:close()
  return out, tonumber(status)
end

--- A new folder, or one in it.
---@return string
function H.folder()
  local folder = vim.fn.resolve(vim.fn.tempname())
  vim.fn.mkdir(folder, 'p')
  return folder
end

--- Writes a file with that text, byte by byte.
---@return string path
function H.write(path, text)
  vim.fn.mkdir(vim.fn.fnamemodify(path, ':h'), 'p')
  vim.fn.writefile(vim.split(text, '\n'), path, 'b')
  return path
end

--- Writes a script that can be run.
---@return string path
function H.script(text)
  local path = H.write(H.folder() .. '/sayso', text)
  assert(uv.fs_chmod(path, 493)) -- 755
  return path
end

function H.read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('*a')
  file:close()
  return text
end

H.article = H.read(H.here .. '/../../../examples/harbour-tunnel.txt')

--- Opens a file.
function H.edit(path)
  vim.cmd('edit ' .. vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf()
end

--- Opens a file of that name with that text in a new folder.
function H.open(name, text) return H.edit(H.write(H.folder() .. '/' .. name, text)) end

--- Puts the cursor on the first letter of `words`, or on the last one.
function H.go_to(words, last)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search('\\V' .. vim.fn.escape(words, '\\'), last and 'cWe' or 'cW') > 0, words .. ' is not in the text')
end

--- Closes all windows but one, and forgets all buffers.
function H.clear() vim.cmd('silent! tabonly! | silent! only! | silent! %bwipeout!') end

--- Makes the plugin known to Neovim as a plugin manager does.
function H.load()
  vim.opt.runtimepath:prepend(H.plugin)
  vim.o.hidden = true
  vim.o.swapfile = false
  vim.cmd('filetype on')
  vim.cmd('runtime plugin/sayso.lua')
end

--- Has the server run for each text.
---@param options table?
function H.setup(options)
  local given = { cmd = { H.server, 'server' }, settings = {} }
  require('sayso').setup(vim.tbl_extend('force', given, options or {}))
end

--- The clients, or those of a buffer.
function H.clients(bufnr) return require('sayso.compat').clients(bufnr) end

--- Waits until a buffer has a client, and returns that.
function H.attached(bufnr)
  H.wait(function() return #H.clients(bufnr) == 1 end, 'no client')
  return H.clients(bufnr)[1]
end

--- Everything that the server tells of the claims of a buffer.
---@return sayso.Claims
function H.claims(bufnr)
  local answer
  require('sayso.claims').ask(H.attached(bufnr), bufnr, function(given) answer = given end)
  H.wait(function() return answer end, 'no claims')
  return answer
end

--- Ends all clients, and forgets what has gone wrong with them.
function H.stop()
  for _, client in ipairs(H.clients()) do
    require('sayso.compat').call(client, 'stop')
  end
  H.wait(
    function() return #H.clients() == 0 and #vim.api.nvim_get_proc_children(vim.fn.getpid()) == 0 end,
    'a server does not end'
  )
end

-- ── What is found ────────────────────────────────────────────────────────────────────────────────────────────────────────

local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  information = vim.diagnostic.severity.INFO,
  hint = vim.diagnostic.severity.HINT,
}

--- A finding as one line: its bytes, its words, its rule, its weight and what is said of it.
local function line_of(start, words, rule, severity, message)
  return ('%d “%s” %s %d %s'):format(start, words, rule, severity, message)
end

--- What the buffer shows.
function H.shown(buffer)
  local lines = vim.tbl_map(function(d)
    local words = vim.api.nvim_buf_get_text(buffer, d.lnum, d.col, d.end_lnum, d.end_col, {})
    local before = vim.api.nvim_buf_get_lines(buffer, 0, d.lnum, true)
    local start = #table.concat(before, '\n') + math.min(#before, 1) + d.col
    return line_of(start, table.concat(words, '\n'), d.code, d.severity, d.message)
  end, vim.diagnostic.get(buffer))
  table.sort(lines)
  return lines
end

function H.text(buffer) return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), '\n') .. '\n' end

--- What `sayso check` finds in the buffer's text, without the rules in `ignored`.
function H.findings(buffer, ignored)
  local name = vim.api.nvim_buf_get_name(buffer)
  -- Editors show hints, and what is doubtful.
  local command = { 'check', '--quiet', '--format', 'json', '--fail-on', 'never', '--stdin-filename', name }
  vim.list_extend(command, { '--hints', '--min-confidence', 'low' })
  for _, rule in ipairs(ignored or {}) do
    vim.list_extend(command, { '--ignore', rule })
  end
  local out, status = H.run(vim.list_extend(command, { '-' }), H.text(buffer), name)
  assert(status == 0, out)
  return vim.json.decode(out).findings
end

--- The same, a line each.
function H.checked(buffer, ignored)
  local text = H.text(buffer)
  local lines = vim.tbl_map(function(f)
    local words = text:sub(f.span[1] + 1, f.span[2])
    return line_of(f.span[1], words, f.rule, severities[f.severity], f.message .. '\n' .. f.help)
  end, H.findings(buffer, ignored))
  table.sort(lines)
  return lines
end

--- Waits until the buffer shows what `sayso check` finds in it, and returns that.
function H.agree(buffer, ignored)
  local wanted = H.checked(buffer, ignored)
  if not vim.wait(16000, function() return vim.deep_equal(H.shown(buffer), wanted) end, 10) then
    H.equal(H.shown(buffer), wanted)
  end
  return wanted
end

--- Whether one of `lines` begins as a finding of `rule` in `words` does.
function H.has(lines, words, rule)
  for _, line in ipairs(lines) do
    if line:find(('“%s” %s '):format(words, rule), 1, true) then
      return true
    end
  end
  return false
end

--- The texts of the floating windows.
function H.floats()
  local found = vim.tbl_filter(
    function(window) return vim.api.nvim_win_get_config(window).relative ~= '' end,
    vim.api.nvim_list_wins()
  )
  return vim.tbl_map(
    function(window)
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, true), '\n')
    end,
    found
  )
end

return H
