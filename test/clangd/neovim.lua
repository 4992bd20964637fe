-- Neovim with its own client and leash-clangd, as docs/ide.md says.
vim.api.nvim_create_autocmd("FileType", {
  pattern = { "c", "cpp" },
  callback = function()
    local client = vim.lsp.start_client({
      name = "leash-clangd",
      cmd = { vim.env.LEASH_CLANGD or "leash-clangd", "--log=error" },
      root_dir = vim.fn.getcwd(),
    })
    vim.lsp.buf_attach_client(0, client)
  end,
})
vim.opt.swapfile = false
vim.opt.shada = ""

-- Waits until the file has (or no longer has) findings of Leash's.
local function findings()
  return vim.tbl_filter(function(d)
    return vim.startswith((d.user_data.lsp or {}).code or "", "leash-")
  end, vim.diagnostic.get(0))
end

local function wait(wanted)
  local came = vim.wait(60000, function() return #findings() == wanted end, 50)
  if not came then
    print("FAILED: " .. wanted .. " findings wanted, found " .. vim.inspect(findings()))
    vim.cmd("cquit")
  end
end

-- The test of a session without a window: prints what a user would see.
function LeashSession()
  wait(1)
  local d = findings()[1]
  local lsp = d.user_data.lsp
  print("finding: " .. d.lnum + 1 .. ": " .. d.message .. " [" .. lsp.code .. "]")
  for _, note in ipairs(lsp.relatedInformation or {}) do
    print("note: " .. note.location.range.start.line + 1 .. ": " .. note.message)
  end
  print("link: " .. lsp.codeDescription.href)
  vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col })
  local params = vim.lsp.util.make_range_params()
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0), only = { "quickfix" } }
  for id, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 60000) or {}) do
    for _, action in ipairs(answer.result or {}) do
      if action.edit then
        print("quick fix: " .. action.title)
        vim.lsp.util.apply_workspace_edit(action.edit, vim.lsp.get_client_by_id(id).offset_encoding)
        break
      end
    end
  end
  wait(0)
  print("after the quick fix:")
  print(table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"))
  vim.cmd("qall!")
end

-- For the picture: the story of the first finding in a window beside it.
function LeashPicture()
  vim.opt.number = true
  vim.opt.signcolumn = "yes"
  vim.opt.termguicolors = true
  vim.opt.laststatus = 0
  vim.opt.wrap = false
  vim.opt.showmode = false
  vim.opt.ruler = false
  for group, colours in pairs({ NormalFloat = "guifg=#dcdfe4 guibg=#31363f", FloatBorder = "guifg=#5c6370 guibg=#31363f",
                                SignColumn = "guibg=NONE", DiagnosticSignWarn = "guifg=#e5c07b",
                                LineNr = "guifg=#5c6370", EndOfBuffer = "guifg=#1e2127" }) do
    vim.cmd("highlight " .. group .. " " .. colours)
  end
  vim.diagnostic.config({ virtual_text = false, signs = true, underline = true })
  local shown = false
  vim.api.nvim_create_autocmd("DiagnosticChanged", {
    callback = function()
      if not shown and #findings() > 0 then
        shown = true
        vim.schedule(Show)
      end
    end,
  })
end

function Show()
  local d = findings()[1]
  vim.api.nvim_win_set_cursor(0, { d.lnum + 1, d.col })
  local lines = {}
  local function add(text)
    while #text > 76 do
      local at = text:sub(1, 76):match("%S.*() ") or 76 -- a link may be longer than a line
      table.insert(lines, text:sub(1, at))
      text = "  " .. text:sub(at + 1)
    end
    table.insert(lines, text)
  end
  add("warning: " .. d.message .. " [" .. d.user_data.lsp.code .. "]")
  for _, note in ipairs(d.user_data.lsp.relatedInformation or {}) do
    add(note.location.range.start.line + 1 .. ": " .. note.message)
  end
  local _, window = vim.lsp.util.open_floating_preview(lines, "markdown",
    { border = "single", wrap = false, close_events = {} })
  vim.api.nvim_win_set_config(window, { relative = "editor", row = vim.fn.line("$"), col = 6 }) -- below the code
  vim.cmd("redraw")
  vim.fn.writefile({}, vim.env.LEASH_READY)
end
