-- Found by `vim.lsp.enable('sayso')` when the folder above `lsp/` is on the runtimepath (Neovim 0.11 and later).
---@type vim.lsp.Config
return {
  cmd = { 'sayso', 'server' },
  filetypes = { 'text', 'markdown', 'html' },
  root_markers = { 'sayso.toml', '.git' },
}
