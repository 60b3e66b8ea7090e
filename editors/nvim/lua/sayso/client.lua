--- The client: which texts it is for, how it is started, and what becomes of it when the server dies.
local compat = require('sayso.compat')
local program = require('sayso.program')

local M = {}

--- How often the server may crash within how many seconds before it is left alone.
local limit, period = 5, 180

--- When the server has crashed.
---@type number[]
local crashes = {}
--- By the id of a client: the version of the server once it has answered, and whether it was told to end.
---@type table<integer, string>, table<integer, boolean>
local versions, ending = {}, {}
--- Clients by the folder they were started in, where Neovim does not keep that itself.
---@type table<string, integer>
local started = {}
--- Why there is no server.
---@type string?
local problem

--- Says something.
---@param message string
---@param level integer?
function M.say(message, level) vim.notify('sayso: ' .. message, level or vim.log.levels.INFO) end

---@param message string
function M.complain(message) M.say(message, vim.log.levels.ERROR) end

local levels = { vim.log.levels.ERROR, vim.log.levels.WARN, vim.log.levels.INFO, vim.log.levels.INFO }

--- Says what the server says.
---@param params {type: integer, message: string}
function M.show(params) M.say(params.message:gsub('^sayso: ', ''), levels[params.type]) end

--- Why there is no server, if something is wrong.
---@return string?
function M.problem() return problem end

--- Keeps why there is no server, and says so once.
local function refuse(why)
  if why ~= problem then
    problem = why
    M.complain(why)
  end
end

--- The command that starts the server.
---@return string[]
function M.command()
  local config = compat.has_enable and vim.lsp.config.sayso or {}
  if type(config.cmd) == 'table' then
    return config.cmd
  end
  return require('sayso.config').options.cmd
end

--- Whether a buffer is a text that sayso reads, or its configuration; else why not.
---@param bufnr integer
---@return boolean wanted
---@return string? why
function M.wants(bufnr)
  if not vim.api.nvim_buf_is_loaded(bufnr) or vim.bo[bufnr].buftype ~= '' then
    return false, 'this is no text'
  end
  local name, filetype = vim.api.nvim_buf_get_name(bufnr), vim.bo[bufnr].filetype
  if name == '' then
    return false, 'this text has no name yet; write it to a file'
  end
  if filetype == 'toml' and vim.fn.fnamemodify(name, ':t') == 'sayso.toml' then
    return true
  end
  local filetypes = require('sayso.config').options.filetypes
  if compat.has_enable then
    filetypes = vim.lsp.config.sayso.filetypes or filetypes
  end
  if filetype ~= 'toml' and vim.tbl_contains(filetypes, filetype) then
    return true
  end
  filetypes = vim.tbl_filter(function(one) return one ~= 'toml' end, filetypes)
  local kind = filetype == '' and 'this file has no file type' or 'this is of the file type “' .. filetype .. '”'
  return false, ('%s; sayso reads %s, and sayso.toml'):format(kind, table.concat(filetypes, ', '))
end

--- The folder of the project that a file is in. A list within the list of markers has markers of the same weight.
---@param path string
---@param markers (string|string[])[]
---@return string?
function M.root(path, markers)
  for _, marker in ipairs(markers) do
    local folder = vim.fn.fnamemodify(path, ':p:h')
    while true do
      for _, name in ipairs(type(marker) == 'table' and marker or { marker }) do
        if compat.uv.fs_stat(folder .. '/' .. name) then
          return folder
        end
      end
      local above = vim.fn.fnamemodify(folder, ':h')
      if above == folder then
        break
      end
      folder = above
    end
  end
end

--- Attaches a text once it has a name. What is bound to a buffer itself is gone when that gets its first name.
local function attach_when_written(bufnr)
  vim.api.nvim_create_autocmd('BufWritePost', {
    callback = function(args)
      if not vim.api.nvim_buf_is_valid(bufnr) then
        return true
      elseif args.buf == bufnr then
        M.attach(bufnr)
        return true
      end
    end,
  })
end

--- Tells `on_dir` the folder of a buffer's project if there is to be a client for it.
---@param bufnr integer
---@param on_dir fun(root: string?)
function M.root_dir(bufnr, on_dir)
  if vim.bo[bufnr].buftype == '' and vim.api.nvim_buf_get_name(bufnr) == '' then
    attach_when_written(bufnr)
  end
  if #crashes >= limit or not M.wants(bufnr) then
    return
  end
  local function go_on()
    if vim.api.nvim_buf_is_loaded(bufnr) then
      local markers = compat.has_enable and vim.lsp.config.sayso.root_markers
      markers = markers or require('sayso.config').options.root_markers
      on_dir(M.root(vim.api.nvim_buf_get_name(bufnr), markers))
    end
  end
  program.check(M.command(), function(wrong)
    if wrong then
      return refuse(wrong)
    end
    problem = nil
    go_on()
  end)
end

--- Starts a client for a buffer or attaches one that is there, in Neovim before 0.11. `vim.lsp.start` came with 0.8, and learned
--- only later to take another buffer than the current one; what it does is little enough to be done here for all versions.
local function start_old(bufnr, root)
  local id = started[root or '']
  local client = id and vim.lsp.get_client_by_id(id)
  if not client or client.is_stopped() then
    local config = require('sayso.config').client()
    local options = require('sayso.config').options
    config.cmd, config.root_dir = options.cmd, root
    config.capabilities =
      vim.tbl_deep_extend('force', vim.lsp.protocol.make_client_capabilities(), options.capabilities or {})
    id = vim.lsp.start_client(config)
    started[root or ''] = id
  end
  if id then
    vim.lsp.buf_attach_client(bufnr, id)
  end
