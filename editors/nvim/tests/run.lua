-- Runs all specs, each in a Neovim of its own: SAYSO=path/to/sayso nvim --headless --clean -c 'luafile run.lua'

local here = vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h')
local passed, failed = 0, 0

local function run(spec)
  local lines = { '' }
  local job = vim.fn.jobstart(
    { vim.v.progpath, '--headless', '--clean', '-c', 'luafile ' .. vim.fn.fnameescape(spec) },
    {
      on_stdout = function(_, data)
        lines[#lines] = lines[#lines] .. data[1]
        vim.list_extend(lines, data, 2)
      end,
    }
  )
  local status = vim.fn.jobwait({ job }, 60000)[1]
  vim.fn.jobstop(job)
  io.stdout:write('# ' .. vim.fn.fnamemodify(spec, ':t') .. '\n' .. table.concat(lines, '\n'))
  local good, bad = table.concat(lines, '\n'):match('(%d+) passed, (%d+) failed\n')
  if not good or (status == 0) ~= (bad == '0') then
    io.stdout:write(('FAIL %s ends with status %d before its end\n'):format(spec, status))
    good, bad = good or 0, (bad or 0) + 1
  end
  passed, failed = passed + good, failed + bad
end

local specs = vim.fn.glob(here .. '/*_spec.lua', false, true)
table.sort(specs)
for _, spec in ipairs(specs) do
  run(spec)
end
io.stdout:write(('%d passed, %d failed\n'):format(passed, failed))
vim.cmd((failed == 0 and passed > 0) and 'qall!' or 'cquit')
