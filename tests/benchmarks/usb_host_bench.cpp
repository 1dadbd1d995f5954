// SPDX-License-Identifier: GPL-3.0-or-later
// What our path over libusb costs, against libusb alone, and what an attached kit costs that says nothing. On
// umockdev's USB host: it starts itself again under umockdev-wrapper.
#include "bare_reader.h"
#include "bench_figure.h"
#include "cpu_clock.h"
#include "sample_intake.h"
#include "stream_end.h"
#include "usb_kit_bench.h"
#include "usb_stream.h"

#include "device_link/transports/usb/usb_bulk_transport.h"
#include "device_link/transports/usb/usb_bus.h"
#include "device_link/transports/usb/usb_discovery.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cmath>
#include <map>

using namespace usb_figures;

namespace {

constexpr double kGoalBare = 0.8;
constexpr double kGoalIdlePercent = 0.5;
constexpr qsizetype kRecorded = 16 << 20;
constexpr qint64 kRoundBytes = 128LL << 20;
constexpr int kRounds = 7;
constexpr int kTransfers = 8; // as UsbTransfers::Shape has them
constexpr int kTransferBytes = 64 * 1024;
constexpr int kIdleMs = 15'000;

/// What one way of reading cost, for each byte; not a number when it did not work.
struct Cost {
    double wall = 0;    ///< seconds
    double all = 0;     ///< CPU of all threads but the mock host's
    double busiest = 0; ///< CPU of the one that has most to do
};

/// Costs of the threads that are there when it begins, less those of the mock host.
class CostWatch
{
public:
    explicit CostWatch(const std::set<pid_t> &mock)
    {
        for (const pid_t thread : threads()) {
            if (!mock.contains(thread))
                m_before[thread] = cpuOfThread(thread);
        }
        m_timer.start();
    }
    [[nodiscard]] Cost per(double amount) const
    {
        Cost cost{double(m_timer.nsecsElapsed()) * 1e-9 / amount, 0, 0};
        for (const auto &[thread, before] : m_before) {
            const double cpu = (cpuOfThread(thread) - before) / amount;
            cost.all += cpu;
            cost.busiest = std::max(cost.busiest, cpu);
        }
        return cost;
    }

private:
    std::map<pid_t, double> m_before;
    QElapsedTimer m_timer;
};

struct Costs {
    std::vector<double> wall, all, busiest;
    void add(const Cost &cost)
    {
        wall.push_back(cost.wall);
        all.push_back(cost.all);
        busiest.push_back(cost.busiest);
    }
};

Cost readBare(const usb_bench::UsbSession &session, int device, const std::set<pid_t> &mock)
{
    const BareReader reader(session, device, kTransfers, kTransferBytes);
    const CostWatch watch(mock);
    const qint64 before = reader.bytes();
    while (reader.ok() && reader.bytes() - before < kRoundBytes)
        QThread::msleep(2);
    return reader.ok() ? watch.per(double(reader.bytes() - before)) : Cost{NAN, NAN, NAN};
}

Cost readOurs(SampleIntake &intake, const std::set<pid_t> &mock)
{
    const auto kit = device_link::findUsbKit(QStringLiteral("STREAM1"));
    if (!kit)
        return {NAN, NAN, NAN};
    intake.beginAgain();
    device_link::UsbBulkTransport transport(*kit);
    QEventLoop loop;
    qint64 bytes = 0;
    QObject::connect(&transport, &device_link::Transport::received, &loop, [&](const QByteArray &came) {
        bytes += came.size();
        intake.take(came);
        if (bytes >= kRoundBytes)
            loop.quit();
    });
    QObject::connect(&transport, &device_link::Transport::closed, &loop, &QEventLoop::quit);
    transport.open();
    const CostWatch watch(mock);
    loop.exec();
    return bytes < kRoundBytes ? Cost{NAN, NAN, NAN} : watch.per(double(bytes));
}

void tell(const char *what, const Costs &costs)
{
    std::fprintf(stderr,
        "usb_vs_bare: %-22s %.0f MB/s (wall), %.2f ns of CPU a byte, %.2f of it in the busiest thread\n", what,
        1e-6 / median(costs.wall), 1e9 * median(costs.all), 1e9 * median(costs.busiest));
}

bool benchAgainstBare()
{
    const RecordedStream recorded = recordStream(kRecorded);
    if (recorded.bytes.isEmpty())
        return false;
    usb_bench::MockUsbHost host;
    const int device = host.plug(std::make_unique<StreamEnd>(recorded.bytes, "STREAM1"));
    std::set<pid_t> mock = threads();
    mock.erase(gettid());
    const auto bus = device_link::UsbBus::open(); // both contexts are there all the time
    const usb_bench::UsbSession session;
    if (device == 0 || !bus) {
        std::fprintf(stderr, "usb_vs_bare: no USB: %s\n", qPrintable(host.problem()));
        return false;
    }
    SampleIntake intake;
    intake.begin(recorded.grant);
    readOurs(intake, mock); // fills the store
    Costs ours;
    Costs bare;
    for (int round = 0; round < kRounds; ++round) {
        ours.add(readOurs(intake, mock));
        bare.add(readBare(session, device, mock));
    }
    tell("ours, decoded", ours);
    tell("bare libusb", bare);
    if (intake.refused() > 0)
        std::fprintf(stderr, "usb_vs_bare: %llu refused\n", static_cast<unsigned long long>(intake.refused()));
    // Decoding has a thread of its own; bytes a second are those of the thread that has most to do.
    const double ratio = median(bare.busiest) / median(ours.busiest);
    if (!(ratio > 0)) {
        std::fputs("usb_vs_bare: the device could not be read\n", stderr);
        return false;
    }
    printFigure("usb_vs_bare", 100 * ratio, "% of the bytes a second (CPU)", "goal of 80 %", ratio / kGoalBare);
    return true;
}

void live(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

bool benchIdle()
{
    test_kit::UsbKitBench bench;
    std::set<pid_t> mock = threads();
    mock.erase(gettid());
    if (!bench.first.kit.start() || !bench.plug()) {
        std::fprintf(stderr, "usb_idle: no kit: %s\n", qPrintable(bench.host.problem()));
        return false;
    }
    for (const pid_t thread : threads()) { // that of the mock's connection to the kit
        if (thread != gettid())
            mock.insert(thread);
    }
    if (const auto opened = bench.open(); !opened) {
        std::fprintf(stderr, "usb_idle: %s\n", qPrintable(opened.error().detail()));
        return false;
    }
    live(3000); // the clock is asked often in the first second
    QElapsedTimer timer;
    timer.start();
    const double before = ownCpu();
    const CostWatch watch(mock);
    live(kIdleMs);
    const double seconds = double(timer.nsecsElapsed()) * 1e-9;
    const double all = 100 * (ownCpu() - before) / seconds;
    const double percent = 100 * watch.per(seconds).all;
    const bool connected = bench.first.session->state() == device_link::SessionState::Connected;
    std::fprintf(stderr, "usb_idle: %.3f %% with the threads of the mock host, which a real one does not have%s\n", all,
        connected ? "" : "; NOT CONNECTED");
    printFigure("usb_idle_cpu_pct", percent, "% of a core (CPU of the threads that are not the mock host's)",
        "goal of 0.5 %", kGoalIdlePercent / percent);
    return connected;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariable("LD_PRELOAD").contains(QLatin1String("libumockdev"))) {
        execl(AIESIM_UMOCKDEV_WRAPPER, AIESIM_UMOCKDEV_WRAPPER, argv[0], nullptr);
        std::perror("usb_host_bench: " AIESIM_UMOCKDEV_WRAPPER);
        return 1;
    }
    QCoreApplication application(argc, argv);
    const bool compared = benchAgainstBare();
    return benchIdle() && compared ? 0 : 1;
}
