// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <dirent.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <set>

namespace usb_figures {

inline double secondsOf(clockid_t clock)
{
    timespec now = {};
    clock_gettime(clock, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

/// CPU time of this process, all of its threads.
inline double ownCpu() { return secondsOf(CLOCK_PROCESS_CPUTIME_ID); }

/// CPU time of a running process.
inline double cpuOfProcess(pid_t process)
{
    clockid_t clock = {};
    return clock_getcpuclockid(process, &clock) == 0 ? secondsOf(clock) : 0;
}

/// CPU time of one thread of this process, which is still there. Linux makes the clock's id of the thread's number;
/// pthread_getcpuclockid() does the same and wants a pthread_t, which nobody has of another library's thread.
inline double cpuOfThread(pid_t thread) { return secondsOf(static_cast<clockid_t>((~thread << 3) | 6)); }

/// Threads that this process has now.
inline std::set<pid_t> threads()
{
    std::set<pid_t> found;
    DIR *tasks = opendir("/proc/self/task");
    while (const dirent *entry = tasks ? readdir(tasks) : nullptr) {
        if (const int thread = std::atoi(entry->d_name); thread > 0)
            found.insert(thread);
    }
    if (tasks)
        closedir(tasks);
    return found;
}

} // namespace usb_figures
