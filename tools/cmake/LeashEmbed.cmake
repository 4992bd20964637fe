# leash_embed(<out.cpp>): the models and the pages of the checks as C++ source.
# The source is made again when one of the files changes, comes or goes.

function(leash_embed out)
  file(GLOB models CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/models/*.yaml")
  file(GLOB pages CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/docs/checks/*.md")
  set(script "${PROJECT_SOURCE_DIR}/tools/cmake/EmbedFiles.cmake")
  # The lists go through a file: a command line would have to quote them. Its
  # time changes only when a file comes or goes.
  file(CONFIGURE OUTPUT "${out}.lists.cmake"
    CONTENT "set(MODELS [==[${models}]==])\nset(PAGES [==[${pages}]==])\n" @ONLY)
  add_custom_command(
    OUTPUT "${out}"
    COMMAND "${CMAKE_COMMAND}" "-DOUT=${out}" "-DLISTS=${out}.lists.cmake"
      -P "${script}"
    DEPENDS ${models} ${pages} "${script}" "${out}.lists.cmake"
    COMMENT "Embedding models and pages"
    VERBATIM)
endfunction()
