-- What `:Sayso` does, the health check and the help, in a real Neovim.

local H = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/harness.lua')
local test, wait, equal = H.test, H.wait, H.equal

H.load()

--- What `:Sayso` is completed to.
local function completed(line) return vim.fn.getcompletion(line, 'cmdline') end

local function words_at(item)
  local last = item.end_col - 1
  return table.concat(
    vim.api.nvim_buf_get_text(item.bufnr, item.lnum - 1, item.col - 1, item.end_lnum - 1, last, {}),
    '\n'
  )
end

local function source_texts(items) return vim.tbl_map(words_at, items) end

test('nothing is loaded before it is used', function()
  for name in pairs(package.loaded) do
    assert(not vim.startswith(name, 'sayso'), name)
  end
  equal(vim.fn.exists(':Sayso'), 2)
end)

test('without a server, a command says what is missing', function()
  H.open('prose.txt', H.article)
  for _, command in ipairs({ 'claims', 'explain', 'check', 'source' }) do
    H.notes = {}
    vim.cmd('Sayso ' .. command)
    local message = H.said('no server is attached')
    assert(message:find(':checkhealth sayso', 1, true), message)
  end
  H.open('code.lua', 'return 1\n')
  vim.cmd('Sayso claims')
  H.said('this is of the file type “lua”; sayso reads text, markdown')
end)

H.setup()
local buffer = H.open('harbour-tunnel.txt', H.article)
H.agree(buffer)

test('the first word is completed', function()
  equal(completed('Sayso '), { 'check', 'claims', 'explain', 'log', 'restart', 'source' })
  equal(completed('Sayso c'), { 'check', 'claims' })
end)

test('what is wrong with a command is told', function()
  local cases = {
    { 'Sayso', ':Sayso takes what to do; there are check, claims' },
    { 'Sayso claim', 'there is no “:Sayso claim”' },
    { 'Sayso claims sourced', 'there is no status “sourced”; there are attributed, ' },
    { 'Sayso check now', ':Sayso check takes nothing behind it' },
    { 'Sayso! log', ':Sayso! does not go with “log”' },
    { 'Sayso! check', 'no check is running' },
    { 'Sayso explain vage-source', 'there is no rule “vage-source”' },
  }
  for _, case in ipairs(cases) do
    H.notes = {}
    vim.cmd(case[1])
    H.said(case[2])
  end
end)

