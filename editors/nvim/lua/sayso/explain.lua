--- The manual pages of the rules.
local client = require('sayso.client')
local compat = require('sayso.compat')

local M = {}

---@class sayso.Rule
---@field name string
---@field severity 'error'|'warning'|'information'|'hint'
---@field summary string
---@field page string

--- The names of all rules, if the server gives them soon.
---@param bufnr integer
---@return string[]
function M.names(bufnr)
  local server = compat.clients(bufnr)[1]
  local answer = server and compat.call(server, 'request_sync', 'sayso/rules', nil, 1000, bufnr)
  return vim.tbl_map(function(rule) return rule.name end, answer and answer.result or {})
end

--- The rule of the narrowest finding at the cursor, else of the first one in its line.
---@param server vim.lsp.Client
---@return string?
local function at_cursor(server)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local found, width, first
  for _, namespace in ipairs(compat.namespaces(server)) do
    for _, d in ipairs(vim.diagnostic.get(0, { namespace = namespace })) do
      local after = d.lnum < row - 1 or (d.lnum == row - 1 and d.col <= column)
      local before = d.end_lnum > row - 1 or (d.end_lnum == row - 1 and column < d.end_col)
      local size = (d.end_lnum - d.lnum) * 100000 + d.end_col - d.col
      if d.code and after and before and (not width or size < width) then
        found, width = d.code, size
      elseif d.code and d.lnum == row - 1 and (not first or d.col < first.col) then
        first = d
      end
    end
  end
  return found or first and first.code
end

---@param rule sayso.Rule
---@param mods string
local function show(rule, mods)
  local name = 'sayso://rule/' .. rule.name
  local bufnr = vim.fn.bufnr('^' .. name .. '$')
  local window = vim.fn.bufwinid(bufnr)
  if bufnr ~= -1 and window ~= -1 then
    return vim.api.nvim_set_current_win(window)
  end
  vim.cmd(mods .. ' new')
  bufnr = vim.api.nvim_get_current_buf()
  local options = { buftype = 'nofile', bufhidden = 'wipe', swapfile = false, buflisted = false }
  for option, value in pairs(options) do
    vim.bo[bufnr][option] = value
  end
  vim.api.nvim_buf_set_name(bufnr, name)
  local text = ('# %s (%s)\n\n%s'):format(rule.name, rule.severity, vim.trim(rule.page))
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split(text, '\n'))
  vim.bo[bufnr].filetype = 'markdown'
  vim.bo[bufnr].modifiable = false
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = bufnr, desc = 'Close the page' })
end

--- Shows the page of a rule; without a name, that of the finding at the cursor.
---@param name string?
---@param mods string Modifiers of the command, such as `vertical`.
function M.rule(name, mods)
  local bufnr = vim.api.nvim_get_current_buf()
  local server = client.of(bufnr)
  if not server then
    return
  end
  name = name or at_cursor(server)
  if not name then
    return client.complain('there is no finding at the cursor; name a rule, as in “:Sayso explain vague-source”')
  end
  client.request(server, 'sayso/rules', nil, bufnr, function(rules)
    for _, rule in ipairs(rules) do
      if rule.name == name then
        return show(rule, mods)
      end
    end
    client.complain(('there is no rule “%s”; “:Sayso explain” and <Tab> lists them'):format(name))
  end)
end

return M
