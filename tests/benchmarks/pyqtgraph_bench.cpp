// SPDX-License-Identifier: GPL-3.0-or-later
// Our frame of 1e8 samples against pyqtgraph's (pyqtgraph_frames.py, a process of its own) of the same trace, in turns.
// 1600x500, offscreen, CPU of the thread that draws.
#include "bench_figure.h"
#include "one_plot.h"

#include <QApplication>
#include <QProcess>
#include <QTemporaryFile>

using namespace device_link;
using namespace plot_figures;

namespace {

constexpr std::uint64_t kSamples = 100'000'000;
constexpr int kRounds = 7;
constexpr int kPatienceMs = 120'000;

/// Current in A, as pyqtgraph is given it.
bool writeTrace(QTemporaryFile &file, const SampleStore &store)
{
    const std::vector<float> values = store.values(0, 0, kTrace, kTrace);
    const auto bytes = qint64(values.size() * sizeof(float));
    return file.open() && file.write(reinterpret_cast<const char *>(values.data()), bytes) == bytes && file.flush();
}

QByteArray lineOf(QProcess &process)
{
    while (!process.canReadLine())
        if (!process.waitForReadyRead(kPatienceMs))
            return "missing an answer: " + process.readAllStandardError();
    return process.readLine().trimmed();
}

void skip(const QByteArray &why)
{
    std::printf("{\"bench\":\"frame_1e8_vs_pyqtgraph\",\"skipped\":\"%s\"}\n",
        QByteArray(why).replace('"', '\'').replace('\\', '/').simplified().constData());
}

double theirFrame(QProcess &process, const char *setting, double first)
{
    process.write(
        QByteArray(setting) + ' ' + QByteArray::number(first, 'g', 12) + ' ' + QByteArray::number(kSamples) + '\n');
    bool number = false;
    const double seconds = lineOf(process).toDouble(&number);
    return number ? seconds : -1;
}

void race(QProcess &process, OnePlot &ours, const char *setting, const char *figure, const char *against)
{
    std::vector<double> a, b;
    for (int round = -1; round < kRounds; ++round) {
        for (int step = 0; step < 4; ++step) {
            const double cpu = ours.frame(step * 2.3 * double(kSamples) / kSize.width(), double(kSamples));
            if (round >= 0)
                a.push_back(cpu);
        }
        const double cpu = theirFrame(process, setting, (round + 2) * 2.3 * double(kSamples) / kSize.width());
        if (cpu < 0)
            return skip("pyqtgraph_frames.py stopped");
        if (round >= 0)
            b.push_back(cpu);
    }
    std::fprintf(stderr, "%s: ours %.3f ms, theirs %.1f ms (fastest %.1f)\n", figure, median(a) * 1e3, median(b) * 1e3,
        *std::ranges::min_element(b) * 1e3);
    printFigure(figure, median(a) * 1e3, "ms a frame of 1e8 samples (CPU)", against, median(b) / median(a));
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const auto store = filledStore(realistic_trace::frames(kTrace), kSamples, std::size_t(1) << 30);
    QTemporaryFile trace;
    if (!writeTrace(trace, *store)) {
        skip("no room for the trace in the directory of temporary files");
        return 0;
    }
    QProcess process;
    process.setProcessChannelMode(QProcess::SeparateChannels);
    // Debian's own interpreter: others do not see the packages that apt installs.
    process.start(QStringLiteral("/usr/bin/python3"),
        {QStringLiteral(AIESIM_PYQTGRAPH_FRAMES), trace.fileName(), QString::number(kSamples),
            QString::number(kRate, 'f', 0)});
    const QByteArray answer = process.waitForStarted() ? lineOf(process) : QByteArray("missing /usr/bin/python3");
    std::fprintf(stderr, "%s, float32 values, float64 times\n", answer.constData());
    if (!answer.startsWith("ready")) {
        skip("pyqtgraph cannot be run: " + answer);
        return 0;
    }
    OnePlot ours;
    ours.showSamples(store);
    race(process, ours, "auto", "frame_1e8_vs_pyqtgraph",
        "pyqtgraph, pen 1: auto downsampling (peak), clipToView, skipFiniteCheck");
    race(process, ours, "fixed", "frame_1e8_vs_pyqtgraph_fixed",
        "pyqtgraph, the same with a factor set for this span alone");
    race(process, ours, "subsample", "frame_1e8_vs_pyqtgraph_subsample", "pyqtgraph, auto subsampling: loses peaks");
    process.closeWriteChannel();
    process.waitForFinished();
    return 0;
}
