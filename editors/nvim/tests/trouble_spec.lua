-- What a user is told when the server cannot run, and what becomes of it when it dies.

local H = dofile(vim.fn.fnamemodify(debug.getinfo(1, 'S').source:sub(2), ':p:h') .. '/harness.lua')
local test, wait, equal = H.test, H.wait, H.equal

H.load()
local uv = vim.uv or vim.loop

--- Opens a text and waits for what is said of a program that is to be the server.
local function refused(program, words)
  H.setup({ cmd = { program, 'server' } })
  local text = H.open('prose.txt', 'The work cost $412 million.\n')
  local message = H.said(words)
  equal(#H.clients(text), 0)
  assert(message:find(':Sayso restart', 1, true), 'it should be said what to do then: ' .. message)
  vim.cmd('bwipeout!')
  return message
end

test('a program that is not there', function()
  local message = refused('/missing/sayso', 'There is no program “/missing/sayso”.')
  assert(message:find('cargo install sayso', 1, true), message)
  refused('sayso-that-is-not-there', 'There is no program “sayso-that-is-not-there” on the PATH.')
end)

test('a program that may not be executed', function()
  local path = H.script('')
  assert(uv.fs_chmod(path, 420)) -- 644
  local message = refused(path, ('“%s” may not be executed.'):format(path))
  assert(message:find('chmod +x', 1, true), message)
end)

test('a program that is damaged or made for another machine', function()
  refused(H.script('#!/missing/interpreter\n'), 'does not start: it is not made for this machine, or is damaged.')
  refused(H.script('\127ELF and nothing more'), 'does not start: ')
end)

test(
  'a program that fails',
  function()
    refused(
      H.script('#!/bin/sh\necho "no library 100% found" >&2\nexit 127\n'),
      'does not start: no library 100% found.'
    )
  end
)

test(
  'another program',
  function() refused(H.script('#!/bin/sh\necho "hello 1.2.3"\n'), 'is another program: it says “hello 1.2.3”.') end
)

test('a program that is too old', function()
  local message = refused(H.script('#!/bin/sh\necho "sayso 0.0.9"\n'), 'is sayso 0.0.9, which is too old')
  assert(message:find('Update it', 1, true), message)
end)

test('commands tell what is wrong with the program, and so does the health check', function()
  local path = H.script('#!/bin/sh\necho "hello 1.2.3"\n')
  H.setup({ cmd = { path, 'server' } })
  H.open('prose.txt', H.article)
  H.said('is another program')
  H.notes = {}
  vim.cmd('Sayso claims')
  H.said('is another program')
  vim.cmd('checkhealth sayso')
  local text = H.text(0)
  vim.cmd(vim.fn.tabpagenr('$') > 1 and 'tabclose' or 'bwipeout')
  assert(text:find('ERROR', 1, true) and text:find('is another program', 1, true), text)
end)

test('once the program is put right, the server is started', function()
  local folder = H.folder()
  H.setup({ cmd = { folder .. '/sayso', 'server' } })
  local text = H.open('prose.txt', 'The work cost $412 million.\n')
  H.said('There is no program')
  assert(uv.fs_symlink(H.server, folder .. '/sayso'))
  vim.cmd('Sayso restart')
  H.attached(text)
  H.agree(text)
  H.stop()
  H.clear()
end)

--- Kills the server of a text, which is the only one.
local function kill()
  local children = vim.api.nvim_get_proc_children(vim.fn.getpid())
  for _, child in ipairs(children) do
    uv.kill(child, 'sigkill')
  end
  return #children
end

test('a server that crashes is started again, but not for ever', function()
  H.setup()
  local text = H.open('prose.txt', 'The work cost $412 million.\n')
  for round = 1, 4 do
    H.agree(text)
    local before = H.attached(text).id
    H.notes = {}
    assert(kill() > 0)
    H.said('the server has crashed (signal 9) and is started again')
    wait(function()
      local now = H.clients(text)
      return #now == 1 and now[1].id ~= before
    end, 'no new server in round ' .. round)
  end
  H.go_to('$412')
  vim.cmd('normal! isome ')
  H.agree(text)
  assert(kill() > 0)
  local message = H.said('The server has crashed 5 times in 3 minutes')
  assert(message:find(':Sayso log', 1, true) and message:find('signal 9', 1, true), message)
  vim.wait(300)
  equal(#H.clients(text), 0)
  H.notes = {}
  vim.cmd('Sayso claims')
  H.said('The server has crashed 5 times')
  vim.cmd('Sayso restart')
  H.attached(text)
  H.agree(text)
  H.stop()
  H.clear()
end)

test('a server that crashes as soon as it is started is left alone soon', function()
  local path =
    H.script(('#!/bin/sh\n[ "$1" = server ] && exit 3\nexec %s "$@"\n'):format(vim.fn.shellescape(H.program)))
  H.setup({ cmd = { path, 'server' } })
  local text = H.open('prose.txt', 'The work cost $412 million.\n')
  H.said('The server has crashed 5 times in 3 minutes, at last with exit status 3')
  equal(#H.clients(text), 0)
  H.clear()
end)

test('what the server may not read is told', function()
  local folder = H.folder()
  H.write(folder .. '/sayso.toml', '')
  H.write(folder .. '/secret/a.md', 'The bridge cost $3 million.\n')
  assert(uv.fs_chmod(folder .. '/secret', 0))
  -- Whoever may read everything is started without that right.
  local script = '#!/bin/sh\nexec setpriv --bounding-set=-dac_override,-dac_read_search %s "$@"\n'
  local path = uv.getuid() == 0 and H.script(script:format(vim.fn.shellescape(H.server))) or H.server
  H.setup({ cmd = { path, 'server' } })
  local text = H.edit(H.write(folder .. '/b.md', 'The work cost $412 million.\n'))
  vim.cmd('Sayso restart')
  H.attached(text)
  H.agree(text)
  vim.cmd('Sayso check')
  H.said('1 text checked, 1 not read, 1 finding')
  local message = H.said('cannot be read and is not checked')
  assert(message:find(folder .. '/secret', 1, true) and message:find('permission denied', 1, true), message)
  vim.cmd('cclose')
  assert(uv.fs_chmod(folder .. '/sayso.toml', 0))
  H.edit(H.write(folder .. '/c.md', 'The work cost $412 million.\n'))
  message = H.said('sayso.toml: it cannot be read')
  assert(message:find('Permission denied', 1, true), message)
  uv.fs_chmod(folder .. '/secret', 448) -- 700, so that it can be deleted
end)

H.stop()
H.finish()
