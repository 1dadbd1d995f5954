// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <clocale>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

namespace app {

/// Qt prints a warning to stderr when the locale is not UTF-8 (a bare container, cron); choose C.UTF-8 before it does.
/// Call first in main(), before any thread or QCoreApplication.
inline void ensureUtf8Locale()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    ::setenv("LC_ALL", "C.UTF-8", 1);
    std::setlocale(LC_ALL, "C.UTF-8");
}

} // namespace app
