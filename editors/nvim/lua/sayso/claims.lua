--- The claims of a text, as a list to go through.
local client = require('sayso.client')
local compat = require('sayso.compat')

local M = {}

M.statuses = { 'attributed', 'carried-on', 'referenced', 'own', 'unattributed' }

---@class sayso.Source
---@field name string
---@field kind 'person'|'group'|'organisation'|'document'|'unnamed'
---@field range lsp.Range?
---@field url string?
---@field known boolean

---@class sayso.Claim
---@field range lsp.Range
---@field kind 'figure'|'quotation'|'superlative'|'statement'
---@field text string
---@field status 'attributed'|'carried-on'|'referenced'|'own'|'unattributed'
---@field source integer? From 0 on.
---@field section string?

---@class sayso.Claims
---@field counts {claims: integer, sourced: integer, own: integer, unattributed: integer}
---@field sources sayso.Source[]
---@field claims sayso.Claim[]

--- Asks for the claims of a buffer.
---@param server vim.lsp.Client
---@param bufnr integer
---@param done fun(claims: sayso.Claims)
function M.ask(server, bufnr, done)
  local params = { textDocument = { uri = vim.uri_from_bufnr(bufnr) } }
  client.request(server, 'sayso/claims', params, bufnr, function(claims)
    if not vim.api.nvim_buf_is_loaded(bufnr) then
      return
    elseif not claims then
      return client.complain('the server has no claims of this file')
    end
    done(claims)
  end)
end

--- The source of a claim.
---@param claims sayso.Claims
---@param claim sayso.Claim
---@return sayso.Source?
function M.source(claims, claim) return claim.source and claims.sources[claim.source + 1] end

local function item(bufnr, server, claims, claim)
  local source = M.source(claims, claim)
  local status = claim.status .. (source and ': ' .. source.name or '')
  return vim.tbl_extend('error', compat.place(bufnr, claim.range, server.offset_encoding), {
    bufnr = bufnr,
    type = claim.status == 'unattributed' and 'W' or 'I',
    text = ('%s [%s %s]'):format(claim.text:gsub('%s+', ' '), claim.kind, status),
  })
end

---@param counts {claims: integer, sourced: integer, own: integer, unattributed: integer}
---@return string
local function summary(counts)
  local one = counts.claims == 1 and 'claim' or 'claims'
  local parts = { ('%d %s'):format(counts.claims, one), ('%d sourced'):format(counts.sourced) }
  if counts.own > 0 then
    table.insert(parts, ('%d ours'):format(counts.own))
  end
  table.insert(parts, ('%d no source'):format(counts.unattributed))
  return table.concat(parts, ' · ')
end

--- Lists the claims of the current buffer: in the location list of the window, or in the quickfix list.
---@param statuses string[] Only those; all, if there is none.
---@param quickfix boolean
---@param mods string Modifiers of the command, such as `vertical`.
function M.list(statuses, quickfix, mods)
  for _, status in ipairs(statuses) do
    if not vim.tbl_contains(M.statuses, status) then
      local all = table.concat(M.statuses, ', ')
      return client.complain(('there is no status “%s”; there are %s'):format(status, all))
    end
  end
  local bufnr, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  local server = client.of(bufnr)
  if not server then
    return
  end
  M.ask(server, bufnr, function(claims)
    local items = {}
    for _, claim in ipairs(claims.claims) do
      if #statuses == 0 or vim.tbl_contains(statuses, claim.status) then
        table.insert(items, item(bufnr, server, claims, claim))
      end
    end
    local list = { title = vim.trim('Sayso claims ' .. table.concat(statuses, ' ')), items = items }
    if quickfix then
      vim.fn.setqflist({}, ' ', list)
    elseif not vim.api.nvim_win_is_valid(window) then
      return
    else
      vim.fn.setloclist(window, {}, ' ', list)
    end
    if #items > 0 then
      vim.api.nvim_set_current_win(vim.api.nvim_win_is_valid(window) and window or 0)
      vim.cmd(mods .. (quickfix and ' copen' or ' lopen'))
    end
    client.say(summary(claims.counts))
  end)
end

return M
