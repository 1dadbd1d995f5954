// SPDX-License-Identifier: GPL-3.0-or-later
#include "smp_group.h"

namespace virtual_kit {

namespace {

constexpr std::uint16_t kFirstVendorGroup = 64;

} // namespace

struct SmpReply::State {
    std::uint16_t group = 0;
    std::uint8_t version = 0;
    Translate translate;
    Finish finish;
    bool answered = false;

    State(std::uint16_t groupId, std::uint8_t smpVersion, Translate translator, Finish finisher)
        : group(groupId)
        , version(smpVersion)
        , translate(std::move(translator))
        , finish(std::move(finisher))
    {
    }
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    ~State() { error(SmpRc::Unknown, {}, {}); }

    void complete(const QCborMap &body, bool isError)
    {
        if (answered)
            return;
        answered = true;
        finish(body, isError);
    }
    void error(SmpRc rc, const QString &reason, const QCborMap &extra)
    {
        QCborMap body;
        body.insert(QLatin1String("rc"), static_cast<int>(rc));
        addReason(body, reason, extra);
        complete(body, true);
    }
    void addReason(QCborMap &body, const QString &reason, const QCborMap &extra) const
    {
        if (!reason.isEmpty() && (version == 0 || group >= kFirstVendorGroup))
            body.insert(QLatin1String("rsn"), reason);
        for (const auto &[key, value] : extra)
            body.insert(key, value);
    }
};

SmpReply::SmpReply(std::uint16_t group, std::uint8_t version, Translate translate, Finish finish)
    : m_state(std::make_shared<State>(group, version, std::move(translate), std::move(finish)))
{
}

void SmpReply::send(const QCborMap &body) const { m_state->complete(body, false); }

void SmpReply::sendGroupError(std::uint16_t rc, const QString &reason, const QCborMap &extra) const
{
    if (m_state->version == 0) {
        const SmpRc common = m_state->translate ? m_state->translate(rc) : SmpRc::Unknown;
        return m_state->error(common, reason, extra);
    }
    QCborMap error;
    error.insert(QLatin1String("group"), static_cast<int>(m_state->group));
    error.insert(QLatin1String("rc"), static_cast<int>(rc));
    QCborMap body;
    body.insert(QLatin1String("err"), error);
    m_state->addReason(body, reason, extra);
    m_state->complete(body, true);
}

void SmpReply::sendError(SmpRc rc, const QString &reason) const { m_state->error(rc, reason, {}); }

bool SmpReply::answered() const { return m_state->answered; }

} // namespace virtual_kit
