--- `:checkhealth sayso`.
local client = require('sayso.client')
local compat = require('sayso.compat')
local config = require('sayso.config')
local program = require('sayso.program')

local M = {}

-- These had other names before 0.10.
local health = vim.health or require('health')
local start = health.start or health.report_start
local ok, info = health.ok or health.report_ok, health.info or health.report_info
local warn, fail = health.warn or health.report_warn, health.error or health.report_error

local function check_neovim()
  local version = vim.version()
  local text = ('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch)
  if vim.fn.has('nvim-0.7') == 0 then
    fail(text .. ' is too old', { 'Neovim 0.7 is the oldest that will do.' })
  else
    ok(text)
  end
end

local function check_enabled()
  if not compat.has_enable then
    if vim.fn.exists('#sayso#FileType') == 1 then
      ok('set up')
    else
      warn('not set up', { "Write into init.lua: require('sayso').setup()" })
    end
    return
  end
  if vim.lsp.is_enabled and not vim.lsp.is_enabled('sayso') then
    warn('not enabled', { "Write into init.lua: vim.lsp.enable('sayso')" })
  else
    ok('enabled')
  end
  local files = vim.api.nvim_get_runtime_file('lsp/sayso.lua', true)
  if #files > 1 then
    info(
      'several files have a word in the configuration, the later ones above the earlier: ' .. table.concat(files, ', ')
    )
  end
end

--- Whether the program runs.
---@return boolean
local function check_program()
  local command = client.command()
  program.forget()
  local done, problem, version
  program.check(command, function(...)
    problem, version, done = select(1, ...), select(2, ...), true
  end)
  vim.wait(15000, function() return done end, 10)
  if not done then
    fail(('“%s” does not answer'):format(command[1]))
  elseif problem then
    fail(problem)
  else
    ok(('“%s” is sayso %s: %s'):format(table.concat(command, ' '), version, vim.fn.exepath(command[1])))
  end
  return done and not problem
end

local function check_clients()
  local clients = compat.clients()
  if #clients == 0 then
    info('no server runs; one is started when a text is opened: ' .. table.concat(config.options.filetypes, ', '))
  end
  for _, one in ipairs(clients) do
    local folder = (one.workspace_folders or {})[1]
    local where = folder and folder.name or 'no project'
    local texts = #vim.tbl_keys(one.attached_buffers)
    ok(('server %s, client %d, %s, texts attached: %d'):format(client.version(one), one.id, where, texts))
  end
  local problem = client.problem()
  if problem then
    fail(problem)
  end
end

--- The folders of the configurations that hold for the texts that are open, and for the current folder.
---@return string[]
local function configured()
  local folders = {}
  local function add(path)
    local root = client.root(path, { 'sayso.toml' })
    if root and not vim.tbl_contains(folders, root) then
      table.insert(folders, root)
    end
  end
  add(vim.fn.getcwd() .. '/article.txt')
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if client.wants(bufnr) then
      add(vim.api.nvim_buf_get_name(bufnr))
    end
  end
  return folders
end

local function check_configuration()
  local folders = configured()
  if #folders == 0 then
    info('there is no sayso.toml; none is needed')
  end
  for _, folder in ipairs(folders) do
    local command = vim.list_extend({}, client.command())
    if command[#command] == 'server' then
      table.remove(command)
    end
    local path = folder .. '/sayso.toml'
    local status, answer
    program.run(vim.list_extend(command, { 'config', '--config', path }), function(ended, _, err)
      status, answer = ended or -1, err
    end)
    vim.wait(15000, function() return status end, 10)
    if status == 0 then
      ok(path)
    else
      fail(vim.trim(answer or path), { 'Correct it; until then, what held before holds.' })
    end
  end
end

function M.check()
  start('sayso: Neovim')
  check_neovim()
  check_enabled()
  start('sayso: program')
  local runs = check_program()
  start('sayso: server')
  check_clients()
  if runs then
    start('sayso: configuration')
    check_configuration()
  end
end

return M
