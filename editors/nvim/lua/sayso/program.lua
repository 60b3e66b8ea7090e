--- Whether the program is the right one and runs. A server that does not come up looks the same whether it is missing, of another
--- processor, or some other program; so it is asked for its version first.
local compat = require('sayso.compat')

local M = {}

--- The oldest program that this plugin can talk to.
M.oldest = '0.1.0'

local patience = 10000

--- Versions by command, of those that were found good.
---@type table<string, string>
local known = {}

function M.forget() known = {} end

--- Whether a version is older than another. Both are of the form “1.2.3”, whatever comes behind.
---@return boolean
local function is_older(one, other)
  local a, b = { one:match('^(%d+)%.(%d+)%.(%d+)') }, { other:match('^(%d+)%.(%d+)%.(%d+)') }
  for part = 1, 3 do
    if a[part] ~= b[part] then
      return tonumber(a[part]) < tonumber(b[part])
    end
  end
  return false
end

--- Where a program is: what is executed, else a file by that name.
---@return string? path
---@return boolean? executable
local function find(name)
  local path = vim.fn.exepath(name)
  if path ~= '' then
    return path, true
  end
  local folders = name:find('[/\\]') and { '' } or vim.split(vim.env.PATH or '', ':')
  for _, folder in ipairs(folders) do
    local file = vim.fn.expand(folder == '' and name or folder .. '/' .. name)
    local stat = compat.uv.fs_stat(file)
    if stat and stat.type == 'file' then
      return file, false
    end
  end
end

--- Why a program does not run, and what to do.
---@return string
local function complaint(name, why, remedy)
  remedy = remedy
    or 'Install it with “cargo install sayso”, or name it in setup: cmd = { "/path/to/sayso", "server" }.'
  return ('%s %s Then “:Sayso restart”; “:checkhealth sayso” tells more.'):format(
    why:format('“' .. name .. '”'),
    remedy
  )
end

--- What is wrong with what a program answered to `--version`.
---@return string? problem
---@return string? version
local function judge(name, status, out, err)
  local version = out:match('^sayso (%d+%.%d+%.%d+%S*)')
  local first = vim.trim(vim.split(vim.trim(err ~= '' and err or out), '\n')[1])
  if version and is_older(version, M.oldest) then
    local old = '%s is sayso ' .. version .. ', which is too old; this plugin needs ' .. M.oldest .. ' or later.'
    return complaint(name, old, 'Update it with “cargo install sayso”.')
  elseif version then
    return nil, version
  elseif status ~= 0 then
    local why = first ~= '' and first or ('it ends with exit status ' .. status)
    return complaint(name, '%s does not start: ' .. why:gsub('%%', '%%%%'):gsub('%.$', '') .. '.')
  end
  return complaint(
    name,
    '%s is another program' .. (first == '' and '.' or ': it says “' .. first:gsub('%%', '%%%%') .. '”.')
  )
end

--- The command that asks for the version: what stands before “server”, since that may be started by another program.
---@param cmd string[]
local function asking(cmd)
  local command = vim.list_extend({}, cmd)
  if command[#command] == 'server' then
    table.remove(command)
  end
  return vim.list_extend(command, { '--version' })
end

--- Runs a command, and tells `done` its exit status and what it has printed; no status if it does not end in time. `system()` is
--- not for this: in Neovim 0.7 it fails where the command has ended before it could be told that there is no input.
---@param command string[]
---@param done fun(status: integer?, out: string, err: string)
---@return boolean started
function M.run(command, done)
  local out, err, timer, late = '', '', nil, false
  local function gather(_, data, stream)
    if stream == 'stdout' then
      out = table.concat(data, '\n')
    else
      err = table.concat(data, '\n')
    end
  end
  local ok, job = pcall(vim.fn.jobstart, command, {
    stdout_buffered = true,
    stderr_buffered = true,
    on_stdout = gather,
    on_stderr = gather,
    on_exit = function(_, status)
      if timer then
        timer:stop()
      end
      done(not late and status or nil, out, err)
    end,
  })
  if not ok or job <= 0 then
    return false
  end
  timer = vim.defer_fn(function()
    late = true
    vim.fn.jobstop(job)
  end, patience)
  return true
end

--- Looks whether a command starts a server, and tells `done` what is wrong, or else the version.
---@param cmd string[]
---@param done fun(problem: string?, version: string?)
function M.check(cmd, done)
  local name, key = cmd[1], table.concat(cmd, '\0')
  if known[key] then
    return done(nil, known[key])
  end
  local path, executable = find(name)
  if not path then
    return done(complaint(name, name:find('/') and 'There is no program %s.' or 'There is no program %s on the PATH.'))
  elseif not executable then
    return done(complaint(path, '%s may not be executed.', 'Make it executable, with “chmod +x”.'))
  end
  local started = M.run(asking(cmd), function(status, out, err)
    if not status then
      return done(complaint(name, '%s does not answer.'))
    end
    local problem, version = judge(name, status, out, err)
    known[key] = version
    done(problem, version)
  end)
  if not started then
    return done(complaint(path, '%s does not start: it is not made for this machine, or is damaged.'))
  end
end

return M
