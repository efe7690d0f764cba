# SPDX-License-Identifier: MIT
#
# Runs a command and fails unless its exit code and its output are as said:
# cmake -Dcommand=LIST -Dcode=N -Dpatterns=LIST [-Dneeds=FILE] -P expect.cmake
# Without the file it needs it says "skipped".
if(needs AND NOT EXISTS "${needs}")
  message("skipped: there is no ${needs}")
  return()
endif()
execute_process(COMMAND ${command} RESULT_VARIABLE result OUTPUT_VARIABLE text ERROR_VARIABLE text)
message("${text}")
if(NOT result STREQUAL code)
  message(SEND_ERROR "exit code ${result}, expected ${code}")
endif()
foreach(pattern IN LISTS patterns)
  if(NOT text MATCHES "${pattern}")
    message(SEND_ERROR "the output lacks '${pattern}'")
  endif()
endforeach()
