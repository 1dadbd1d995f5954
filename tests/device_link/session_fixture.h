// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "virtual_kit_fixture.h"

#include <QCoroTask>
#include <QSignalSpy>

/// Waits for a task in a test; the event loop runs.
#define AWAIT(task) QCoro::waitFor(task)

/// A result, which must be a success. The expression is evaluated once.
#define VERIFY_OK(expression)                                                                                          \
    do {                                                                                                               \
        const auto &verifyOkResult = (expression);                                                                     \
        if (!verifyOkResult.has_value())                                                                               \
            QFAIL(qPrintable(test_kit::sentence(verifyOkResult.error())));                                             \
    } while (false)

/// A result, which must be this fault. The expression is evaluated once.
#define COMPARE_FAULT(expression, expected)                                                                            \
    do {                                                                                                               \
        const auto &compareFaultResult = (expression);                                                                 \
        QVERIFY2(!compareFaultResult.has_value(), "succeeded, but should have failed");                                \
        QVERIFY2(compareFaultResult.error().fault() == (expected),                                                     \
            qPrintable(test_kit::sentence(compareFaultResult.error())));                                               \
    } while (false)

namespace test_kit {

inline QString sentence(const device_link::Error &error)
{
    return QStringLiteral("%1: %2").arg(QString::fromLatin1(device_link::faultName(error.fault())), error.detail());
}

/// A kit process and a session on some of its ports.
struct KitAndSession {
    explicit KitAndSession(QStringList options = {})
        : kit(std::move(options))
    {
    }
    ~KitAndSession()
    {
        if (session)
            session->close();
        session.reset();
        QCoreApplication::sendPostedEvents(); // lets what waited for the session end
        QCoreApplication::processEvents();
    }
    device_link::Result<void> open(const QList<device_link::DeviceUrl> &urls)
    {
        session = device_link::KitSession::create(urls);
        return AWAIT(session->open(never));
    }
    device_link::Result<void> openSerial(const QList<device_link::PortRole> &roles)
    {
        QList<device_link::DeviceUrl> urls;
        for (const device_link::PortRole role : roles)
            urls.append(kit.serialUrl(role));
        return open(urls);
    }

    /// Waits until the kit's modem is in a network: some seconds of kit time after power-on.
    [[nodiscard]] bool waitRegistered()
    {
        const auto modem = session->modemStatus();
        return QTest::qWaitFor(
            [&] {
                const auto state = AWAIT(modem->read(never));
                return state && (state->registration == 1 || state->registration == 5);
            },
            60000);
    }

    VirtualKit kit;
    std::stop_token never;
    std::shared_ptr<device_link::KitSession> session;
};

} // namespace test_kit
