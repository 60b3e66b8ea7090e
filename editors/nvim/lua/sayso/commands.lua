--- What `:Sayso` does.
local client = require('sayso.client')

local M = {}

--- Candidates for the last word of the line when what is completed has several words.
local function completing(candidates, before, lead)
  local found = {}
  for _, candidate in ipairs(candidates) do
    if vim.startswith(candidate:lower(), before:lower()) then
      -- Only what stands behind the last space is replaced.
      table.insert(found, candidate:sub(#before - #lead + 1))
    end
  end
  return found
end

---@class sayso.Command
---@field run fun(words: string[], args: table)
---@field complete (fun(rest: string, lead: string): string[])?
---@field most integer? How many words it takes.
---@field bang boolean? Whether it takes a “!”.

---@type table<string, sayso.Command>
local commands = {
  claims = {
    bang = true,
    run = function(words, args) require('sayso.claims').list(words, args.bang, args.mods) end,
    complete = function(rest, lead)
      local given = vim.split(rest, '%s+')
      return vim.tbl_filter(
        function(status) return vim.startswith(status, lead) and not vim.tbl_contains(given, status) end,
        require('sayso.claims').statuses
      )
    end,
  },
  explain = {
    most = 1,
    run = function(words, args) require('sayso.explain').rule(words[1], args.mods) end,
    complete = function(rest, lead)
      return completing(require('sayso.explain').names(vim.api.nvim_get_current_buf()), rest, lead)
    end,
  },
  check = {
    most = 0,
    bang = true,
    run = function(_, args) require('sayso.check').run(args.bang, args.mods) end,
  },
  source = {
    run = function(words, args)
      local name = table.concat(words, ' ')
      require('sayso.source').add(name ~= '' and name or nil, args.range > 0)
    end,
    complete = function(rest, lead)
      return completing(require('sayso.source').names(vim.api.nvim_get_current_buf()), rest, lead)
    end,
  },
  restart = {
    most = 0,
    run = function() client.restart() end,
  },
  log = {
    most = 0,
    run = function(_, args)
      local path = vim.lsp.get_log_path and vim.lsp.get_log_path() or vim.lsp.log.get_filename()
      vim.cmd((args.mods == '' and 'tab' or args.mods) .. ' split ' .. vim.fn.fnameescape(path))
      vim.cmd('normal! G')
    end,
  },
}

local function names()
  local all = vim.tbl_keys(commands)
  table.sort(all)
  return all
end

--- Runs `:Sayso`.
---@param args table What Neovim hands to a command.
function M.run(args)
  local words = vim.list_extend({}, args.fargs)
  local name = table.remove(words, 1)
  local command = commands[name or '']
  if not command then
    local what = name and ('there is no “:Sayso %s”'):format(name) or ':Sayso takes what to do'
    return client.complain(('%s; there are %s'):format(what, table.concat(names(), ', ')))
  elseif #words > (command.most or #words) then
    local most = command.most == 0 and 'nothing' or 'one word'
    return client.complain((':Sayso %s takes %s behind it'):format(name, most))
  elseif args.bang and not command.bang then
    return client.complain((':Sayso! does not go with “%s”'):format(name))
  end
  command.run(words, args)
end

--- Completes `:Sayso`.
---@param lead string The word at the cursor.
---@param line string
---@param position integer
---@return string[]
function M.complete(lead, line, position)
  local behind = line:sub(1, position):match('Sayso!?%s+(.*)$') or ''
  local name, rest = behind:match('^(%S+)%s+(.*)$')
  if not name then
    return completing(names(), behind, lead)
  end
  local command = commands[name]
  return command and command.complete and command.complete(rest, lead) or {}
end

return M
