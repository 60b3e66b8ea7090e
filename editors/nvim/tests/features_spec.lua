-- What the server shows, in a real Neovim.

local H = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/harness.lua')
local test, wait, equal = H.test, H.wait, H.equal

H.load()
local uv = vim.uv or vim.loop
if H.newest then
  -- Without any setup: the program is on the PATH by the name `sayso`.
  local bin = H.folder()
  assert(uv.fs_symlink(H.server, bin .. '/sayso'))
  vim.env.PATH = bin .. ':' .. vim.env.PATH
  vim.lsp.enable('sayso')
else
  H.setup()
end

local buffer = H.open('harbour-tunnel.txt', H.article)

test('the client attaches', function() H.attached(buffer) end)

test(
  'columns are counted in bytes where Neovim offers that',
  function() equal(H.clients()[1].offset_encoding, H.newest and 'utf-8' or 'utf-16') end
)

test('the diagnostics are what `sayso check` finds', function()
  local lines = H.agree(buffer)
  assert(#lines > 10, 'the example should have more findings than ' .. #lines)
end)

test('emoji before a finding do not move it', function()
  local emoji = H.open('emoji.md', '# 🚇\n\n👩‍🚒 The naïve 🙂 work cost $412 million.\n')
  assert(H.has(H.agree(emoji), '$412 million', 'unattributed-figure'), 'the figure is not reported')
end)

test('a text with CRLF has its findings at their places', function()
  local text = '# 🚇\r\n\r\n👩‍🚒 The work cost $412 million.\r\n\r\nIt cost 3,000 lives.\r\n'
  local dos = H.open('dos.md', text)
  equal(vim.bo[dos].fileformat, 'dos')
  local lines = H.agree(dos)
  assert(H.has(lines, '$412 million', 'unattributed-figure'), 'the figure is not reported')
  local out = H.run({ 'check', '--format', 'json', '--fail-on', 'never', vim.api.nvim_buf_get_name(dos) })
  equal(#vim.json.decode(out).findings, #lines)
end)

test('typing a source clears the diagnostic of a figure', function()
  local typed = H.open('typed.txt', H.article)
  assert(H.has(H.agree(typed), '$412 million', 'unattributed-figure'), 'the figure is not reported before')
  H.go_to('$412 million', true)
  vim.cmd("normal! a, according to the city's accounts")
  assert(not H.has(H.agree(typed), '$412 million', 'unattributed-figure'), 'the figure is still reported')
  vim.cmd('silent undo')
  H.agree(typed)
end)

test('edits beside emoji keep the columns right', function()
  local typed = H.open('typed.md', '👩‍🚒 The work cost $412 million.\n')
  H.agree(typed)
  H.go_to('work')
  vim.cmd('normal! i🚇 naïve 🚇 ')
  H.go_to('$412 million', true)
  vim.cmd('normal! a 🙂')
  assert(H.has(H.agree(typed), '$412 million', 'unattributed-figure'), 'the figure is not reported')
end)

test('HTML and Quarto are read as what they are', function()
  H.agree(H.open('page.html', '<p title="cost $1 million">The work cost <b>$412</b> million.</p>\n'))
  local quarto = H.open('paper.qmd', 'The work cost $412 million.\n')
  vim.bo[quarto].filetype = 'quarto'
  H.attached(quarto)
  H.agree(quarto)
end)

test(
  'a file name with odd characters is one',
  function() H.agree(H.open('100% “naïve” #1 é.md', 'The work cost $412 million.\n')) end
)

--- Has whoever is asked to choose take what has those words in it.
local function choose(words)
  vim.ui.select = function(items, options, done)
    local titles = {}
    for index, item in ipairs(items) do
      local title = (options.format_item or tostring)(item)
      table.insert(titles, title)
      if title:find(words, 1, true) then
        return done(item, index)
      end
    end
    H.say('  there is no “' .. words .. '” in ' .. vim.inspect(titles))
  end
end

test('a code action attributes a claim', function()
  local acted = H.open('acted.txt', H.article)
  assert(H.has(H.agree(acted), '$412 million', 'unattributed-figure'), 'the figure is not reported before')
  local before = H.text(acted)
  H.go_to('$412 million')
  choose('Attribute to')
  vim.lsp.buf.code_action()
  wait(function() return H.text(acted) ~= before end, 'nothing is changed')
  assert(not H.has(H.agree(acted), '$412 million', 'unattributed-figure'), 'the figure is still reported')
  -- Everything but the sentence is as it was.
  local function others(text) return (text:gsub('[^\n]*%$412 million[^\n]*', '')) end
  equal(others(H.text(acted)), others(before))
end)

test('a source is renamed', function()
  local renamed = H.open('renamed.txt', H.article)
  H.agree(renamed)
  H.go_to('Dana Whitlock')
  vim.lsp.buf.rename('Dana Whitmore')
  wait(function() return H.text(renamed):find('Mayor Dana Whitmore said', 1, true) end, 'nothing is renamed')
  assert(not H.text(renamed):find('Mayor Dana Whitlock', 1, true), 'the old name is still there')
  H.agree(renamed)
end)

test('settings are taken over while the server runs', function()
  vim.cmd('buffer ' .. buffer)
  local rules = { 'unattributed-figure', 'duplicate-paragraph' }
  require('sayso').setup({ settings = { ignore = rules } })
  assert(#H.agree(buffer, rules) < #H.checked(buffer), 'the rules have no findings in the example')
  require('sayso').setup({ settings = {} })
  H.agree(buffer)
end)

test('a setting that is wrong is told', function()
  require('sayso').setup({ settings = { ignore = { 'vage-source' } } })
  local message = H.said('vage-source')
  assert(message:find('vague-source', 1, true), message)
  require('sayso').setup({ settings = {} })
  H.agree(buffer)
end)

test('an option that is wrong is told', function()
  local cases = {
    { { setings = {} }, 'there is no option “setings”; there are capabilities, cmd, ' },
    { { cmd = 'sayso server' }, '“cmd” is a string; write a table' },
    { { filetypes = {} }, "“filetypes” is to be a list of words, such as { 'text', " },
    { { cmd = { program = 'sayso' } }, "such as { '" },
  }
  for _, case in ipairs(cases) do
    local ok, why = pcall(require('sayso').setup, case[1])
    assert(not ok and why:find('^sayso: in setup, ') and why:find(case[2], 1, true), why)
  end
end)

test('settings of a project hold, and no others', function()
  local folder = H.folder()
  H.write(folder .. '/sayso.toml', '[rules]\nignore = ["unattributed-figure"]\n')
  local ruled = H.edit(H.write(folder .. '/texts/a.txt', H.article))
  assert(not H.has(H.agree(ruled), '$412 million', 'unattributed-figure'), 'the rule is not ignored')
  equal(H.attached(ruled).workspace_folders[1].name, folder)
end)

test('sayso.toml is attached, other TOML is not', function()
  local folder = H.folder()
  local other = H.edit(H.write(folder .. '/other.toml', 'ignore = 3\n'))
  local wrong = H.edit(H.write(folder .. '/sayso.toml', '[rules]\nignore = ["vage-source"]\n'))
  H.attached(wrong)
  equal(#H.clients(other), 0)
  local out, status = H.run({ 'config' }, nil, folder .. '/a.txt')
  equal(status, 2)
  wait(function() return #vim.diagnostic.get(wrong) == 1 end, 'no diagnostic')
  local found = vim.diagnostic.get(wrong)[1]
  local row, column, message = out:match('sayso%.toml:(%d+):(%d+): ([^\n]*)')
  equal({ found.lnum + 1, found.col + 1, found.message }, { tonumber(row), tonumber(column), message })
  vim.cmd('%s/vage/vague/')
  wait(function() return #vim.diagnostic.get(wrong) == 0 end, 'the diagnostic stays')
end)

test('a text without a name is attached once it has one', function()
  vim.cmd('enew')
  local unnamed = vim.api.nvim_get_current_buf()
  vim.bo[unnamed].filetype = 'markdown'
  vim.api.nvim_buf_set_lines(unnamed, 0, -1, true, { 'The work cost $412 million.' })
  vim.wait(100)
  equal(#H.clients(unnamed), 0)
  vim.cmd('write ' .. vim.fn.fnameescape(H.folder() .. '/named.md'))
  H.attached(unnamed)
  assert(H.has(H.agree(unnamed), '$412 million', 'unattributed-figure'), 'the figure is not reported')
end)

test('two texts of one project have one server', function()
  local folder = H.folder()
  H.write(folder .. '/sayso.toml', '')
  local one = H.edit(H.write(folder .. '/one.txt', H.article))
  local two = H.edit(H.write(folder .. '/two/two.md', H.article))
  equal(H.attached(one).id, H.attached(two).id)
end)

test('stopping the clients ends the processes', function()
  assert(#vim.api.nvim_get_proc_children(vim.fn.getpid()) > 0, 'there are none')
  H.notes = {}
  H.stop()
  -- That was meant, and nothing is started again.
  vim.wait(200)
  equal({ #H.clients(), H.notes }, { 0, {} })
end)

H.finish()
