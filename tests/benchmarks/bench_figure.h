// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

/// CPU time of this thread in seconds: on a busy machine it says what the work costs, not how long it waited.
inline double threadCpu()
{
    timespec now = {};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) * 1e-9;
}

/// CPU seconds of one call.
template <typename Work>
double cpuOf(Work work)
{
    const double before = threadCpu();
    work();
    return threadCpu() - before;
}

inline double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// Medians of two contenders, run in turns so that a change of the machine's speed meets both.
struct Duel {
    double ours = 0;
    double theirs = 0;
};
template <typename Ours, typename Theirs>
Duel duel(int rounds, Ours ours, Theirs theirs)
{
    std::vector<double> a;
    std::vector<double> b;
    for (int i = 0; i < rounds; ++i) {
        a.push_back(cpuOf(ours));
        b.push_back(cpuOf(theirs));
    }
    return {median(a), median(b)};
}

inline void printFigure(const char *bench, double value, const char *unit, const char *against, double ratio)
{
    std::printf("{\"bench\":\"%s\",\"value\":%.4g,\"unit\":\"%s\",\"against\":\"%s\",\"ratio\":%.4g}\n", bench, value,
        unit, against, ratio);
    std::fflush(stdout);
}
