# Writes OUT, a C++ source that holds the text of all files named by LISTS.
# Run with: cmake -DOUT=... -DLISTS=... -P EmbedFiles.cmake

include("${LISTS}")
set(chunk 4096) # hex digits on a line

set(text "// Made from models/ and docs/checks/. Do not edit.\n\n")
string(APPEND text "#include \"Support/Embedded.h\"\n\n")

function(append_files var function)
  set(rows "")
  set(n 0)
  foreach(file IN LISTS ARGN)
    get_filename_component(name "${file}" NAME)
    file(READ "${file}" hex HEX)
    string(LENGTH "${hex}" length)
    math(EXPR bytes "${length} / 2")
    string(APPEND text "static const char ${var}${n}[] = \"\"\n")
    set(at 0)
    while(at LESS length)
      string(SUBSTRING "${hex}" ${at} ${chunk} part)
      string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" part "${part}")
      string(APPEND text "  \"${part}\"\n")
      math(EXPR at "${at} + ${chunk}")
    endwhile()
    string(APPEND text "  ;\n")
    string(APPEND rows
      "    {llvm::StringRef(\"${name}\"), llvm::StringRef(${var}${n}, ${bytes})},\n")
    math(EXPR n "${n} + 1")
  endforeach()
  string(APPEND text "\nllvm::ArrayRef<leash::EmbeddedFile> leash::${function}() {\n")
  if(n EQUAL 0)
    string(APPEND text "  return {};\n}\n\n")
  else()
    string(APPEND text "  static const EmbeddedFile Files[] = {\n${rows}  };\n")
    string(APPEND text "  return Files;\n}\n\n")
  endif()
  set(text "${text}" PARENT_SCOPE)
endfunction()

append_files(Model embeddedModels ${MODELS})
append_files(Page embeddedPages ${PAGES})
file(WRITE "${OUT}" "${text}")