test('the claims are listed with status and source', function()
  vim.cmd('buffer ' .. buffer)
  local told = H.claims(buffer)
  vim.cmd('Sayso claims')
  wait(function() return vim.bo.buftype == 'quickfix' end, 'no list is opened')
  vim.cmd('lclose')
  local items = vim.fn.getloclist(0)
  equal(#items, told.counts.claims)
  for index, item in ipairs(items) do
    local claim = told.claims[index]
    -- A figure is told with its unit, and a long quotation cut.
    local words, text = words_at(item), (claim.text:gsub('…$', ''))
    local both = math.min(#words, #text)
    equal(text:sub(1, both), words:sub(1, both))
    equal(item.type, claim.status == 'unattributed' and 'W' or 'I')
    local source = claim.source and told.sources[claim.source + 1].name
    assert(not source or item.text:find(source, 1, true), item.text)
  end
  H.said(('%d claims · %d sourced'):format(told.counts.claims, told.counts.sourced))
end)

test('claims of one status are listed, in the quickfix list too', function()
  vim.cmd('buffer ' .. buffer)
  local wanted = {}
  for _, claim in ipairs(H.claims(buffer).claims) do
    if claim.status == 'unattributed' then
      table.insert(wanted, claim.text)
    end
  end
  assert(#wanted > 1, 'the example has claims without a source')
  equal(completed('Sayso claims un'), { 'unattributed' })
  vim.cmd('Sayso! claims unattributed')
  wait(function() return vim.bo.buftype == 'quickfix' end, 'no list is opened')
  vim.cmd('cclose')
  equal(source_texts(vim.fn.getqflist()), wanted)
  equal(vim.fn.getqflist({ title = 0 }).title, 'Sayso claims unattributed')
end)

test('columns in the list are bytes, whatever stands before', function()
  local emoji = H.open('emoji.md', '👩‍🚒 The naïve 🙂 work cost $412 million.\n')
  H.agree(emoji)
  vim.cmd('Sayso claims')
  wait(function() return vim.bo.buftype == 'quickfix' end, 'no list is opened')
  vim.cmd('lclose')
  equal(source_texts(vim.fn.getloclist(0)), { '$412 million' })
end)

test('a rule is explained: the one at the cursor, or one that is named', function()
  vim.cmd('buffer ' .. buffer)
  H.go_to('$412 million')
  vim.cmd('Sayso explain')
  wait(function() return vim.bo.filetype == 'markdown' end, 'no page is shown')
  local page = H.text(0)
  local manual = H.run({ 'explain', 'unattributed-figure' })
  assert(vim.startswith(page, '# unattributed-figure (warning)'), page)
  local text = manual:match('Severity: %a+\n+(.*)$')
  assert(page:find(vim.trim(text), 1, true), page)
  vim.cmd('normal q')
  equal(vim.api.nvim_get_current_buf(), buffer)
  assert(vim.tbl_contains(completed('Sayso explain vag'), 'vague-source'), 'rules are completed')
  vim.cmd('vertical Sayso explain vague-source')
  wait(function() return H.text(0):find('^# vague%-source') end, 'no page is shown')
  vim.cmd('close')
  H.go_to('Whitlock said at')
  vim.cmd('Sayso explain')
  H.said('there is no finding at the cursor')
end)

test('a project is checked, and what is found is listed', function()
  local folder = H.folder()
  H.write(folder .. '/sayso.toml', '')
  H.write(folder .. '/closed.md', 'The bridge cost $3 million.\n')
  local open = H.edit(H.write(folder .. '/open.txt', 'The work cost $412 million.\n'))
  H.agree(open)
  vim.cmd('Sayso check')
  H.said('2 texts checked, 2 findings')
  equal(vim.bo.buftype, 'quickfix')
  vim.cmd('cclose')
  local items = vim.fn.getqflist()
  local names = vim.tbl_map(function(item) return vim.fn.fnamemodify(vim.fn.bufname(item.bufnr), ':t') end, items)
  equal(names, { 'closed.md', 'open.txt' })
  vim.cmd('cfirst')
  equal(vim.fn.expand('%:t'), 'closed.md')
  H.agree(vim.api.nvim_get_current_buf())
  equal({ vim.fn.line('.'), vim.fn.col('.') }, { 1, 17 })
end)

test('a check that is under way can be ended', function()
  local folder = H.folder()
  H.write(folder .. '/sayso.toml', '')
  local text = H.article:rep(40)
  for index = 1, 60 do
    H.write(('%s/%d.txt'):format(folder, index), text)
  end
  local open = H.edit(H.write(folder .. '/open.md', 'The work cost $412 million.\n'))
  H.agree(open)
  vim.cmd('Sayso check')
  vim.cmd('Sayso check')
  H.said('a check is running; “:Sayso! check” ends it')
  vim.cmd('Sayso! check')
  H.said('the check was ended before it was done')
  vim.cmd('cclose')
end)

--- Waits until the server takes a source for one of sayso.toml.
local function known(bufnr, name)
  for _ = 1, 200 do
    for _, source in ipairs(H.claims(bufnr).sources) do
      if source.name == name and source.known then
        return
      end
    end
    vim.wait(50)
  end
  error('the server does not know of ' .. name)
end

--- A new project with the example in it.
local function project()
  local folder = H.folder()
  H.write(folder .. '/sayso.toml', '')
  local text = H.edit(H.write(folder .. '/article.txt', H.article))
  H.agree(text)
  return folder, text
end

test('the source at the cursor is added to sayso.toml', function()
  local folder, text = project()
  H.go_to('Mayor Dana Whitlock said')
  vim.cmd('normal! w')
  vim.cmd('Sayso source')
  H.said('“Dana Whitlock” is added at ')
  local written = H.read(folder .. '/sayso.toml')
  assert(written:find('[[source]]', 1, true) and written:find('name = "Dana Whitlock"', 1, true), written)
  local out, status = H.run({ 'config' }, nil, folder .. '/article.txt')
  equal(status, 0)
  assert(out:find('Dana Whitlock', 1, true), out)
  known(text, 'Dana Whitlock')
  vim.cmd('Sayso source Dana Whitlock')
  H.said('Dana Whitlock')
end)

test('a source is added by its name, by the selected words, or chosen', function()
  local folder = project()
  assert(vim.tbl_contains(completed('Sayso source Ruth A'), 'Adeyemi'), vim.inspect(completed('Sayso source Ruth A')))
  vim.cmd('Sayso source Ruth Adeyemi')
  H.said('“Ruth Adeyemi” is added at ')
  H.go_to('Paul Marsh')
  vim.cmd('normal! vee' .. vim.api.nvim_replace_termcodes('<Esc>', true, false, true))
  vim.cmd("'<,'>Sayso source")
  H.said('“Paul Marsh” is added at ')
  vim.ui.select = function(items, options, done)
    equal(options.prompt, 'Add to sayso.toml:')
    for _, item in ipairs(items) do
      assert(item.name ~= 'Ruth Adeyemi', 'what is known is not asked for')
      if item.name == 'Henry Cole' then
        return done(item)
      end
    end
    error('not among them: ' .. vim.inspect(items))
  end
  H.go_to('ADVERTISEMENT')
  known(vim.api.nvim_get_current_buf(), 'Ruth Adeyemi')
  vim.cmd('Sayso source')
  H.said('“Henry Cole” is added at ')
  local _, count = H.read(folder .. '/sayso.toml'):gsub('%[%[source%]%]', '')
  equal(count, 3)
end)

test('a sayso.toml that is being edited is left to whoever edits it', function()
  local folder = project()
  vim.cmd('split ' .. vim.fn.fnameescape(folder .. '/sayso.toml'))
  vim.api.nvim_buf_set_lines(0, 0, -1, true, { '# mine' })
  vim.cmd('wincmd p')
  vim.cmd('Sayso source Ruth Adeyemi')
  H.said('write the file to have it count')
  equal(H.read(folder .. '/sayso.toml'), '')
  local toml = vim.fn.bufnr(folder .. '/sayso.toml')
  assert(H.text(toml):find('# mine\n', 1, true) and H.text(toml):find('Ruth Adeyemi', 1, true), H.text(toml))
  vim.cmd('only')
end)

test('the server is started again on demand', function()
  vim.cmd('buffer ' .. buffer)
  local before = H.attached(buffer).id
  vim.cmd('Sayso restart')
  wait(function()
    local now = H.clients(buffer)
    return #now == 1 and now[1].id ~= before
  end, 'no new client')
  H.agree(buffer)
end)

test('the log is shown', function()
  vim.cmd('Sayso log')
  assert(vim.api.nvim_buf_get_name(0):find('lsp%.log$'), vim.api.nvim_buf_get_name(0))
  vim.cmd('tabclose')
end)

--- What `:checkhealth` says.
local function health(from)
  vim.cmd('buffer ' .. (from or buffer))
  vim.cmd('checkhealth sayso')
  local text = H.text(0)
  vim.cmd(vim.fn.tabpagenr('$') > 1 and 'tabclose' or 'bwipeout')
  return text
end

test('the health check tells version, program, server and configuration', function()
  local version = H.run({ '--version' }):match('%d+%.%d+%.%d+%S*')
  local text = health()
  for _, words in ipairs({
    'Neovim ' .. tostring(vim.version().major),
    ('is sayso %s: %s'):format(version, H.server),
    'server ' .. version,
  }) do
    assert(text:find(words, 1, true), ('“%s” is not in\n%s'):format(words, text))
  end
  assert(not text:find('ERROR', 1, true), text)
  local configurations = 0
  for path in text:gmatch('OK:? ([^\n]*/sayso%.toml)\n') do
    configurations = configurations + 1
    equal(vim.fn.filereadable(path), 1)
  end
  assert(configurations > 1, text)
end)

test('the health check finds what is wrong with sayso.toml', function()
  local folder = H.folder()
  H.write(folder .. '/sayso.toml', '[rules]\nignore = ["vage-source"]\n')
  local text = H.edit(H.write(folder .. '/a.txt', 'x\n'))
  H.attached(text)
  local report = health(text)
  vim.cmd('bwipeout! ' .. text)
  assert(
    report:find('ERROR', 1, true) and report:find('sayso.toml:2:11: there is no rule “vage-source”', 1, true),
    report
  )
end)

test('the help has a tag for each command and option', function()
  local copy = H.folder()
  vim.fn.system({ 'cp', '-r', H.plugin .. '/doc', copy })
  vim.cmd('helptags ' .. vim.fn.fnameescape(copy .. '/doc'))
  local tags = H.read(copy .. '/doc/tags')
  local wanted = { 'sayso', 'sayso.txt', ':Sayso' }
  for _, command in ipairs(completed('Sayso ')) do
    table.insert(wanted, ':Sayso-' .. command)
  end
  for option in pairs(require('sayso.config').types) do
    table.insert(wanted, 'sayso-option-' .. option)
  end
  for _, tag in ipairs(wanted) do
    assert(('\n' .. tags):find('\n' .. tag .. '\t', 1, true), 'there is no help on ' .. tag)
  end
end)

H.stop()
H.finish()
