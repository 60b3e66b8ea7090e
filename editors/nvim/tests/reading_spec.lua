-- What the server tells of a text, in a real Neovim.

local H = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/harness.lua')
local test, wait, equal = H.test, H.wait, H.equal

H.load()
H.setup()
local buffer = H.open('harbour-tunnel.txt', H.article)
H.agree(buffer)

local function under_cursor(of)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  return vim.api.nvim_buf_get_lines(of, row - 1, row, true)[1]:sub(column + 1)
end

test('a hover shows the source of a figure', function()
  vim.cmd('buffer ' .. buffer)
  H.go_to('$290 million')
  vim.lsp.buf.hover()
  wait(function() return #H.floats() == 1 end, 'no floating window')
  local text = H.floats()[1]
  vim.cmd('wincmd w | close')
  assert(text:find('“the contract signed in 2017”', 1, true), text)
end)

test('go to definition moves from a claim to where its source is introduced', function()
  vim.cmd('buffer ' .. buffer)
  H.go_to('30 per cent')
  vim.lsp.buf.definition()
  wait(
    function() return vim.startswith(under_cursor(buffer), 'Mayor Dana Whitlock said') end,
    function() return under_cursor(buffer) end
  )
end)

test('references lists the mentions and claims of a source', function()
  vim.cmd('buffer ' .. buffer)
  H.go_to('Whitlock said at')
  vim.fn.setqflist({}, 'r', { items = {} })
  vim.lsp.buf.references()
  wait(function() return #vim.fn.getqflist() > 1 end, 'no list')
  local words = {}
  for _, item in ipairs(vim.fn.getqflist()) do
    local line = vim.api.nvim_buf_get_lines(buffer, item.lnum - 1, item.lnum, true)[1]
    table.insert(words, line:sub(item.col))
  end
  vim.cmd('cclose')
  local text = table.concat(words, '\n')
  assert(text:find('She said traffic', 1, true), text)
  assert(text:find('30 per cent', 1, true), text)
end)

--- What is highlighted in the text.
local function highlights()
  local namespace = vim.api.nvim_create_namespace(H.newest and 'nvim.lsp.references' or 'vim_lsp_references')
  return vim.api.nvim_buf_get_extmarks(buffer, namespace, 0, -1, { details = true })
end

test('the mentions of a source are highlighted', function()
  vim.cmd('buffer ' .. buffer)
  H.go_to('Whitlock said at')
  vim.lsp.buf.document_highlight()
  local marked = {}
  wait(function()
    marked = vim.tbl_map(function(mark)
      local stop = mark[4]
      return vim.api.nvim_buf_get_text(buffer, mark[2], mark[3], stop.end_row, stop.end_col, {})[1]
    end, highlights())
    return #marked > 1
  end, 'nothing is highlighted')
  equal(marked, { 'Mayor Dana Whitlock', 'She', 'Whitlock' })
  vim.lsp.buf.clear_references()
end)

--- The texts of a list that a request fills.
local function listed(ask, read)
  vim.cmd('buffer ' .. buffer)
  local texts = {}
  vim.fn.setqflist({}, 'r', { items = {} })
  vim.fn.setloclist(0, {}, 'r', { items = {} })
  ask()
  wait(function()
    texts = vim.tbl_map(function(item) return item.text end, read())
    return #texts > 1
  end, 'no list')
  vim.cmd('cclose | lclose')
  return table.concat(texts, '\n')
end

test('the claims are listed by section and source', function()
  local read = H.newest and function() return vim.fn.getloclist(0) end or vim.fn.getqflist
  local text = listed(vim.lsp.buf.document_symbol, read)
  for _, words in ipairs({ 'Dana Whitlock', '30 per cent', 'Henry Cole', '$412 million' }) do
    assert(text:find(words, 1, true), words .. ' is not in\n' .. text)
  end
end)

test('a source is found by its name in all texts', function()
  local other = H.open('other.txt', 'It cost $3 million. The bridge is closed, Mayor Dana Whitlock said.\n')
  H.agree(other)
  local text = listed(function() vim.lsp.buf.workspace_symbol('whitl') end, vim.fn.getqflist)
  local _, count = text:gsub('Dana Whitlock', '')
  assert(count == 2, text)
end)

test('sources are completed behind “according to”', function()
  local typed = H.open('completed.txt', H.article)
  H.agree(typed)
  H.go_to('The work cost $412 million', true)
  vim.cmd('normal! a, according to ')
  local found = {}
  local params = vim.lsp.util.make_position_params(0, H.clients(typed)[1].offset_encoding)
  -- In Insert mode the cursor would stand behind the last character.
  params.position.character = params.position.character + 1
  local answers = vim.lsp.buf_request_sync(typed, 'textDocument/completion', params, 5000)
  for _, answer in pairs(answers) do
    for _, item in ipairs(answer.result.items or answer.result) do
      table.insert(found, item.label)
    end
  end
  assert(vim.tbl_contains(found, 'Dana Whitlock'), vim.inspect(found))
end)

if H.newest then
  test('an inlay hint says who a pronoun stands for', function()
    local hinted = H.open('hinted.txt', H.article)
    H.agree(hinted)
    vim.lsp.inlay_hint.enable(true, { bufnr = hinted })
    H.go_to('She said traffic', false)
    local row, column = unpack(vim.api.nvim_win_get_cursor(0))
    local label
    wait(function()
      for _, hint in ipairs(vim.lsp.inlay_hint.get({ bufnr = hinted })) do
        local position = hint.inlay_hint.position
        if position.line == row - 1 and position.character == column + #'She' then
          label = hint.inlay_hint.label
          return true
        end
      end
    end, 'there is no hint behind the pronoun')
    local text = type(label) == 'string' and label or label[1].value
    assert(text:find('Dana Whitlock', 1, true), text)
  end)

  test('semantic tokens tell a figure without a source from one that has one', function()
    local coloured = H.open('coloured.txt', H.article)
    H.agree(coloured)
    local function modifiers(words)
      H.go_to(words)
      local row, column = unpack(vim.api.nvim_win_get_cursor(0))
      local tokens = vim.lsp.semantic_tokens.get_at_pos(coloured, row - 1, column) or {}
      return tokens[1] and tokens[1].type == 'figure' and tokens[1].modifiers
    end
    wait(function() return modifiers('$412 million') end, 'no token')
    for _, finding in ipairs(H.findings(coloured)) do
      if finding.rule == 'unattributed-figure' then
        local words = H.text(coloured):sub(finding.span[1] + 1, finding.span[2])
        equal(modifiers(words), { unattributed = true })
      end
    end
    assert(not modifiers('$290 million').unattributed, 'the contract is the source of this one')
  end)

  test('a lens counts the claims', function()
    vim.cmd('buffer ' .. buffer)
    vim.lsp.codelens.refresh({ bufnr = buffer })
    local told = H.claims(buffer)
    local title
    wait(function()
      local lens = vim.lsp.codelens.get(buffer)[1]
      title = lens and lens.command and lens.command.title
      return title
    end, 'no lens')
    assert(title:find(('%d claims'):format(told.counts.claims), 1, true), title)
  end)

  test('sections are folded', function()
    local folded = H.open('folded.md', '# One\n\nA.\n\nB.\n\n# Two\n\nC.\n')
    H.agree(folded)
    vim.wo.foldmethod = 'expr'
    vim.wo.foldexpr = 'v:lua.vim.lsp.foldexpr()'
    wait(function() return vim.fn.foldlevel(3) == 1 and vim.fn.foldlevel(7) == 1 end, 'no folds')
    vim.wo.foldmethod = 'manual'
  end)
end

H.stop()
H.finish()
