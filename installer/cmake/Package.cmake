# What is installed, and the Debian package (CPack). `installer/dev package` builds it.
include(GNUInstallDirs)
set(linux ${CMAKE_SOURCE_DIR}/installer/linux)
set(package_dir ${CMAKE_BINARY_DIR}/package)

install(TARGETS aiesim-workbench aiesim aiesim-virtual-kit RUNTIME)
install(FILES ${linux}/org.aiesim.Workbench.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${linux}/org.aiesim.Workbench.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${linux}/org.aiesim.Workbench.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES ${linux}/70-aiesim-workbench.rules DESTINATION lib/udev/rules.d)
install(FILES ${linux}/aiesim.bash-completion DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
    RENAME aiesim)
install(FILES ${linux}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${CMAKE_SOURCE_DIR}/device_link/PROTOCOL.md DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Manual pages say what --help says, so they are made from it.
find_program(HELP2MAN help2man)
find_program(GZIP gzip)
if(HELP2MAN AND GZIP)
    set(pages)
    foreach(program IN ITEMS aiesim-workbench aiesim aiesim-virtual-kit)
        set(page ${package_dir}/${program}.1)
        add_custom_command(OUTPUT ${page}.gz
            COMMAND ${CMAKE_COMMAND} -E make_directory ${package_dir}
            COMMAND ${CMAKE_COMMAND} -E env QT_QPA_PLATFORM=offscreen ${HELP2MAN} --no-info --no-discard-stderr
                --name "AI-eSIM Workbench" --output ${page} $<TARGET_FILE:${program}>
            COMMAND ${GZIP} -9nf ${page}
            DEPENDS ${program} VERBATIM)
        list(APPEND pages ${page}.gz)
    endforeach()
    add_custom_command(OUTPUT ${package_dir}/changelog.gz
        COMMAND ${CMAKE_COMMAND} -E make_directory ${package_dir}
        COMMAND ${CMAKE_COMMAND} -E copy ${linux}/changelog ${package_dir}/changelog
        COMMAND ${GZIP} -9nf ${package_dir}/changelog
        DEPENDS ${linux}/changelog VERBATIM)
    add_custom_target(package_files DEPENDS ${pages} ${package_dir}/changelog.gz)
    install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 OPTIONAL)
    install(FILES ${package_dir}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME aiesim-workbench)
set(CPACK_PACKAGE_VENDOR "The AI-eSIM Workbench authors")
set(CPACK_PACKAGE_CONTACT "The AI-eSIM Workbench authors <workbench@aiesim.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "workbench for AI-eSIM development kits")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Shows the radio state, power, every token and the balance of an AI-eSIM
 development kit on one time axis; switches eSIM profiles, measures
 latency, asks the kit's model and puts firmware onto the board.
 A simulated kit is built in: everything can be tried without hardware.")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION electronics)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so the libraries' own dependencies do not name them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-qpa-plugins, libqt6svg6")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-inter, fonts-noto-cjk, qt6-wayland")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${linux}/postinst)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PACKAGE_DIRECTORY ${package_dir})
include(CPack)
