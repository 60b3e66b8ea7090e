-- Found by `vim.lsp.enable('sayso')` when the folder above `lsp/` is on the runtimepath (Neovim 0.11 and later).
---@type vim.lsp.Config
return require('sayso.config').client()
