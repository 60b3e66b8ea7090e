std = 'luajit'
max_line_length = 130
-- A test puts itself in the place of some of its functions.
globals = { 'vim' }
