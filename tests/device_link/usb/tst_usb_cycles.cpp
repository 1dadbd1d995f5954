// SPDX-License-Identifier: GPL-3.0-or-later
// Plugging and unplugging again and again: every call ends, nothing is left over, and the session heals each time.
#include "usb_kit_bench.h"

#include <QDir>
#include <QTest>

using namespace device_link;
using namespace test_kit;

class TestUsbCycles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void attachAndDetach();
    void unplugInMidTransfer();
};

namespace {

qsizetype threads()
{
    return QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

qsizetype descriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)
        .size();
}

} // namespace

void TestUsbCycles::attachAndDetach()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    // The mock host keeps some files of every device it ever had: what that costs is measured without us.
    constexpr int kAlone = 3;
    const qsizetype filesAtFirst = descriptors();
    for (int cycle = 0; cycle < kAlone; ++cycle) {
        QVERIFY2(bench.plug(), qPrintable(bench.host.problem()));
        bench.unplug();
    }
    const qsizetype filesPerDevice = (descriptors() - filesAtFirst) / kAlone;
    constexpr int kCycles = 200;
    constexpr int kSettled = 5; // what the first rounds set up for good is not counted
    qsizetype threadsBefore = 0;
    qsizetype filesBefore = 0;
    for (int cycle = 0; cycle < kCycles; ++cycle) {
        QVERIFY2(bench.plug(), qPrintable(bench.host.problem()));
        if (cycle == 0)
            VERIFY_OK(bench.open());
        else
            QVERIFY2(bench.waitState(SessionState::Connected), qPrintable(QString::number(cycle)));
        if (cycle == kSettled) {
            threadsBefore = threads();
            filesBefore = descriptors();
        }
        bench.unplug();
        QVERIFY2(bench.waitState(SessionState::Lost), qPrintable(QString::number(cycle)));
    }
    QVERIFY(bench.plug());
    QVERIFY(bench.waitState(SessionState::Connected));
    VERIFY_OK(AWAIT(bench.first.session->tokenAccount()->read(bench.first.never)));
    QTRY_VERIFY_WITH_TIMEOUT(threads() <= threadsBefore, 60000);
    const qsizetype filesAllowed = filesBefore + filesPerDevice * (kCycles - kSettled);
    QTRY_VERIFY_WITH_TIMEOUT(descriptors() <= filesAllowed, 60000);
}

void TestUsbCycles::unplugInMidTransfer()
{
    UsbKitBench bench;
    QVERIFY(bench.first.kit.start());
    QVERIFY(bench.plug());
    VERIFY_OK(bench.open());
    const auto power = bench.first.session->powerSource();
    for (int round = 0; round < 50; ++round) {
        // A stream comes in, and eight requests are on their way, when the plug is pulled at some moment.
        if (!power->running())
            VERIFY_OK(AWAIT(power->start(20000, bench.first.never)));
        std::vector<Result<AccountState>> ended;
        std::vector<QCoro::Task<void>> asking;
        for (int i = 0; i < 8; ++i) {
            asking.push_back([](std::shared_ptr<TokenAccount> account, std::stop_token stop,
                                 std::vector<Result<AccountState>> &results) -> QCoro::Task<void> {
                Result<AccountState> result = co_await account->read(stop);
                results.push_back(result);
            }(bench.first.session->tokenAccount(), bench.first.never, ended));
        }
        QTest::qWait(round % 10);
        bench.unplug();
        QVERIFY(bench.waitState(SessionState::Lost));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), std::size_t(8), 60000);
        for (const Result<AccountState> &result : ended)
            QVERIFY(result || result.error().fault() == Fault::LinkLost);
        QVERIFY2(bench.plug(), qPrintable(bench.host.problem()));
        QVERIFY(bench.waitState(SessionState::Connected));
    }
    const auto store = power->store();
    const std::uint64_t end = store->endIndex();
    QTRY_VERIFY_WITH_TIMEOUT(store->endIndex() > end + 2000, 60000);
    VERIFY_OK(AWAIT(power->stop()));
    QCOMPARE(store->received() + store->lostSamples(), store->endIndex());
}

QTEST_GUILESS_MAIN(TestUsbCycles)
#include "tst_usb_cycles.moc"