end

--- Starts a client for a buffer, or attaches one that is there.
---@param bufnr integer
function M.attach(bufnr)
  if not compat.has_enable then
    return M.root_dir(bufnr, function(root) start_old(bufnr, root) end)
  end
  if not M.wants(bufnr) then
    return
  end
  local config = vim.deepcopy(vim.lsp.config.sayso)
  local function start(root)
    config.root_dir = root
    vim.lsp.start(config, { bufnr = bufnr, reuse_client = config.reuse_client })
  end
  if type(config.root_dir) == 'function' then
    config.root_dir(bufnr, start)
  else
    start(config.root_dir)
  end
end

--- Attaches all texts that are open.
---@return boolean # Whether there is one.
function M.attach_all()
  local texts = vim.tbl_filter(M.wants, vim.api.nvim_list_bufs())
  for _, bufnr in ipairs(texts) do
    M.attach(bufnr)
  end
  return #texts > 0
end

---@param client vim.lsp.Client
---@param answer lsp.InitializeResult
function M.on_init(client, answer)
  versions[client.id] = answer.serverInfo and answer.serverInfo.version or 'of an unknown version'
end

--- The version of a client's server.
---@param client vim.lsp.Client
---@return string
function M.version(client) return versions[client.id] or 'not ready' end

--- Starts the server again when it has died. Called from the event loop, where little may be called.
---@param code integer
---@param signal integer
---@param id integer
function M.on_exit(code, signal, id)
  local told, answered = ending[id], versions[id]
  ending[id], versions[id] = nil, nil
  -- What ends well, or is asked to end by whoever knows its process, was meant to.
  local meant = told or signal == 15 or (code == 0 and signal == 0 and answered)
  vim.schedule(function()
    if vim.v.exiting ~= vim.NIL then
      return
    elseif told then
      -- All that were to end are gone.
      if next(ending) == nil then
        M.attach_all()
      end
      return
    elseif meant then
      return
    end
    local now = os.time()
    crashes = vim.tbl_filter(function(crash) return now - crash < period end, crashes)
    table.insert(crashes, now)
    local how = signal ~= 0 and 'signal ' .. signal or 'exit status ' .. code
    if #crashes < limit then
      M.say(('the server has crashed (%s) and is started again'):format(how), vim.log.levels.WARN)
      -- It may be another program by now.
      program.forget()
      M.attach_all()
    else
      refuse(
        ('The server has crashed %d times in %d minutes, at last with %s, and is not started again. Please report that, '):format(
          limit,
          period / 60,
          how
        )
          .. 'with what “:Sayso log” shows and the text that was open. “:Sayso restart” starts it nonetheless.'
      )
    end
  end)
end

--- Ends all servers and starts them again for the texts that are open.
function M.restart()
  crashes, problem = {}, nil
  program.forget()
  local clients = compat.clients()
  if #clients == 0 then
    if not M.attach_all() then
      M.complain('no text is open that sayso reads')
    end
    return
  end
  for _, client in ipairs(clients) do
    ending[client.id] = true
    compat.call(client, 'stop')
  end
  vim.defer_fn(function()
    for _, client in ipairs(clients) do
      -- One that does not answer is not asked.
      if ending[client.id] then
        compat.call(client, 'stop', true)
      end
    end
  end, 2000)
end

--- Takes over new settings in the servers that run.
function M.configure()
  local settings = require('sayso.config').settings()
  for _, client in ipairs(compat.clients()) do
    -- The server asks for them as well, and is answered from here.
    client.config.settings = settings
    if client.settings then
      client.settings = settings
    end
    compat.call(client, 'notify', 'workspace/didChangeConfiguration', { settings = settings })
  end
end

--- The client of a buffer. Where there is none, says why.
---@param bufnr integer
---@return vim.lsp.Client?
function M.of(bufnr)
  local client = compat.clients(bufnr)[1]
  if client then
    return client
  end
  local wanted, why = M.wants(bufnr)
  if wanted then
    why = problem
      or 'no server is attached to this text. “:Sayso restart” starts one; “:checkhealth sayso” tells what is wrong.'
  end
  M.complain(why)
end

--- Says that a server does not know something.
local function too_old(client)
  local version = M.version(client)
  M.complain(
    ('the server (%s) is too old for that. Update it with “cargo install sayso”, then “:Sayso restart”'):format(
      version
    )
  )
end

--- Sends a request, and hands over what is answered; says what went wrong instead, and calls `failed`.
---@param client vim.lsp.Client
---@param method string
---@param params table?
---@param bufnr integer
---@param done fun(result: any)
---@param failed fun()?
function M.request(client, method, params, bufnr, done, failed)
  failed = failed or function() end
  local sent = compat.call(client, 'request', method, params, function(err, result)
    if not err then
      return done(result)
    end
    failed()
    if err.code == vim.lsp.protocol.ErrorCodes.MethodNotFound then
      too_old(client)
    else
      M.complain(err.message)
    end
  end, bufnr)
  if not sent then
    failed()
    M.complain('the server has ended. “:Sayso restart” starts it again.')
  end
end

--- Has the server carry out a command.
---@param client vim.lsp.Client
---@param command string
---@param arguments any[]?
---@param bufnr integer
---@param done fun(result: any)
---@param failed fun()?
function M.execute(client, command, arguments, bufnr, done, failed)
  local provider = client.server_capabilities.executeCommandProvider or {}
  if not vim.tbl_contains(provider.commands or {}, command) then
    (failed or function() end)()
    return too_old(client)
  end
  M.request(client, 'workspace/executeCommand', { command = command, arguments = arguments }, bufnr, done, failed)
end

return M
