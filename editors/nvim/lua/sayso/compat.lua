--- What the versions of Neovim do differently, from 0.7 on.
local M = {}

M.uv = vim.uv or vim.loop

--- Whether this Neovim has `vim.lsp.config` and `vim.lsp.enable`.
M.has_enable = vim.fn.has('nvim-0.11') == 1

--- The running clients by the name of `sayso`, or those of a buffer.
---@param bufnr integer?
---@return vim.lsp.Client[]
function M.clients(bufnr)
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return vim.tbl_filter(
    function(client) return client.name == 'sayso' and (bufnr == nil or client.attached_buffers[bufnr] ~= nil) end,
    get()
  )
end

--- Calls a method of a client. These were functions of one client before 0.11.
---@param client vim.lsp.Client
---@param name string
function M.call(client, name, ...)
  if M.has_enable then
    return client[name](client, ...)
  end
  return client[name](...)
end

--- The namespaces of the diagnostics that a client was sent, and those that it has asked for.
---@param client vim.lsp.Client
---@return integer[]
function M.namespaces(client)
  local namespaces = { vim.lsp.diagnostic.get_namespace(client.id) }
  if M.has_enable then
    table.insert(namespaces, vim.lsp.diagnostic.get_namespace(client.id, true))
  end
  return namespaces
end

--- Bytes before a column of the protocol. One past the end of the line is its end.
---@param line string
---@param character integer
---@param encoding 'utf-8'|'utf-16'|'utf-32'
---@return integer
function M.byte_column(line, character, encoding)
  if encoding == 'utf-8' then
    return math.min(character, #line)
  end
  if M.has_enable then
    return vim.str_byteindex(line, encoding, character, false)
  end
  local ok, byte = pcall(vim.str_byteindex, line, character, encoding == 'utf-16')
  return ok and byte or #line
end

--- The columns of a protocol's range in a buffer that is loaded, from 1 on, as lists of places have them.
---@param bufnr integer
---@param range lsp.Range
---@param encoding string
---@return {lnum: integer, col: integer, end_lnum: integer, end_col: integer}
function M.place(bufnr, range, encoding)
  local function column(position)
    local line = vim.api.nvim_buf_get_lines(bufnr, position.line, position.line + 1, false)[1] or ''
    return M.byte_column(line, position.character, encoding) + 1
  end
  local first, last = range.start, range['end']
  return { lnum = first.line + 1, col = column(first), end_lnum = last.line + 1, end_col = column(last) }
end

return M
