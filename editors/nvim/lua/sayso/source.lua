--- Sources that are to be known: written into sayso.toml.
local claims = require('sayso.claims')
local client = require('sayso.client')
local compat = require('sayso.compat')

local M = {}

--- Whether a source can be added: who has no name cannot be known by it.
---@param source sayso.Source
local function is_new(source) return not source.known and source.kind ~= 'unnamed' end

--- The names of the sources of a buffer that could be added, if the server gives them soon.
---@param bufnr integer
---@return string[]
function M.names(bufnr)
  local server = compat.clients(bufnr)[1]
  local params = { textDocument = { uri = vim.uri_from_bufnr(bufnr) } }
  local answer = server and compat.call(server, 'request_sync', 'sayso/claims', params, 1000, bufnr)
  local found = answer and answer.result or { sources = {} }
  return vim.tbl_map(function(source) return source.name end, vim.tbl_filter(is_new, found.sources))
end

--- Tells what has been added, and saves it, since the server reads the file from disk. A file that was being edited is left to
--- whoever edits it.
local function added(server, entry, place, edited)
  local path = vim.uri_to_fname(place.uri)
  local bufnr = vim.fn.bufadd(path)
  local where = ('%s:%d'):format(vim.fn.fnamemodify(path, ':~:.'), place.range.start.line + 1)
  if edited then
    return client.say(('“%s” is added at %s; write the file to have it count'):format(entry.name, where))
  end
  local ok, why = pcall(vim.api.nvim_buf_call, bufnr, function() vim.cmd('silent write!') end)
  if ok then
    -- Neovim does not watch files everywhere, and may not have attached this one yet.
    compat.call(server, 'notify', 'workspace/didChangeWatchedFiles', { changes = { { uri = place.uri, type = 2 } } })
    client.say(('“%s” is added at %s'):format(entry.name, where))
  else
    client.complain(('“%s” is added at %s, but that cannot be written: %s'):format(entry.name, where, why))
  end
end

--- The files `sayso.toml` with changes that are not written yet.
---@return table<string, boolean>
local function unsaved()
  local found = {}
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) and vim.bo[bufnr].modified then
      found[vim.uri_from_bufnr(bufnr)] = true
    end
  end
  return found
end

--- Adds a source.
---@param server vim.lsp.Client
---@param bufnr integer
---@param source {name: string, kind: string?, url: string?}
local function add(server, bufnr, source)
  local entry = { name = source.name, kind = source.kind, url = source.url }
  local edited = unsaved()
  client.execute(
    server,
    'sayso.addSource',
    { vim.uri_from_bufnr(bufnr), entry },
    bufnr,
    function(place) added(server, entry, place, edited[place.uri]) end
  )
end

--- Whether a place of the protocol is in a range.
local function is_in(range, bufnr, encoding, row, column)
  local place = compat.place(bufnr, range, encoding)
  local after = place.lnum < row or (place.lnum == row and place.col <= column)
  local before = place.end_lnum > row or (place.end_lnum == row and column < place.end_col)
  return after and before
end

--- The source that stands at the cursor, or whose claim does.
---@param found sayso.Claims
---@return sayso.Source?
local function at_cursor(found, bufnr, encoding, cursor)
  local row, column = cursor[1], cursor[2] + 1
  for _, source in ipairs(found.sources) do
    if source.range and is_in(source.range, bufnr, encoding, row, column) then
      return source
    end
  end
  for _, claim in ipairs(found.claims) do
    if is_in(claim.range, bufnr, encoding, row, column) then
      return claims.source(found, claim)
    end
  end
end

--- The words that are selected.
---@return string
local function selected()
  local first, last = vim.api.nvim_buf_get_mark(0, '<'), vim.api.nvim_buf_get_mark(0, '>')
  local line = vim.api.nvim_buf_get_lines(0, last[1] - 1, last[1], false)[1] or ''
  -- The mark stands on the first byte of the last character, or behind the line if whole lines are selected.
  local rest = line:sub(math.min(last[2], #line) + 1)
  local stop = math.min(last[2], #line) + #vim.fn.strcharpart(rest, 0, 1)
  local words = vim.api.nvim_buf_get_text(0, first[1] - 1, first[2], last[1] - 1, stop, {})
  return vim.trim((table.concat(words, ' '):gsub('%s+', ' ')))
end

--- Adds a source to sayso.toml: the one of that name, the selected words, the source at the cursor, or one that is chosen.
---@param name string?
---@param in_selection boolean
function M.add(name, in_selection)
  local bufnr = vim.api.nvim_get_current_buf()
  local server = client.of(bufnr)
  if not server then
    return
  end
  name = name or in_selection and selected() or nil
  local cursor = vim.api.nvim_win_get_cursor(0)
  claims.ask(server, bufnr, function(found)
    if name then
      for _, source in ipairs(found.sources) do
        if source.name == name and is_new(source) then
          return add(server, bufnr, source)
        end
      end
      return add(server, bufnr, { name = name })
    end
    local here = at_cursor(found, bufnr, server.offset_encoding, cursor)
    if here and is_new(here) then
      return add(server, bufnr, here)
    end
    local sources = vim.tbl_filter(is_new, found.sources)
    if #sources == 0 then
      return client.complain('sayso.toml has all sources of this text that have a name')
    end
    vim.ui.select(sources, {
      prompt = 'Add to sayso.toml:',
      format_item = function(source) return ('%s (%s)'):format(source.name, source.kind) end,
    }, function(chosen)
      if chosen then
        add(server, bufnr, chosen)
      end
    end)
  end)
end

return M
