--- sayso asks of every figure, quotation and claim in a draft: on whose say-so?
local M = {}

--- Takes over options and has the server run for each text. Called again, it changes what it is given; settings count at once.
---@param options sayso.Options?
function M.setup(options)
  require('sayso.config').set(options)
  local client = require('sayso.client')
  if require('sayso.compat').has_enable then
    -- What was made of the old options is forgotten; what the user has told Neovim himself stays above ours.
    vim.lsp.config('sayso', {})
    vim.lsp.enable('sayso')
  else
    local group = vim.api.nvim_create_augroup('sayso', { clear = true })
    vim.api.nvim_create_autocmd('FileType', {
      group = group,
      callback = function(args) client.attach(args.buf) end,
    })
    client.attach_all()
  end
  client.configure()
end

return M
