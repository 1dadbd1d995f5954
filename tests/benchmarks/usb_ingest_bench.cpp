// SPDX-License-Identifier: GPL-3.0-or-later
// What samples cost from the simulated kit's power model over USB/IP into the store, as multiples of a stream of
// 2 MS/s with two channels of 16 bits that one core would carry. CPU of both processes, the kernel's share included.
#include "bench_figure.h"
#include "cpu_clock.h"
#include "sample_intake.h"
#include "usb_stream.h"

#include "virtual_kit/physics/power_model.h"

#include <QCoreApplication>

using namespace usb_figures;

namespace {

constexpr double kSampleBytes = 4;
constexpr double kStreamBytes = 2e6 * kSampleBytes; ///< a second
constexpr double kGoalIngest = 10;
constexpr double kGoalDecode = 100;
constexpr quint32 kRate = 4'000'000;
constexpr int kRounds = 7;
constexpr std::chrono::milliseconds kWarmUp{3000}; ///< the store is full by then, and its memory goes round
constexpr std::chrono::milliseconds kRound{1000};
constexpr qsizetype kRecorded = 32 << 20;
constexpr int kFillStore = 5; ///< times the recorded stream; from then on the store's memory goes round

/// How many such streams one core would carry.
double timesStream(double samples, double cpu) { return samples * kSampleBytes / cpu / kStreamBytes; }

/// CPU seconds that the power model needs for a sample of two channels.
double powerModelCpu()
{
    virtual_kit::PowerModel model(1, virtual_kit::Battery(500, 0.8, 0.2));
    constexpr std::size_t block = 1000;
    constexpr std::size_t blocks = 1000;
    std::vector<float> amps(block);
    std::vector<float> volts(block);
    std::vector<double> rounds;
    for (int round = 0; round < kRounds; ++round) {
        rounds.push_back(cpuOf([&] {
            for (std::size_t i = 0; i < blocks; ++i)
                model.render(0, kRate, 1, i * block, amps, volts);
        }));
    }
    return median(rounds) / double(block * blocks);
}

/// What a stretch of the stream moved, and cost.
struct Stretch {
    double samples = 0;
    double kitCpu = 0;
    double ownCpu = 0;
};

Stretch runFor(UsbStream &stream, std::chrono::milliseconds time)
{
    const double kit = stream.kitCpu();
    const double own = ownCpu();
    const auto samples = double(stream.intake.samples());
    stream.run(time);
    return {double(stream.intake.samples()) - samples, stream.kitCpu() - kit, ownCpu() - own};
}

void tellIngest(const Stretch &all, const SampleIntake &intake)
{
    const double cpu = all.kitCpu + all.ownCpu;
    const double model = powerModelCpu() * all.samples;
    std::fprintf(stderr,
        "usb_ingest: %.1f MS in %.2f s of CPU, %.1f ns a sample: %.0f %% the kit's, of it the power model alone %.0f "
        "%%\n",
        all.samples / 1e6, cpu, cpu / all.samples * 1e9, 100 * all.kitCpu / cpu, 100 * model / cpu);
    std::fprintf(stderr, "usb_ingest: %.1f MS were dropped by the kit before they were made, %llu blocks refused\n",
        double(intake.lost()) / 1e6, static_cast<unsigned long long>(intake.refused()));
}

bool benchIngest()
{
    // More kit seconds a second than the two processes can carry: what the kit cannot send it drops before it is made.
    UsbStream stream({QStringLiteral("--power-rate"), QString::number(kRate), QStringLiteral("--speed"),
                         QStringLiteral("25"), QStringLiteral("--ring"), QString::number(32 << 20)},
        kRate);
    if (!stream.start())
        return false;
    stream.run(kWarmUp);
    std::vector<double> rounds;
    Stretch all;
    for (int round = 0; round < kRounds; ++round) {
        const Stretch one = runFor(stream, kRound);
        rounds.push_back(timesStream(one.samples, one.kitCpu + one.ownCpu));
        all = {all.samples + one.samples, all.kitCpu + one.kitCpu, all.ownCpu + one.ownCpu};
    }
    tellIngest(all, stream.intake);
    const double times = median(rounds);
    printFigure(
        "usb_ingest_x2MS", times, "streams of 2 MS/s a core (CPU of kit and host)", "goal of 10", times / kGoalIngest);
    return true;
}

void takeAll(SampleIntake &intake, const QByteArray &bytes)
{
    constexpr qsizetype piece = 64 * 1024; // as transfers bring it
    for (qsizetype at = 0; at < bytes.size(); at += piece)
        intake.take(QByteArray::fromRawData(bytes.constData() + at, std::min(piece, bytes.size() - at)));
}

bool benchDecode()
{
    const RecordedStream recorded = recordStream(kRecorded);
    if (recorded.bytes.isEmpty())
        return false;
    SampleIntake intake;
    intake.begin(recorded.grant);
    for (int i = 0; i < kFillStore; ++i)
        takeAll(intake, recorded.bytes);
    std::vector<double> rounds;
    for (int round = 0; round < kRounds; ++round) {
        const auto before = double(intake.samples());
        const double cpu = cpuOf([&] { takeAll(intake, recorded.bytes); });
        rounds.push_back(timesStream(double(intake.samples()) - before, cpu));
    }
    if (intake.refused() > 0)
        std::fputs("decode_store: the recorded stream is not taken whole\n", stderr);
    const double times = median(rounds);
    std::fprintf(stderr, "decode_store: %.2f ns a sample\n", 1e9 / (times * 2e6));
    printFigure("decode_store_x2MS", times, "streams of 2 MS/s a core (CPU)", "goal of 100", times / kGoalDecode);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const bool ingested = benchIngest();
    return benchDecode() && ingested ? 0 : 1;
}
