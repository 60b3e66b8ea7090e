--- What the user has chosen, and what becomes of it for the client.
local M = {}

---@class sayso.Options
---@field cmd string[] The program and its arguments.
---@field filetypes string[] File types of texts; `sayso.toml` is always one.
---@field root_markers (string|string[])[] Files that stand in the folder of a project, the first one first.
---@field settings table What the server is to do: `select`, `ignore`, `inlayHints`, `codeLens`, `workspaceDiagnostics`.
---@field capabilities table? Capabilities besides Neovim's own, such as those of a completion plugin.
---@field on_attach fun(client: vim.lsp.Client, bufnr: integer)? Called for each text.

---@type sayso.Options
M.options = {
  cmd = { 'sayso', 'server' },
  filetypes = { 'text', 'markdown', 'quarto', 'rmd', 'html', 'xhtml' },
  root_markers = { 'sayso.toml', '.git' },
  settings = {},
}

--- The options, and what Lua calls the values they take.
M.types = {
  cmd = 'table',
  filetypes = 'table',
  root_markers = 'table',
  settings = 'table',
  capabilities = 'table',
  on_attach = 'function',
}

--- What is wrong with an option, and what to write.
---@return string?
local function fault(name, value)
  if not M.types[name] then
    local names = vim.tbl_keys(M.types)
    table.sort(names)
    return ('there is no option “%s”; there are %s'):format(name, table.concat(names, ', '))
  end
  if type(value) ~= M.types[name] then
    return ('“%s” is a %s; write a %s'):format(name, type(value), M.types[name])
  end
  local strings = name == 'cmd' or name == 'filetypes'
  if strings and (#value == 0 or not (vim.islist or vim.tbl_islist)(value) or type(value[1]) ~= 'string') then
    return ("“%s” is to be a list of words, such as { '%s' }"):format(name, table.concat(M.options[name], "', '"))
  end
end

--- Takes over what `setup` was given. What it says nothing of stays as it was.
---@param given table?
function M.set(given)
  for name, value in pairs(given or {}) do
    local wrong = fault(name, value)
    if wrong then
      error('sayso: in setup, ' .. wrong, 0)
    end
  end
  M.options = vim.tbl_extend('force', M.options, given or {})
end

--- The settings as the server reads them.
---@return table
function M.settings()
  local settings = M.options.settings
  -- An empty table is a list, unless it says otherwise.
  return { sayso = next(settings) and settings or vim.empty_dict() }
end

--- The configuration of the client.
---@return vim.lsp.Config
function M.client()
  local options = M.options
  local client = require('sayso.client')
  return {
    name = 'sayso',
    -- Neovim says nothing of a program that is not there. This way it is looked for when the first text is opened.
    cmd = function(dispatchers, config)
      local spawn = { cwd = config.cmd_cwd, env = config.cmd_env, detached = config.detached }
      return vim.lsp.rpc.start(M.options.cmd, dispatchers, spawn)
    end,
    filetypes = vim.list_extend({ 'toml' }, options.filetypes),
    root_dir = client.root_dir,
    root_markers = options.root_markers,
    settings = M.settings(),
    capabilities = options.capabilities,
    get_language_id = function(_, filetype) return filetype == 'text' and 'plaintext' or filetype end,
    handlers = {
      -- Where the user's other messages are.
      ['window/showMessage'] = function(_, params) client.show(params) end,
      ['$/progress'] = function(...)
        require('sayso.check').progress(select(2, ...))
        return vim.lsp.handlers['$/progress'](...)
      end,
    },
    on_init = client.on_init,
    on_exit = client.on_exit,
    on_attach = options.on_attach,
  }
end

return M
