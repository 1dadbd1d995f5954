// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "device_link/protocols/aiesim_client.h"
#include "device_link/session/kit_event.h"
#include "device_link/session/prompt_runner.h"

namespace device_link {

/// Prompts over the aiesim group (PROTOCOL.md §5.4).
class KitPromptRunner : public PromptRunner
{
    Q_OBJECT
public:
    explicit KitPromptRunner(std::shared_ptr<AiesimClient> client);

    [[nodiscard]] QCoro::Task<Result<void>> start(PromptRequest request, std::stop_token stop) override;
    [[nodiscard]] QCoro::Task<Result<void>> cancel(QString id) override;
    [[nodiscard]] QCoro::Task<Result<QList<PromptEvent>>> fetch(QString id, std::stop_token stop) override;
    [[nodiscard]] QStringList models() const override { return m_models; }
    [[nodiscard]] int maxPromptBytes() const override { return m_maxText; }

    /// Events of the kit: prompt.*.
    void take(const KitEvent &kitEvent);
    /// Reads prompt.models.
    [[nodiscard]] static QCoro::Task<Result<void>> refresh(std::shared_ptr<KitPromptRunner> self, std::stop_token stop);

private:
    std::shared_ptr<AiesimClient> m_client;
    QStringList m_models;
    int m_maxText = 2048; ///< bytes of UTF-8
};

/// One event of a prompt (§6); empty for events of other names. BadReply when keys are missing.
[[nodiscard]] Result<std::optional<PromptEvent>> parsePromptEvent(const KitEvent &kitEvent);

} // namespace device_link
