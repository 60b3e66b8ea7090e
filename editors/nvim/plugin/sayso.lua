if vim.g.loaded_sayso then
  return
end
vim.g.loaded_sayso = true

-- Nothing is loaded before it is used.
vim.api.nvim_create_user_command('Sayso', function(args) require('sayso.commands').run(args) end, {
  nargs = '*',
  bang = true,
  range = true,
  complete = function(...) return require('sayso.commands').complete(...) end,
  desc = 'Claims and their sources: claims, explain, check, source, restart, log',
})
