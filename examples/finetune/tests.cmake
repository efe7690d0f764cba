# SPDX-License-Identifier: MIT

# finetune_test(name code "pattern;..." [argument...] [NEEDS file])
function(finetune_test name code patterns)
  cmake_parse_arguments(test "" "NEEDS" "" ${ARGN})
  set(command ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:finetune> ${test_UNPARSED_ARGUMENTS})
  add_test(NAME finetune_${name} COMMAND ${CMAKE_COMMAND} "-Dcommand=${command}" -Dcode=${code}
    "-Dpatterns=${patterns}" "-Dneeds=${test_NEEDS}" -P ${CMAKE_CURRENT_SOURCE_DIR}/expect.cmake)
  set_tests_properties(finetune_${name} PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: ")
endfunction()

set(steps "weights after steps by replay and by stored masks: equal, bit for bit")
set(inference "activations before and after inference, in place: equal, bit for bit")
set(short --seeds 2 --pretrain-epochs 1 --epochs 5)

# The weights are the same on every machine.
finetune_test(synthetic 0 "${steps};${inference};weights checksum 9d376de18109bb42" ${short})
set(shorter --seeds 1 --pretrain-epochs 1 --epochs 5)
finetune_test(half 0 "${steps};${inference};weights checksum 713e15758c55fabf" --type half ${shorter})
finetune_test(int8 0 "${steps};${inference};weights checksum 4c767a11f9a041b3" --type int8 ${shorter})
finetune_test(int8_small 0 "${steps};${inference};weights checksum 2488f48614b4d6ee"
  --type int8 --size small ${shorter})
finetune_test(check 0 "${steps};${inference};finite differences" --check)
finetune_test(invert 0 "inverted images" ${short} --shift invert --validate --samples 20)
finetune_test(help 0 "--drop-path P" --help)

set(real ${PROJECT_SOURCE_DIR}/../shared/data)
finetune_test(real 0 "${steps};${inference};1797 to test" ${short}
  --train ${real}/optdigits_train.csv --test ${real}/optdigits_test.csv
  NEEDS ${real}/optdigits_train.csv)

# The steps are what numpy makes of them. An epoch of 44 samples ends with a smaller minibatch.
function(finetune_steps_test name)
  set(command ${CMAKE_CROSSCOMPILING_EMULATOR} $<TARGET_FILE:finetune_steps> ${ARGN}
    --samples 44 --pretrain-epochs 1)
  set(check python3 ${CMAKE_CURRENT_SOURCE_DIR}/check_steps.py)
  set(printed ${CMAKE_CURRENT_BINARY_DIR}/steps_${name}.json)
  add_test(NAME finetune_steps_${name} COMMAND ${check} ${printed} ${command})
  add_test(NAME finetune_steps_${name}_catches_a_mask COMMAND ${check} --plant ${printed})
  set_tests_properties(finetune_steps_${name}_catches_a_mask PROPERTIES
    PASS_REGULAR_EXPRESSION "\nstep 1, [0-9]+ samples: [0-9a-f]+ NOT")
  # Of the benchmark's tests, where they are built: it makes a Python that has numpy.
  set_tests_properties(finetune_steps_${name} finetune_steps_${name}_catches_a_mask PROPERTIES
    FIXTURES_REQUIRED bench_venv SKIP_REGULAR_EXPRESSION "^skipped: ")
  set_tests_properties(finetune_steps_${name} PROPERTIES FIXTURES_SETUP finetune_steps_${name})
  set_property(TEST finetune_steps_${name}_catches_a_mask APPEND PROPERTY FIXTURES_REQUIRED finetune_steps_${name})
endfunction()
finetune_steps_test(float --type float)
finetune_steps_test(half --type half)
finetune_steps_test(int8 --type int8)
finetune_steps_test(int8_small --type int8 --size small)

# A file of 20 good rows and what follows; the message must name file, line, value and remedy.
set(csv ${CMAKE_CURRENT_BINARY_DIR}/csv)
string(REPEAT "0," 63 zeros_but_one)
set(zeros "${zeros_but_one}0,")
string(REPEAT "${zeros}3\n" 20 good_rows)
file(WRITE ${csv}/good.csv "${good_rows}")
function(finetune_csv_test name last_row message)
  file(WRITE ${csv}/${name}.csv "${good_rows}${last_row}\n")
  finetune_test(${name} 1 "${name}.csv:21: ${message}"
    --train ${csv}/${name}.csv --test ${csv}/good.csv)
endfunction()
finetune_csv_test(short_row "1,2,3" "3 values, but a row has 65: .*mend or remove")
finetune_csv_test(long_row "${zeros}3,3" "66 values, but a row has 65")
finetune_csv_test(label "${zeros}10" "the class is '10', out of range: it must be from 0 to 9")
finetune_csv_test(negative_label "${zeros}-1" "the class is '-1', out of range")
finetune_csv_test(pixel "17,${zeros_but_one}3" "pixel 1 is '17', out of range: .* scale the image")
finetune_csv_test(word "${zeros}seven" "the class is 'seven', not a whole number: write")
finetune_csv_test(fraction "0.5,${zeros_but_one}3" "pixel 1 is '0.5', not a whole number")
finetune_csv_test(huge "99999999999,${zeros_but_one}3" "pixel 1 is '99999999999', out of range")

file(WRITE ${csv}/empty.csv "")
file(WRITE ${csv}/few.csv "${zeros}3\n")
finetune_test(empty_file 1 "empty.csv:1: no rows: give" --train ${csv}/good.csv
  --test ${csv}/empty.csv)
finetune_test(missing_file 1 "none.csv: cannot be opened .No such file or directory.: give the path"
  --train ${csv}/none.csv --test ${csv}/good.csv)
finetune_test(directory 1 "csv: cannot be (read|opened .Permission denied.): give" --train ${csv} --test ${csv}/good.csv)
finetune_test(few_rows 1 "few.csv: 1 rows are too few to split: give 20" --train ${csv}/few.csv
  --test ${csv}/good.csv)

finetune_test(unknown_option 2 "unknown option '--dropout': --help" --dropout 0.1)
finetune_test(one_file 2 "--train without --test: give both" --train ${csv}/good.csv)
finetune_test(no_value 2 "--seeds has no value: write one" --seeds)
finetune_test(seeds 2 "--seeds is '0': give a whole number from 1 to" --seeds 0)
finetune_test(drop 2 "--drop is '1.5': give a drop probability from 0 to 1" --drop 1.5)
finetune_test(drop_nan 2 "--drop-path is 'nan': give a drop probability" --drop-path nan)
finetune_test(type 2 "--type is 'int16': give float, half or int8" --type int16)
finetune_test(size 2 "--size is 'tiny': give large or small" --size tiny)
finetune_test(shift 2 "--shift is 'mirror': give rotate or invert" --shift mirror)
finetune_test(samples 2 "--samples is 999, but .* are 450: give that many or fewer" --samples 999)
