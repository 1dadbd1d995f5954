# One interface target carries every compile option of the project.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

option(AIESIM_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)
option(AIESIM_WERROR "Treat warnings as errors" OFF)
option(AIESIM_FUZZ "Build the libFuzzer targets (clang only)" OFF)
option(AIESIM_COMPILER_CACHE "Compile through ccache when it is installed" ON)

add_library(aiesim_options INTERFACE)
target_compile_options(aiesim_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -fno-omit-frame-pointer)
target_compile_definitions(aiesim_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_USE_QSTRINGBUILDER QT_NO_FOREACH QT_NO_KEYWORDS
    QT_DISABLE_DEPRECATED_BEFORE=0x060400 SPDLOG_FMT_EXTERNAL
    AIESIM_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 reports these inside libstdc++ and Qt when inlining with sanitizers; they are not ours.
    target_compile_options(aiesim_options INTERFACE -Wno-maybe-uninitialized -Wno-restrict -Wno-stringop-overflow
        $<$<CONFIG:RelWithDebInfo>:-Wno-array-bounds>)
endif()
if(AIESIM_WERROR)
    target_compile_options(aiesim_options INTERFACE -Werror)
endif()
if(AIESIM_SANITIZE)
    target_compile_options(aiesim_options INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined)
    target_link_options(aiesim_options INTERFACE -fsanitize=address,undefined)
endif()

find_program(CCACHE_PROGRAM ccache)
if(AIESIM_COMPILER_CACHE AND CCACHE_PROGRAM)
    # Precompiled headers are only cached with this sloppiness; base_dir lets clones share entries.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
        ${CCACHE_PROGRAM})
    add_compile_options($<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
endif()
