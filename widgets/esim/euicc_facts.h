// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/session/kit_session.h"
#include "profiles/esim/es10_codec.h"
#include "widgets/esim/apdu_model.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>
#include <stop_token>

namespace widgets {

class KitContext;

/// What a kit's eUICC says of itself besides its profiles, and all that is said to it. Reads once somebody wants to
/// see it, and again whenever the kit connects or the card is reset; the last figures stay when the link is lost.
class EuiccFacts : public QObject
{
    Q_OBJECT
public:
    explicit EuiccFacts(KitContext *kit);
    ~EuiccFacts() override;

    /// Empty before the card was read.
    template <typename T>
    using Read = std::optional<device_link::Result<T>>;
    [[nodiscard]] const Read<profiles::Eid> &eid() const { return m_eid; }
    [[nodiscard]] const Read<profiles::EuiccInfo2> &info() const { return m_info; }
    [[nodiscard]] const Read<QList<profiles::NotificationMetadata>> &notifications() const { return m_notifications; }
    [[nodiscard]] ApduModel *apdus() { return &m_apdus; }

    void want(); ///< somebody looks: from now on it is kept
    void readAgain();
    /// Names a profile and has the list read again; a failure stays in nameError() until the next try.
    void setNickname(const profiles::Iccid &iccid, const QString &nickname);
    [[nodiscard]] const std::optional<device_link::Error> &nameError() const { return m_nameError; }

Q_SIGNALS:
    void changed();

private:
    void bind();
    template <typename T>
    void take(Read<T> &place, const device_link::Result<T> &result);

    KitContext *m_kit; ///< our parent
    std::shared_ptr<device_link::KitSession> m_session;
    QPointer<device_link::CardChannel> m_bound;
    std::stop_source m_stop;
    ApduModel m_apdus;
    Read<profiles::Eid> m_eid;
    Read<profiles::EuiccInfo2> m_info;
    Read<QList<profiles::NotificationMetadata>> m_notifications;
    std::optional<device_link::Error> m_nameError;
    bool m_wanted = false;
};

} // namespace widgets
