# Uses ccache if it is installed. The settings let it cache compilations that
# read a precompiled header.

find_program(LEASH_CCACHE ccache)
if(LEASH_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    "${CMAKE_COMMAND}" -E env
    "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
    "${LEASH_CCACHE}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(leashFlags INTERFACE
      "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()
