--- The check of all texts of a project.
local client = require('sayso.client')
local compat = require('sayso.compat')

local M = {}

--- The client that checks, the name of its progress once it has begun, and whether it is to end then.
---@type {server: vim.lsp.Client, token: string?, cancelled: boolean?}?
local running

--- Has the check end, if it has begun.
local function cancel_if_begun()
  if running.cancelled and running.token then
    compat.call(running.server, 'notify', 'window/workDoneProgress/cancel', { token = running.token })
  end
end

--- Shows how far the check is.
---@param params {token: string|integer, value: {kind: string, percentage: integer?, message: string?}}
---@param context {client_id: integer}
function M.progress(params, context)
  local value = params.value
  if
    not running
    or running.server.id ~= context.client_id
    or not vim.startswith(tostring(params.token), 'sayso/check/')
  then
    return
  end
  running.token = params.token
  if value.kind == 'begin' then
    cancel_if_begun()
  elseif value.kind == 'report' then
    -- No longer than the line, and not kept: else Neovim waits for a key.
    local text = ('sayso: %d%% %s'):format(value.percentage or 0, value.message or '')
    vim.api.nvim_echo({ { vim.fn.strcharpart(text, 0, vim.o.columns - 12) } }, false, {})
  end
end

local types = { 'E', 'W', 'I', 'N' }

--- What is shown of the texts of a client, as entries of a list in the order of the texts.
---@param server vim.lsp.Client
---@return table[]
local function findings(server)
  local items = {}
  for _, namespace in ipairs(compat.namespaces(server)) do
    for _, d in ipairs(vim.diagnostic.get(nil, { namespace = namespace })) do
      local message = vim.split(d.message, '\n')[1]
      table.insert(items, {
        bufnr = d.bufnr,
        lnum = d.lnum + 1,
        col = d.col + 1,
        end_lnum = d.end_lnum + 1,
        end_col = d.end_col + 1,
        type = types[d.severity],
        text = d.code and ('%s [%s]'):format(message, d.code) or message,
      })
    end
  end
  local names = {}
  for _, one in ipairs(items) do
    names[one.bufnr] = names[one.bufnr] or vim.api.nvim_buf_get_name(one.bufnr)
  end
  table.sort(items, function(a, b)
    if a.bufnr ~= b.bufnr then
      return names[a.bufnr] < names[b.bufnr]
    elseif a.lnum ~= b.lnum then
      return a.lnum < b.lnum
    elseif a.col ~= b.col then
      return a.col < b.col
    end
    return a.text < b.text
  end)
  return items
end

local function counted(number, one) return ('%d %s%s'):format(number, one, number == 1 and '' or 's') end

--- Checks the project of the current buffer, and puts what is found into the quickfix list. Without a text of its own, a buffer
--- has the project of the only client there is.
---@param cancel boolean Whether to end the check that runs.
---@param mods string Modifiers of the command, such as `tab`.
function M.run(cancel, mods)
  if cancel then
    if not running then
      return client.complain('no check is running')
    end
    running.cancelled = true
    return cancel_if_begun()
  elseif running and not running.server.is_stopped(running.server) then
    return client.complain('a check is running; “:Sayso! check” ends it')
  end
  local bufnr = vim.api.nvim_get_current_buf()
  local all = compat.clients()
  local server = #compat.clients(bufnr) == 0 and #all == 1 and all[1] or client.of(bufnr)
  if not server then
    return
  elseif not (server.workspace_folders or {})[1] then
    return client.complain('this text is in no project; “sayso init” in its folder makes a sayso.toml there')
  end
  local function over() running = nil end
  running = { server = server }
  client.execute(server, 'sayso.checkWorkspace', nil, bufnr, function(result)
    over()
    -- What is sent of the files that are not open has come before the answer, but is taken in after it.
    vim.schedule(function()
      local items = findings(server)
      vim.fn.setqflist({}, ' ', { title = 'Sayso check ' .. server.workspace_folders[1].name, items = items })
      if #items > 0 then
        vim.cmd((mods == '' and 'botright' or mods) .. ' copen')
      end
      local texts, found = counted(result.files, 'text'), counted(result.findings, 'finding')
      local unread = (result.unread or 0) > 0 and (', %d not read'):format(result.unread) or ''
      local ended = result.cancelled and '; the check was ended before it was done' or ''
      client.say(texts .. ' checked' .. unread .. ', ' .. found .. ended)
    end)
  end, over)
end

return M
